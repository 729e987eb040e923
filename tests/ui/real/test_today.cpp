// Today: what the visit standards ask for, and why.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"

namespace keybook::ui {
namespace {

class Today : public process::Stage {
 protected:
  void SetUp() override {
    Stage::SetUp();
    start();
    for (const char* user : {"hans", "amy"}) enrol(user);
    account_ = made("hans", {"account", "name=Alpha", "grade=A", "owner=amy"});
    made("hans", {"visit_standard", "label=A", "grade=A", "contact_kind=上门", "count=2", "period=week",
                  "valid_from=2020-01-01"});
    for (const char* user : {"hans", "amy"}) sync(user);
  }
  std::string account_;
};

TEST_F(Today, ListsWhatTheStandardsAskForAndHowMuchOfItIsDone) {
  for (const char* done_of : {"On site 0/2, Week", "On site 1/2, Week"}) {
    Desk desk(profile("amy"));
    ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
    EXPECT_TRUE(desk.see_part(done_of));
    const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    made("amy", {"visit", "account=" + account_, "subject=s", "kind=上门", "visited_at=" + now});
  }
}

}  // namespace
}  // namespace keybook::ui
