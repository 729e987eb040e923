// keybook requests: locked fields that somebody asked to change.
#include "commands/commands.h"
#include "commands/record_text.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

using client::Client;

int requests(Context& context, bool mine) {
  Table table({context.words("记录", "record"), context.words("字段", "field"), context.words("申请值", "asked"),
               context.words("当前值", "stands"), context.words("谁", "who"), context.words("状态", "state")});
  const std::vector<client::Request> all = base::need(context.client().requests(mine));
  for (const client::Request& request : all) {
    if (context.json())
      context.print(request_json(request));
    else
      table.add({title_of(context, request.type, request.record), field_label(context, request.type, request.field),
                 value_text(context, request.type, request.field, request.value),
                 value_text(context, request.type, request.field, request.current), request.user, request.state});
  }
  if (table.rows() > 0) context.print_text(table.text());
  // Ids are too long for a column, and needed whole.
  if (!context.json())
    for (const client::Request& request : all) context.print_text(context.words("编号 ", "id ") + request.id + '\n');
  return 0;
}

void add_deciding(CommandLine& line, CLI::App* group, const char* name, const char* help, Client::RequestAct act) {
  auto id = std::make_shared<std::string>(), note = std::make_shared<std::string>();
  CLI::App* command = line.command(
      name, help,
      [id, note, name, act](Context& context) {
        base::need(context.client().decide_request(*id, act, *note));
        if (context.json()) context.print({{"id", *id}, {"decided", name}});
        return 0;
      },
      group);
  command->add_option("id", *id, "its id, as `keybook requests` shows it")->required();
  if (act == Client::RequestAct::Decline) command->add_option("--note", *note, "why, for who asked");
  line.json_flag(command);
}

}  // namespace

void add_requests(CommandLine& line) {
  auto mine = std::make_shared<bool>(false);
  CLI::App* command = line.command("requests", "locked fields that somebody asked to change",
                                   [mine](Context& context) { return requests(context, *mine); });
  command->add_flag("--mine", *mine, "only your own");
  line.json_flag(command);
  command->require_subcommand(0, 1);
  add_deciding(line, command, "grant", "let it stand, if your role may change the field", Client::RequestAct::Grant);
  add_deciding(line, command, "decline", "leave the field as it is", Client::RequestAct::Decline);
  add_deciding(line, command, "withdraw", "take back your own", Client::RequestAct::Withdraw);
  command->footer(
      "Deciding needs the server. The first decision stands; it is in the history of the record.\n"
      "A child that somebody wants in another account is granted by whoever has both files.");
}

}  // namespace keybook::cli
