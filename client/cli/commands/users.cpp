// keybook users: who works on this device.
#include "commands/commands.h"
#include "format/table.h"
#include "usecases/profile_users.h"

namespace keybook::cli {
namespace {

int users(Context& context) {
  Table table({context.words("用户", "user"), context.words("角色", "role"), context.words("待发送", "waiting"),
               context.words("上次同步", "last sync"), ""});
  table.align_right(2);
  for (const client::ProfileUser& one : base::need(client::users_of(context.profile(), context.environment()))) {
    const auto client =
        base::need(client::Client::open(one.folder, context.environment(), client::Client::Open::Existing));
    const client::Status status = base::need(client->status());
    if (context.json()) {
      Value json = status_json(status);
      json["chosen"] = one.chosen;
      context.print(json);
    } else {
      table.add({status.user, status.role, std::to_string(status.pending),
                 status.last_sync_ms == 0 ? context.words("从未", "never")
                                          : time_json(status.last_sync_ms).get<std::string>(),
                 one.chosen ? context.words("当前", "chosen") : ""});
    }
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

}  // namespace

void add_users(CommandLine& line) {
  CLI::App* command = line.command("users", "who works on this device", users);
  line.json_flag(command);
  command->footer(
      "Everybody has data, outbox and credential of one's own in the profile. --user NAME chooses whose data a command "
      "is\n"
      "about, and stays chosen; `enroll --user NAME` adds somebody. --json prints the status of each, one per line.");
}

}  // namespace keybook::cli
