// keybook schema: the declarations in force, and what head office adds to them.
#include <iterator>

#include "commands/commands.h"
#include "format/table.h"
#include "input.h"
#include "schema/additions.h"

namespace keybook::cli {
namespace {

void print_types(Context& context) {
  const schema::Registry& registry = context.registry();
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
  std::string text(field.required ? "required " : field.retired ? "retired " : "");
  if (field.key) text += "key ";
  if (field.review) text += "review ";
  if (!field.target.empty()) text += "-> " + field.target + " ";
  if (field.min) text += ">= " + *field.min + " ";
  if (field.max) text += "<= " + *field.max + " ";
  return text;
}

void print_type(Context& context, const schema::Type& type) {
  if (context.json()) return context.print(context.registry().document(type.name));
  Table table({context.words("字段", "field"), context.words("名称", "label"), context.words("种类", "kind"),
               context.words("合并规则", "merge"), ""});
  for (const schema::Field& field : type.fields)
    table.add({field.name, context.words(field.label), std::string(schema::name_of(field.kind)),
               field.stored() ? std::string(schema::name_of(field.merge)) : "", remarks(field)});
  context.print_text(table.text());
}

int declare(Context& context, const std::string& file, const Value& document) {
  const Value added = base::need(context.client().declare(file, document));
  if (context.json())
    context.print(added);
  else
    context.print_text(added.value("summary", "") + '\n');
  return 0;
}

void add_file_command(CommandLine& line, CLI::App* group) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = line.command(
      "add", "add fields, choices or a type for everybody",
      [file](Context& context) {
        Input input(*file);
        const std::string text{std::istreambuf_iterator<char>(input.stream()), {}};
        input.check();
        return declare(context, input.name(), base::need(schema::read_document(input.name(), text)));
      },
      group);
  command->add_option("file", *file, "JSON, comments allowed; '-': standard input")->required();
  line.json_flag(command);
  command->footer(
      "Head office only. The file:  {\"extend\": TYPE, \"fields\": […], \"choices\": {FIELD: […]}, \"retire\": "
      "[FIELD…]}\n"
      "or a whole type. Numbers may be left out; names begin with x_, so that no later version of the program has the\n"
      "same ones. All devices have it after their next sync. `keybook list declaration` shows what was added.");
}

struct ChoiceOptions {
  std::string type, field, value, zh, en;
};

void add_choice_command(CommandLine& line, CLI::App* group) {
  auto options = std::make_shared<ChoiceOptions>();
  CLI::App* command = line.command(
      "add-choice", "add a choice to a field for everybody",
      [options](Context& context) {
        const Value label = {{"zh", options->zh.empty() ? options->value : options->zh},
                             {"en", options->en.empty() ? options->value : options->en}};
        const Value choices = Value::array({{{"value", options->value}, {"label", label}}});
        return declare(context, "add-choice", {{"extend", options->type}, {"choices", {{options->field, choices}}}});
      },
      group);
  command->add_option("type", options->type, "type of the records")->required();
  command->add_option("field", options->field, "a field that has choices")->required();
  command->add_option("value", options->value, "as it is kept and exchanged")->required();
  command->add_option("--zh", options->zh, "its Chinese label; without: the value");
  command->add_option("--en", options->en, "its English label; without: the value");
  line.json_flag(command);
}

void add_retire_command(CommandLine& line, CLI::App* group) {
  auto type = std::make_shared<std::string>(), field = std::make_shared<std::string>();
  CLI::App* command = line.command(
      "retire", "offer a field no longer; its data stay",
      [type, field](Context& context) {
        return declare(context, "retire", {{"extend", *type}, {"retire", Value::array({*field})}});
      },
      group);
  command->add_option("type", *type, "type of the records")->required();
  command->add_option("field", *field, "the field")->required();
  line.json_flag(command);
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
  command->require_subcommand(0, 1);
  command->footer(
      "Without a profile: what this program brings. --json prints the declarations themselves: one document, or one "
      "line "
      "per type.");
  add_file_command(line, command);
  add_choice_command(line, command);
  add_retire_command(line, command);
}

}  // namespace keybook::cli
