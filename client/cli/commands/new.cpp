// keybook new: creates a record.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {
namespace {

struct NewOptions {
  std::string type, id;
  FieldInput fields;
};

int create(Context& context, const NewOptions& options) {
  options.fields.check(FieldInput::Empty::Refused);
  client::Edit edit = options.fields.edit();
  edit.op = record::Op::Create;
  edit.type = options.type;
  edit.id = options.id;
  const client::Saved saved = save_one(context, edit);
  if (options.fields.wants_json())
    context.print(saved_json(saved));
  else
    context.print_text(saved.ids.front() + '\n');
  return 0;
}

}  // namespace

void add_new(CommandLine& line) {
  auto options = std::make_shared<NewOptions>();
  CLI::App* command = line.command("new", "create a record, print its id",
                                   [options](Context& context) { return create(context, *options); });
  command->add_option("type", options->type, "what it is: account, visit, …")->required();
  options->fields.add_to(command);
  command->add_option("--id", options->id, "its id, where it has one already");
  command->footer(
      "References take an id, or type:key=value:  keybook new visit account=account:code=K-17 subject=报价\n"
      "Sets:  tags='重点;华东'   Dates:  due=2026-03-01   Money:  amount=1200.50\n"
      "`keybook schema TYPE` lists the fields.");
}

}  // namespace keybook::cli
