// keybook parked: late edits that somebody has to decide about.
#include "commands/commands.h"
#include "commands/record_text.h"
#include "format/plans.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

void print_for_people(Context& context, const client::Parked& one) {
  const Value made = time_json(one.made_ms);
  std::string head = context.words(context.type(one.type).label) + " " +
                     (one.own ? one.record : title_of(context, one.type, one.record)) + ", " + one.user;
  if (!made.is_null()) head += ' ' + made.get<std::string>();
  context.print_text(head + '\n' + context.words("  编号 ", "  late edit ") + one.id + '\n');
  Table table({"", context.words("写的", "wrote"), context.words("当前", "stands"), context.words("当时", "saw"), ""});
  for (const auto& [field, late] : one.fields)
    table.add({"    " + field_label(context, one.type, field), value_text(context, one.type, field, late.value),
               value_text(context, one.type, field, late.current), value_text(context, one.type, field, late.base),
               late.state});
  if (table.rows() > 0) context.print_text(table.text());
}

int list_parked(Context& context) {
  const auto all = base::need(context.client().parked());
  for (const client::Parked& one : all) {
    if (context.json())
      context.print(parked_json(one));
    else
      print_for_people(context, one);
  }
  if (!context.json() && all.empty()) context.note(context.words("没有搁置的修改", "nothing is parked"));
  return 0;
}

void add_deciding(CommandLine& line, CLI::App* group, const char* name, const char* help, bool take) {
  auto id = std::make_shared<std::string>();
  auto fields = std::make_shared<std::vector<std::string>>();
  CLI::App* command = line.command(
      name, help,
      [id, fields, take](Context& context) {
        base::need(context.client().decide_parked(*id, take, *fields));
        if (context.json()) context.print({{"id", *id}, {"state", take ? "taken" : "declined"}});
        return 0;
      },
      group);
  command->add_option("id", *id, "its id, as `keybook parked` shows it")->required();
  command->add_option("--field", *fields, "only this field; may be given several times");
  line.json_flag(command);
}

}  // namespace

void add_parked(CommandLine& line) {
  CLI::App* command = line.command("parked", "late edits that somebody has to decide about", list_parked);
  line.json_flag(command);
  command->require_subcommand(0, 1);
  add_deciding(line, command, "take", "let it count, in its author's name", true);
  add_deciding(line, command, "decline", "leave it out; it stays in the history", false);
  auto dismissed = std::make_shared<std::string>();
  CLI::App* dismissing = line.command(
      "dismiss", "forget an own one that was decided; its outcome stays in the history",
      [dismissed](Context& context) {
        base::need(context.client().dismiss_parked(*dismissed));
        if (context.json()) context.print({{"id", *dismissed}, {"state", "dismissed"}});
        return 0;
      },
      command);
  dismissing->add_option("id", *dismissed, "its id, as `keybook parked` shows it")->required();
  line.json_flag(dismissing);
  command->footer(
      "Written offline by somebody who had the account once, after losing it. The first decision on a field stands.\n"
      "A text that its author went on with offline is one decision, about its last version. Own ones are listed too,\n"
      "with what became of them, until they are dismissed or a week has passed.");
}

}  // namespace keybook::cli
