#include "commands/commands.h"

namespace keybook::cli {
namespace {

struct Later {
  const char* name;
  const char* what;
};

constexpr Later later[] = {
    {"attach", "attaching files"}, {"files", "attached files"}, {"fetch-file", "getting attached files"}};

}  // namespace

void add_later(CommandLine& line) {
  for (const Later& one : later) {
    CLI::App* command =
        line.command(one.name, std::string(one.what) + " (not in this version)", [one](Context&) -> int {
          throw base::Failure({base::ErrorCode::Internal,
                               "`keybook " + std::string(one.name) + "` (" + one.what + ") is not in this version",
                               {},
                               "Nothing was changed"});
        });
    command->allow_extras();
    command->fallthrough(false);  // whatever stands behind it, also options of its own
  }
}

}  // namespace keybook::cli
