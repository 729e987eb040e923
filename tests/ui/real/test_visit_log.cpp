// Logging a visit: how many presses it takes, and that nothing typed is lost to a killed process or a mistaken press.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"
#include "ui/real/unfinished.h"

namespace keybook::ui {

int type_and_wait(const std::string& profile) {
  Desk desk(profile);
  desk.until([&] { return desk.app().ready(); }, "the app");
  desk.key(Qt::Key_L, Qt::ControlModifier);
  desk.press("What was said");
  desk.type(unfinished_report);
  if (!desk.see_part("Draft kept")) return 1;
  std::puts("typed");
  std::fflush(stdout);
  desk.idle(60'000);
  return 1;
}

namespace {

using process::json;

class VisitLog : public process::Stage {
 protected:
  void SetUp() override {
    Stage::SetUp();
    Desk desk(profile("new"));
    desk.press("Try it with sample data, no server");
    ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  }
  std::size_t visits_with(const std::string& report) const {
    return lines("new", {"list", "visit", "--where", "report=" + report}).size();
  }
};

TEST_F(VisitLog, TakesThreePressesAndTheReport) {
  Desk desk(profile("new"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  desk.press("Visit");     // 1: the account is suggested
  desk.press("Progress");  // 2: the outcome
  desk.press("What was said");
  desk.type("all well");
  desk.press("Save visit");  // 3
  EXPECT_TRUE(desk.see_part("Visit logged"));
  EXPECT_EQ(visits_with("all well"), 1u);
}

TEST_F(VisitLog, SavedAndUndoneItIsGone) {
  Desk desk(profile("new"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  desk.press("Visit");
  desk.press("What was said");
  desk.type("by mistake");
  desk.key(Qt::Key_S, Qt::ControlModifier);
  ASSERT_TRUE(desk.see_part("Visit logged"));
  ASSERT_EQ(visits_with("by mistake"), 1u);
  desk.press("Undo");
  EXPECT_TRUE(desk.until([&] { return visits_with("by mistake") == 0; }, "the visit to be gone"));
}

TEST_F(VisitLog, ADeletedRecordComesBackByUndo) {
  Desk desk(profile("new"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  const std::size_t before = lines("new", {"list", "task"}).size();
  const std::string id = lines("new", {"list", "task", "--limit", "1"}).at(0).value("id", "");
  desk.app().remove("task", QString::fromStdString(id));
  ASSERT_TRUE(desk.see_part("deleted"));
  ASSERT_EQ(lines("new", {"list", "task"}).size(), before - 1);
  desk.key(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_TRUE(desk.until([&] { return lines("new", {"list", "task"}).size() == before; }, "the task to be back"));
}

TEST_F(VisitLog, AReportSurvivesAKilledProcess) {
  {
    process::Child typing({"/proc/self/exe", "--type-and-wait", profile("new")}, "");
    ASSERT_EQ(typing.line(), "typed") << typing.rest_of_errors();
    typing.tell(SIGKILL);
    ASSERT_EQ(typing.wait(), -SIGKILL);
  }
  Desk desk(profile("new"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  desk.press("Visit");
  EXPECT_TRUE(desk.see(unfinished_report));
  desk.press("Save visit");
  EXPECT_TRUE(desk.see_part("Visit logged"));
  EXPECT_EQ(visits_with(unfinished_report), 1u);
}

}  // namespace
}  // namespace keybook::ui
