// keybook undo: reverses one of the last mutations of this profile.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {

void add_undo(CommandLine& line) {
  auto counter = std::make_shared<client::Counter>(0);
  CLI::App* command = line.command("undo", "take back one of the last changes made here", [counter](Context& context) {
    const client::Saved saved = base::need(context.client().undo(*counter));
    note_requests(context, saved);
    if (context.json()) context.print(saved_json(saved));
    return 0;
  });
  command->add_option("n", *counter, "number of the change, as --json prints it; without: the latest");
  line.json_flag(command);
  command->footer("Fields that somebody changed since are left as they are.");
}

}  // namespace keybook::cli
