// keybook refused: changes that the server did not take; send them again, mended or as they were, or drop them.
#include "commands/commands.h"
#include "commands/outbox_text.h"
#include "format/arguments.h"
#include "schema/validate.h"

namespace keybook::cli {
namespace {

struct RefusedOptions {
  client::Counter counter = 0;
  std::vector<std::string> fields;
  std::string record;
};

client::OutboxEntry need_entry(Context& context, client::Counter counter) {
  for (client::OutboxEntry& entry : base::need(context.client().refused()))
    if (entry.counter == counter) return std::move(entry);
  throw base::Failure({base::ErrorCode::UnknownRecord,
                       "there is no refused change " + std::to_string(counter),
                       {},
                       "`keybook refused` lists them"});
}

// FIELD=VALUE arguments as canonical values of the record that they belong to.
std::map<std::string, Value> mended(Context& context, const RefusedOptions& options) {
  if (options.fields.empty()) return {};
  const client::OutboxEntry entry = need_entry(context, options.counter);
  std::pair<std::string, std::string> target = entry.records.front();
  if (options.record.empty() && entry.records.size() > 1)
    throw base::Failure({base::ErrorCode::Usage,
                         "the change is of " + std::to_string(entry.records.size()) + " records",
                         {},
                         "Say which one to mend with --record ID"});
  for (const auto& one : entry.records)
    if (one.second == options.record) target = one;
  const schema::Type& type = context.type(target.first);
  Value values = Value::object();
  const Value given = base::need(assignments(options.fields));  // items() does not keep it alive
  for (const auto& [name, text] : given.items()) {
    const schema::Field* field = type.field(name);
    if (field == nullptr)
      throw base::Failure({base::ErrorCode::UnknownField,
                           type.name + " has no field '" + name + "'",
                           {type.name, target.second, name, {}, 0},
                           "`keybook schema " + type.name + "` lists the fields"});
    const auto said = text.get<std::string>();
    const bool refers = field->kind == schema::Kind::Reference && !said.empty();  // by its id, or type:key=value
    values[name] = refers ? Value(said) : base::need(schema::from_text(type, *field, said));
  }
  return {{target.second, values}};
}

int retry(Context& context, const RefusedOptions& options) {
  const client::Saved saved = base::need(context.client().retry_refused(options.counter, mended(context, options)));
  if (context.json())
    context.print(saved_json(saved));
  else
    context.note(context.words("已重新排队，编号 ", "waits again as change ") + std::to_string(saved.counter));
  return 0;
}

int drop(Context& context, const RefusedOptions& options) {
  const auto dropped = base::need(context.client().drop_refused(options.counter));
  if (context.json())
    context.print({{"dropped", dropped}});
  else
    context.note(context.words("已丢弃 ", "dropped ") + std::to_string(dropped.size()) +
                 context.words(" 项修改", dropped.size() == 1 ? " change" : " changes, with what built on it"));
  return 0;
}

int list_refused(Context& context) {
  const auto entries = base::need(context.client().refused());
  print_entries(context, entries);
  if (!context.json() && entries.empty()) context.note(context.words("没有被拒绝的修改", "nothing was refused"));
  return 0;
}

}  // namespace

void add_refused(CommandLine& line) {
  auto options = std::make_shared<RefusedOptions>();
  CLI::App* command = line.command("refused", "changes that the server did not take", list_refused);
  line.json_flag(command);
  command->require_subcommand(0, 1);
  CLI::App* again = line.command(
      "retry", "send one again", [options](Context& context) { return retry(context, *options); }, command);
  again->add_option("n", options->counter, "number of the change, as `keybook refused` shows it")->required();
  again->add_option("fields", options->fields, "FIELD=VALUE in place of what was refused");
  again->add_option("--record", options->record, "which record these are of, where the change has several");
  CLI::App* gone = line.command(
      "drop", "forget one, with the later ones that build on it",
      [options](Context& context) { return drop(context, *options); }, command);
  gone->add_option("n", options->counter, "number of the change, as `keybook refused` shows it")->required();
}

}  // namespace keybook::cli
