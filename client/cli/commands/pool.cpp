// keybook pool: accounts that nobody has.
#include "commands/commands.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

using client::Client;

int list_pool(Context& context) {
  Table table({context.words("编号", "id"), context.words("客户", "account"), context.words("辖区", "territory")});
  for (const Value& one : base::need(context.client().pool())) {
    if (context.json())
      context.print(one);
    else
      table.add({one.value("id", ""), one["name"].is_string() ? one["name"].get<std::string>() : "",
                 one.value("territory", "")});
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

CLI::App* add_act(CommandLine& line, CLI::App* group, const char* name, const char* help, Client::PoolAct act) {
  auto id = std::make_shared<std::string>(), to = std::make_shared<std::string>();
  CLI::App* command = line.command(
      name, help,
      [id, to, act](Context& context) {
        base::need(context.client().use_pool(act, context.account_id(*id), *to));
        if (context.json()) context.print({{"account", *id}});
        return 0;
      },
      group);
  command->add_option("account", *id, "its id")->required();
  if (act == Client::PoolAct::Assign) command->add_option("--to", *to, "who gets it")->required();
  line.json_flag(command);
  return command;
}

}  // namespace

void add_pool(CommandLine& line) {
  CLI::App* group = line.command("pool", "accounts that nobody has", list_pool);
  group->require_subcommand(1);
  line.json_flag(line.command("list", "what you may claim", list_pool, group));
  add_act(line, group, "claim", "take an account", Client::PoolAct::Claim);
  add_act(line, group, "return", "give an account back", Client::PoolAct::Return);
  add_act(line, group, "assign", "managers: give an account to somebody", Client::PoolAct::Assign);
}

}  // namespace keybook::cli
