// keybook conflicts: where people wrote different values at the same time.
#include "commands/commands.h"
#include "commands/record_text.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

std::string side_text(Context& context, const client::Conflict& conflict, const client::Side& side) {
  if (!conflict.field.empty()) return value_text(context, conflict.type, conflict.field, side.value);
  return side.value == "deleted" ? context.words("删除", "deleted") : context.words("保留", "kept");
}

void print_for_people(Context& context, const client::Conflict& conflict) {
  const std::string what = conflict.field.empty()
                               ? context.words("一方删除，另一方修改", "deleted by one, edited by another")
                               : field_label(context, conflict.type, conflict.field);
  context.print_text(context.words(context.type(conflict.type).label) + " " +
                     title_of(context, conflict.type, conflict.record) + ", " + what + "\n  " +
                     context.words("编号 ", "conflict ") + conflict.id + '\n');
  // Nothing is cut off: an edit's name is what `resolve --keep` asks for.
  Table table({"", "", "", "", ""}, std::string::npos);
  for (const client::Side& side : conflict.sides)
    table.add({side.current ? "  * " : "    ", side_text(context, conflict, side), side.user,
               time_json(side.made_ms).is_null() ? "" : time_json(side.made_ms).get<std::string>(), side.edit});
  context.print_text(table.text());
}

int conflicts(Context& context, const std::string& account) {
  const auto open = base::need(context.client().conflicts(context.account_id(account)));
  for (const client::Conflict& conflict : open) {
    if (context.json())
      context.print(conflict_json(conflict));
    else
      print_for_people(context, conflict);
  }
  if (!context.json() && open.empty()) context.note(context.words("没有冲突", "no conflicts"));
  if (!context.json() && !open.empty())
    context.note(
        context.words("* 当前值。用 resolve 解决",
                      "* the value that stands. Settle one with: keybook resolve CONFLICT --keep current|other|EDIT"));
  return 0;
}

}  // namespace

void add_conflicts(CommandLine& line) {
  auto account = std::make_shared<std::string>();
  CLI::App* command = line.command("conflicts", "open conflicts, with the value of each side",
                                   [account](Context& context) { return conflicts(context, *account); });
  command->add_option("--account", *account, "only of this account file");
  line.json_flag(command);
  command->footer(
      "A conflict without a field is a record that one deleted while another edited it: its values are \"kept\" and "
      "\"deleted\".");
}

}  // namespace keybook::cli
