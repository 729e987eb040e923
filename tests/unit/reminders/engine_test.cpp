// What reminds, when, and what was answered.
#include "domain/reminders/engine.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace keybook::domain::reminders {
namespace {

Day day(std::string_view text) { return day_of(text).value(); }
const Day today = day("2026-03-10");

Due due(const std::string& record, std::string_view when, int lead = 0) {
  Due one;
  one.type = "task";
  one.record = record;
  one.reason = "due";
  one.person = "amy";
  one.day = day(when);
  one.lead = lead;
  return one;
}
Answer answer(const Due& to, std::optional<Day> until, bool dismissed) {
  return {to.record, to.reason, to.person, to.day, until, dismissed};
}
std::vector<std::string> records(const std::vector<Reminder>& reminders) {
  std::vector<std::string> out;
  for (const Reminder& one : reminders) out.push_back(one.due.record + ' ' + std::string(name_of(one.when)));
  return out;
}
using List = std::vector<std::string>;

TEST(Reminders, ComeFromTheirLeadOnAndStayWhenOverdue) {
  const std::vector<Due> all = {due("past", "2026-03-01"), due("now", "2026-03-10"), due("soon", "2026-03-15", 7),
                                due("later", "2026-03-15", 2)};
  const auto found = reminders(all, {}, today, 0);
  EXPECT_EQ(records(found), (List{"past overdue", "now today", "soon upcoming"}));
  EXPECT_EQ(found[0].days_left, -9);
  EXPECT_EQ(found[2].days_left, 5);
  EXPECT_EQ(records(reminders(all, {}, today, 5)).size(), 4U);
}

TEST(Reminders, OfBirthdaysEndWithTheDay) {
  Due birthday = due("ann", "2026-03-09");
  birthday.lasting = false;
  EXPECT_TRUE(reminders({birthday}, {}, today, 0).empty());
}

TEST(Reminders, ThatWerePutOffComeBack) {
  const Due task = due("task", "2026-03-09");
  const std::vector<Answer> answers = {answer(task, day("2026-03-12"), false)};
  EXPECT_TRUE(reminders({task}, answers, today, 0).empty());
  EXPECT_TRUE(reminders({task}, answers, day("2026-03-11"), 0).empty());
  EXPECT_EQ(reminders({task}, answers, day("2026-03-12"), 0).size(), 1U);
}

TEST(Reminders, ThatWereDismissedAreGoneForThisDayOnly) {
  const Due task = due("task", "2026-03-09");
  const std::vector<Answer> answers = {answer(task, std::nullopt, true)};
  EXPECT_TRUE(reminders({task}, answers, today, 0).empty());
  Due moved = task;
  moved.day = day("2026-03-10");
  EXPECT_EQ(reminders({moved}, answers, today, 0).size(), 1U);
  Due other = task;
  other.person = "bob";  // what amy answered is none of bob's business
  EXPECT_EQ(reminders({other}, answers, today, 0).size(), 1U);
}

// Two devices answered without knowing of each other: both rows are there, in any order.
TEST(Reminders, DoNotDependOnTheOrderOfWhatArrived) {
  std::vector<Due> all = {due("a", "2026-03-01"), due("b", "2026-03-09"), due("b", "2026-03-09"),
                          due("c", "2026-03-10")};
  std::vector<Answer> answers = {answer(all[0], day("2026-03-11"), false), answer(all[0], day("2026-03-20"), false),
                                 answer(all[3], day("2026-03-11"), false), answer(all[3], std::nullopt, true)};
  const List once = records(reminders(all, answers, day("2026-03-15"), 0));
  EXPECT_EQ(once, (List{"b overdue"}));
  std::reverse(all.begin(), all.end());
  std::reverse(answers.begin(), answers.end());
  EXPECT_EQ(records(reminders(all, answers, day("2026-03-15"), 0)), once);
}

TEST(Reminders, AreNamedTheSameEverywhere) {
  const Due task = due("0192-ab", "2026-03-09");
  EXPECT_EQ(id_of(task), "task/0192-ab/due/2026-03-09");
  const auto name = name_in(id_of(task));
  ASSERT_TRUE(name);
  EXPECT_EQ(name->type, "task");
  EXPECT_EQ(name->record, "0192-ab");
  EXPECT_EQ(name->day, task.day);
  for (const char* wrong : {"", "task", "task/x/due", "task/x/due/soon", "task/x/due/2026-02-30",
                            "task//due/2026-03-09", "task/x/due/2026-03-09/y", "task/x/due/2026-03-09x"})
    EXPECT_FALSE(name_in(wrong)) << wrong;
}

}  // namespace
}  // namespace keybook::domain::reminders
