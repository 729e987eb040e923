// keybook get: one record as the user sees it now.
#include "commands/commands.h"
#include "commands/record_text.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct GetOptions {
  std::string type, id;
  bool deleted = false;
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void print_for_people(Context& context, const client::Record& record) {
  const schema::Type& type = context.type(record.type);
  std::vector<std::pair<std::string, std::string>> lines = {{context.words(type.label), record.id}};
  for (const schema::Field& field : type.fields)
    if (field.stored() && !record.fields[field.name].is_null())
      lines.emplace_back(context.words(field.label), value_text(context, field, record.fields[field.name]));
  if (!record.conflicts.empty()) lines.emplace_back(context.words("冲突", "in conflict"), joined(record.conflicts));
  if (!record.requested.empty()) lines.emplace_back(context.words("申请中", "requested"), joined(record.requested));
  if (record.pending) lines.emplace_back(context.words("待发送", "not sent yet"), context.words("是", "yes"));
  if (record.deleted) lines.emplace_back(context.words("已删除", "deleted"), context.words("是", "yes"));
  std::size_t width = 0;
  for (const auto& [label, value] : lines) width = std::max(width, width_of(label));
  std::string text;
  for (const auto& [label, value] : lines)
    text += label + std::string(width - width_of(label) + 2, ' ') + indented(value, width + 2) + '\n';
  context.print_text(text);
}

int get(Context& context, const GetOptions& options) {
  const client::Record record = base::need(context.client().get(options.type, options.id));
  if (record.deleted && !options.deleted)
    throw base::Failure({base::ErrorCode::UnknownRecord,
                         "it was deleted",
                         {options.type, options.id, {}, {}, 0},
                         "Bring it back with `keybook restore`, or look at it with --deleted"});
  if (context.json())
    context.print(record_json(record));
  else
    print_for_people(context, record);
  return 0;
}

}  // namespace

void add_get(CommandLine& line) {
  auto options = std::make_shared<GetOptions>();
  CLI::App* command = line.command("get", "one record as you see it now",
                                   [options](Context& context) { return get(context, *options); });
  command->add_option("type", options->type, "its type")->required();
  command->add_option("id", options->id, "its id, or type:key=value")->required();
  command->add_flag("--deleted", options->deleted, "also where it was deleted");
  line.json_flag(command);
  command->footer(
      "--json: one object with type, id and every field as a member (absent: null). All fields stand once more under\n"
      "`fields`, where none is hidden by another member (an account has a field `type` of its own), and `_state` has\n"
      "deleted, pending, conflicts, requested.");
}

}  // namespace keybook::cli
