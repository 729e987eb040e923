// keybook delete: deletes a record; with an account its whole file.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {

void add_delete(CommandLine& line) {
  auto edit = std::make_shared<client::Edit>();
  edit->op = record::Op::Delete;
  CLI::App* command =
      line.command("delete", "delete a record; with an account its whole file", [edit](Context& context) {
        const client::Saved saved = save_existence(context, *edit);
        if (context.json()) context.print(saved_json(saved));
        return 0;
      });
  command->add_option("type", edit->type, "its type")->required();
  command->add_option("id", edit->id, "its id, or type:key=value")->required();
  line.json_flag(command);
  command->footer(
      "Takes away what you have seen of it, nothing more: an edit that somebody else makes meanwhile keeps the record, "
      "and is\nshown as a conflict. `keybook restore` brings it back.");
}

}  // namespace keybook::cli
