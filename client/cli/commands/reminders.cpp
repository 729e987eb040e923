// keybook reminders: what is due and why; snooze and dismiss.
#include <ctime>

#include "commands/commands.h"
#include "commands/dates.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct Asked {
  std::string day, until, id;
  int days = 0;
  bool all = false;
};
using Shared = std::shared_ptr<Asked>;

constexpr int ahead_max = 366;

client::ReminderWish wish_of(Context& context, const Asked& asked) {
  client::ReminderWish wish;
  wish.day = asked.day.empty() ? local_today(context.environment()) : asked.day;
  wish.ahead = asked.days;
  wish.all = asked.all;
  return wish;
}

std::string days_text(const Context& context, int left) {
  if (left == 0) return context.words("今天", "today");
  const std::string days = std::to_string(left < 0 ? -left : left);
  return left < 0 ? context.words("已过 " + days + " 天", days + " days overdue")
                  : context.words("还有 " + days + " 天", "in " + days + " days");
}

int list_reminders(Context& context, const Asked& asked) {
  Table table({context.words("日期", "day"), "", context.words("原因", "why"), context.words("事项", "what"),
               context.words("客户", "account"), context.words("提醒谁", "whom"), context.words("编号", "id")},
              80);
  for (const client::DueReminder& one : base::need(context.client().reminders(wish_of(context, asked)))) {
    if (context.json())
      context.print({{"id", one.id},
                     {"type", one.type},
                     {"record", one.record},
                     {"account", one.account},
                     {"account_name", one.account_name},
                     {"title", one.title},
                     {"reason", one.reason},
                     {"why", context.words(one.why)},
                     {"person", one.person},
                     {"day", one.day},
                     {"when", one.when},
                     {"days_left", one.days_left}});
    else
      table.add({one.day, days_text(context, one.days_left), context.words(one.why), one.title, one.account_name,
                 one.person, one.id});
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

int answer(Context& context, const Asked& asked, bool dismiss) {
  const client::Saved saved = base::need(context.client().answer_reminder(asked.id, {asked.until, dismiss}));
  if (context.json()) context.print({{"id", saved.ids.empty() ? "" : saved.ids.front()}, {"reminder", asked.id}});
  return 0;
}

}  // namespace

void add_reminders(CommandLine& line) {
  const auto asked = std::make_shared<Asked>();
  CLI::App* group = line.command("reminders", "what is due and why",
                                 [asked](Context& context) { return list_reminders(context, *asked); });
  line.json_flag(group);
  group->add_option("--day", asked->day, "as of this day instead of today");
  group->add_option("--days", asked->days, "at least so many days ahead")->check(CLI::Range(0, ahead_max));
  group->add_flag("--all", asked->all, "of everybody in the files that you see");
  CLI::App* snooze = line.command(
      "snooze", "put one off", [asked](Context& context) { return answer(context, *asked, false); }, group);
  snooze->add_option("id", asked->id, "as `reminders` lists it")->required();
  snooze->add_option("--until", asked->until, "the day on which it comes back")->required();
  line.json_flag(snooze);
  CLI::App* dismiss = line.command(
      "dismiss", "do not show one again", [asked](Context& context) { return answer(context, *asked, true); }, group);
  dismiss->add_option("id", asked->id, "as `reminders` lists it")->required();
  line.json_flag(dismiss);
}

}  // namespace keybook::cli
