// The window changes its size across the breakpoints while pages open and close: nothing breaks, nothing warns.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"

namespace keybook::ui {
namespace {

class Resizing : public process::Stage {
 protected:
  static bool fill(Desk& desk) {
    desk.press("Try it with sample data, no server");
    return desk.until([&] { return desk.app().ready(); }, "the app");
  }
};

const std::array sizes = {QSize(1440, 900), QSize(1024, 768), QSize(800, 1280), QSize(600, 900)};

TEST_F(Resizing, AcrossTheBreakpointsWhilePagesOpenAndClose) {
  Desk desk(profile("new"));
  ASSERT_TRUE(fill(desk));
  const QStringList pages = desk.window().property("pageNames").toStringList();
  for (int round = 0; round < 3; ++round)
    for (qsizetype i = 0; i < pages.size(); ++i) {
      if (pages[i] == "conflict" || pages[i] == "first-start") continue;
      desk.go(pages[i]);
      if (round > 0) desk.idle(round == 1 ? 1 : 40);  // in the middle of loading, and after it
      const QSize size = sizes[static_cast<std::size_t>(i + round) % sizes.size()];
      desk.window().resize(size);
      desk.app().settings()->setDensity((i + round) % 3 == 0 ? "touch" : "compact");
      if (round == 0) desk.idle(10);
    }
}

TEST_F(Resizing, TheAccountsBecomeCardsAndATableAgainAndKeepTheirPlace) {
  Desk desk(profile("new"));
  ASSERT_TRUE(fill(desk));
  desk.press("Accounts");
  ASSERT_TRUE(desk.see("海川造船集团"));
  for (int i = 0; i < 20; ++i) {
    desk.resize(i % 2 == 0 ? 800 : 1440, i % 2 == 0 ? 1280 : 900);
    if (i % 5 == 4) {
      desk.go("today");
      desk.resize(1024, 768);
      desk.go("accounts");
    }
  }
  EXPECT_TRUE(desk.see("海川造船集团"));
}

}  // namespace
}  // namespace keybook::ui
