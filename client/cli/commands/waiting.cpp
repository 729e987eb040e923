// keybook waiting: changes that no server has answered yet.
#include "commands/commands.h"
#include "commands/outbox_text.h"

namespace keybook::cli {

void add_waiting(CommandLine& line) {
  line.json_flag(line.command("waiting", "changes that no server has answered yet", [](Context& context) {
    print_entries(context, base::need(context.client().waiting()));
    return 0;
  }));
}

}  // namespace keybook::cli
