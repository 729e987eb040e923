// keybook move: what belongs to an account goes to another one.
#include "commands/commands.h"

namespace keybook::cli {
namespace {

int move_record(Context& context, const std::string& type, const std::string& id, const std::string& to) {
  const bool moved = base::need(context.client().move(context.type(type).name, id, context.account_id(to)));
  if (context.json())
    context.print({{"type", type}, {"id", id}, {"account", to}, {"state", moved ? "moved" : "requested"}});
  else if (!moved)
    context.note(context.words("你没有目标客户的权限：已记为申请，等有两个客户权限的人批准",
                               "you do not have that account: it waits as a request for somebody who has both"));
  return moved ? 0 : base::exit_status(base::ErrorCode::NoRight);
}

}  // namespace

void add_move(CommandLine& line) {
  auto type = std::make_shared<std::string>(), id = std::make_shared<std::string>(),
       to = std::make_shared<std::string>();
  CLI::App* command = line.command("move", "move a contact, a visit, … to another account",
                                   [type, id, to](Context& c) { return move_record(c, *type, *id, *to); });
  command->add_option("type", *type, "its type")->required();
  command->add_option("id", *id, "its id")->required();
  command->add_option("--to", *to, "the account, by id or account:code=KEY")->required();
  line.json_flag(command);
  command->footer(
      "Needs the server. What hangs below it goes along, with its history. Whoever has only the account that it "
      "leaves\n"
      "loses sight of it. Without the other account it becomes a request (exit 4): `keybook requests`.");
}

}  // namespace keybook::cli
