// keybook standards install: what head office starts with. keybook findings: what records break together.
#include "commands/commands.h"
#include "commands/dates.h"

namespace keybook::cli {
namespace {

int install(Context& context) {
  const client::Installed done = base::need(context.client().install_standards());
  if (context.json())
    context.print({{"created", done.created}, {"kept", done.kept}});
  else
    context.print_text(
        context.words("新建 " + std::to_string(done.created) + "，已有 " + std::to_string(done.kept) + "\n",
                      std::to_string(done.created) + " created, " + std::to_string(done.kept) + " were there\n"));
  return 0;
}

int list_findings(Context& context, const std::vector<std::string>& types) {
  const std::string today = local_today(context.environment());
  const auto found = base::need(context.client().rule_findings(today, types));
  for (const client::RuleFinding& one : found) {
    if (context.json())
      context.print({{"type", one.type},
                     {"record", one.record},
                     {"field", one.field},
                     {"rule", one.rule},
                     {"message", one.message},
                     {"remedy", one.remedy}});
    else
      context.print_text(one.type + ' ' + one.record + ", " + one.field + ": " + one.message + ". " + one.remedy +
                         "\n");
  }
  if (found.empty() && !context.json()) context.print_text(context.words("没有发现问题\n", "nothing found\n"));
  return found.empty() ? 0 : 1;
}

}  // namespace

void add_standards(CommandLine& line) {
  CLI::App* group = line.command("standards", "the rules and numbers of head office", install);
  group->require_subcommand(1);
  line.json_flag(
      line.command("install", "create those that head office starts with; others stay as they are", install, group));
}

void add_findings(CommandLine& line) {
  const auto types = std::make_shared<std::vector<std::string>>();
  CLI::App* command =
      line.command("findings", "what records break together: circles, weights, bands, what a buyer may not have",
                   [types](Context& context) { return list_findings(context, *types); });
  command->add_option("type", *types, "also what single records of these types break");
  line.json_flag(command);
}

}  // namespace keybook::cli
