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

std::string day_of(std::int64_t ms) { return time_json(ms).get<std::string>().substr(0, std::size_t{10}); }

int list_warnings(Context& context) {
  Table table({context.words("编号", "id"), context.words("客户", "account"), context.words("负责人", "owner"),
               context.words("最近", "last"), context.words("退回日期", "returns")});
  for (Value one : base::need(context.client().pool_warnings())) {
    if (!context.json()) {
      table.add({one.value("account", ""), one["name"].is_string() ? one["name"].get<std::string>() : "",
                 one.value("owner", ""), day_of(one["last_ms"].get<std::int64_t>()),
                 day_of(one["returns_ms"].get<std::int64_t>())});
      continue;
    }
    for (const char* name : {"last", "warned", "returns"}) {
      const std::string ms = std::string(name) + "_ms";
      one[name] = time_json(one[ms].get<std::int64_t>());
      one.erase(ms);
    }
    context.print(one);
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

int list_rules(Context& context) {
  Table table({context.words("辖区", "territory"), context.words("天数", "days"), context.words("提前提醒", "warning"),
               context.words("没有", "without")});
  for (const Value& rule : base::need(context.client().pool_rules())) {
    if (context.json())
      context.print(rule);
    else
      table.add(
          {rule.value("territory", "").empty() ? context.words("全部", "everywhere") : rule.value("territory", ""),
           rule["days"] == 0 ? context.words("不退回", "stay") : rule["days"].dump(), rule["warn_days"].dump(),
           rule.value("without", "")});
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

void add_rules(CommandLine& line, CLI::App* group) {
  CLI::App* rule = line.command("rule", "when neglected accounts return to the pool", list_rules, group);
  rule->require_subcommand(0, 1);
  line.json_flag(rule);
  auto wish = std::make_shared<client::PoolRule>();
  CLI::App* setting = line.command(
      "set", "head office: set the rule of a territory, or of all",
      [wish](Context& context) {
        wish->language = context.document_language() == Language::Chinese ? "zh" : "en";
        base::need(context.client().set_pool_rule(*wish));
        return 0;
      },
      rule);
  setting->add_option("--territory", wish->territory, "this one and those below it; missing: everywhere");
  setting->add_option("--days", wish->days, "after so many days the account returns; 0: it stays")->required();
  setting->add_option("--warn", wish->warn_days, "its owner is warned so many days before");
  setting->add_option("--without", wish->without, "what must not have been: any contact (default), a visit, an order")
      ->check(CLI::IsMember({"contact", "visit", "order"}));
  rule->footer(
      "The nearest rule counts: that of the account's territory, of one above it, or the one for all. At first there "
      "is\n"
      "none, and all accounts stay. Time before an owner had the account does not count; accounts under a handover or\n"
      "a cover stay. The warning is a task of the owner in the account file, and the return is in its history;\n"
      "both are written in Chinese, or in the language of --lang where that is given with `rule set`.");
}

}  // namespace

void add_pool(CommandLine& line) {
  CLI::App* group = line.command("pool", "accounts that nobody has", list_pool);
  group->require_subcommand(1);
  line.json_flag(line.command("list", "what you may claim", list_pool, group));
  add_act(line, group, "claim", "take an account", Client::PoolAct::Claim);
  add_act(line, group, "return", "give an account back", Client::PoolAct::Return);
  add_act(line, group, "assign", "managers: give an account to somebody", Client::PoolAct::Assign);
  line.json_flag(
      line.command("warnings", "accounts that return to the pool unless something is done", list_warnings, group));
  add_rules(line, group);
}

}  // namespace keybook::cli
