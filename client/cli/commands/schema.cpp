// keybook schema: the declarations in force.
#include "commands/commands.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

void print_types(Context& context) {
  const schema::Registry& registry = context.environment().registry;
  Table table({context.words("类型", "type"), context.words("名称", "label"), context.words("字段", "fields"),
               context.words("键", "keys")});
  table.align_right(2);
  for (const schema::Type& type : registry.types()) {
    if (context.json()) {
      context.print(registry.document(type.name));
      continue;
    }
    std::string keys;
    for (const schema::Field& field : type.fields)
      if (field.key) keys += (keys.empty() ? "" : ", ") + field.name;
    table.add({type.name, context.words(type.label), std::to_string(type.fields.size()), keys});
  }
  if (!context.json()) context.print_text(table.text());
}

std::string remarks(const schema::Field& field) {
  std::string text(field.required ? "required " : "");
  if (field.key) text += "key ";
  if (field.review) text += "review ";
  if (!field.target.empty()) text += "-> " + field.target + " ";
  if (field.min) text += ">= " + *field.min + " ";
  if (field.max) text += "<= " + *field.max + " ";
  return text;
}

void print_type(Context& context, const schema::Type& type) {
  if (context.json()) return context.print(context.environment().registry.document(type.name));
  Table table({context.words("字段", "field"), context.words("名称", "label"), context.words("种类", "kind"),
               context.words("合并规则", "merge"), ""});
  for (const schema::Field& field : type.fields)
    table.add({field.name, context.words(field.label), std::string(schema::name_of(field.kind)),
               field.stored() ? std::string(schema::name_of(field.merge)) : "", remarks(field)});
  context.print_text(table.text());
}

}  // namespace

void add_schema(CommandLine& line) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = line.command("schema", "the types and their fields", [name](Context& context) {
    if (name->empty())
      print_types(context);
    else
      print_type(context, context.type(*name));
    return 0;
  });
  command->add_option("type", *name, "one type with its fields; without: all types");
  line.json_flag(command);
  command->footer("Needs no profile. --json prints the declarations themselves: one document, or one line per type.");
}

}  // namespace keybook::cli
