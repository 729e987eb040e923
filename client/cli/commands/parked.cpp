// keybook parked: late edits that somebody has to decide about. Handovers, which alone make such edits, come with a
// later version; until then the list is empty.
#include "commands/commands.h"

namespace keybook::cli {
namespace {

int list_parked(Context& context) {
  const std::int64_t parked = base::need(context.client().status()).parked;
  if (parked > 0)
    context.note(std::to_string(parked) + context.words(" 项修改被搁置，本版本还不能处理",
                                                        " parked; deciding about them is not in this version"));
  else if (!context.json())
    context.note(context.words("没有搁置的修改", "nothing is parked"));
  return 0;
}

[[noreturn]] int decide(Context&) {
  throw base::Failure({base::ErrorCode::Internal,
                       "deciding about parked edits is not in this version",
                       {},
                       "It comes with handovers; what is parked stays parked until then"});
}

}  // namespace

void add_parked(CommandLine& line) {
  CLI::App* command = line.command("parked", "late edits that somebody has to decide about", list_parked);
  line.json_flag(command);
  command->require_subcommand(0, 1);
  for (const char* name : {"take", "decline"})
    line.command(name, "(not in this version)", decide, command)->allow_extras()->fallthrough(false);
}

}  // namespace keybook::cli
