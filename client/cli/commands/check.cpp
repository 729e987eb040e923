// keybook check: verifies the local store.
#include "commands/commands.h"

namespace keybook::cli {
namespace {

int check(Context& context) {
  const auto problems = base::need(context.client().check());
  const auto left_out = base::need(context.client().left_out());
  if (context.json()) context.print({{"ok", problems.empty()}, {"problems", problems}, {"left_out", left_out}});
  for (const std::string& one : left_out)
    context.note(context.words("keybook: 本程序不认识的声明，其数据原样保留；请安装新版本: ",
                               "keybook: declared in a way that this program does not know; its data are kept as they "
                               "are until a newer one is installed: ") +
                 one);
  for (const std::string& problem : problems)
    if (!context.json()) context.print_text(problem + '\n');
  if (problems.empty() && !context.json()) context.print_text(context.words("本机数据完好\n", "all invariants hold\n"));
  if (!problems.empty())
    context.note(
        "keybook: the local store is damaged. What waits to be sent is listed by `keybook waiting`; enrol again in "
        "another folder for the rest");
  return problems.empty() ? 0 : 1;
}

}  // namespace

void add_check(CommandLine& line) {
  line.json_flag(line.command("check", "verify the local store; ends with 1 where something is broken", check));
}

}  // namespace keybook::cli
