// keybook set: sets fields of a record.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {
namespace {

struct SetOptions {
  std::string type, id;
  FieldInput fields;
};

int set(Context& context, const SetOptions& options) {
  options.fields.check(FieldInput::Empty::Refused);
  client::Edit edit = options.fields.edit();
  edit.type = options.type;
  edit.id = options.id;
  const client::Saved saved = save_one(context, edit);
  if (options.fields.wants_json()) context.print(saved_json(saved));
  return 0;
}

}  // namespace

void add_set(CommandLine& line) {
  auto options = std::make_shared<SetOptions>();
  CLI::App* command =
      line.command("set", "set fields of a record", [options](Context& context) { return set(context, *options); });
  command->add_option("type", options->type, "its type")->required();
  command->add_option("id", options->id, "its id, or type:key=value")->required();
  options->fields.add_to(command);
  command->footer(
      "A locked field (owner, grade, …) becomes a request unless your role may grant it; that is said on standard "
      "error.\n"
      "With --json FILE a set may also be {\"+\":[…],\"-\":[…]}, and a tally {\"d\":\"3\"}.");
}

}  // namespace keybook::cli
