// keybook restore: brings a deleted record back.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {

void add_restore(CommandLine& line) {
  auto edit = std::make_shared<client::Edit>();
  edit->op = record::Op::Restore;
  CLI::App* command = line.command("restore", "bring a deleted record back", [edit](Context& context) {
    const client::Saved saved = save_existence(context, *edit);
    if (context.json()) context.print(saved_json(saved));
    return 0;
  });
  command->add_option("type", edit->type, "its type")->required();
  command->add_option("id", edit->id, "its id, or type:key=value")->required();
  line.json_flag(command);
  command->footer("Restoring an account brings everything back that hung below it.");
}

}  // namespace keybook::cli
