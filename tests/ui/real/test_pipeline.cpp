// The pipeline: sums of a stage and the forecast, to the cent and by currency, and how many there really are.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"

namespace keybook::ui {
namespace {

class Pipeline : public process::Stage {
 protected:
  void SetUp() override {
    Stage::SetUp();
    start();
    enrol("amy");
    account_ = made("amy", {"account", "name=Alpha"});
  }
  void deals(const std::string& csv) const {
    done("amy",
         {"import", "opportunity", file("deals.csv", "account,name,stage,owner,amount,currency,probability\n" + csv)});
  }
  [[nodiscard]] std::string deal(const std::string& name, const std::string& rest) const {
    return account_ + "," + name + ",Prospecting,amy," + rest + "\n";
  }
  std::string account_;
};

TEST_F(Pipeline, CurrenciesStandSideBySide) {
  deals(deal("One", "1005000,CNY,50") + deal("Two", "30000,USD,10") + deal("Three", "0.10,USD,10"));
  Desk desk(profile("amy"));
  desk.press("Pipeline");
  EXPECT_TRUE(desk.see("1.01M CNY + 30.0k USD"));
  EXPECT_TRUE(desk.see_part("502.5k CNY + 3,000.01 USD"));
}

TEST_F(Pipeline, AStageTellsHowManyItHasWhenNotAllAreListed) {
  std::string csv;
  for (int i = 0; i < 203; ++i) csv += deal("Deal " + std::to_string(i), "100.01,CNY,");
  deals(csv);
  Desk desk(profile("amy"));
  desk.press("Pipeline");
  EXPECT_TRUE(desk.see("20.3k"));
  EXPECT_TRUE(desk.see("203"));
  EXPECT_TRUE(desk.see("200 are listed"));
}

}  // namespace
}  // namespace keybook::ui
