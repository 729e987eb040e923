// keybook choices: what fields offer, with head office's options and their hints.
#include "commands/commands.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct Asked {
  std::string type, field;
};

// "visit" or "visit.excuse".
Asked asked_of(const std::string& list) {
  const std::size_t dot = std::min(list.find('.'), list.size());
  return {list.substr(0, dot), list.substr(std::min(dot + 1, list.size()))};
}

void need_field(Context& context, const Asked& asked) {
  if (asked.field.empty() || context.type(asked.type).field(asked.field) != nullptr) return;
  throw base::Failure({base::ErrorCode::UnknownField,
                       "type " + asked.type + " has no field " + asked.field,
                       {},
                       "`keybook schema " + asked.type + "` shows its fields"});
}

int list_choices(Context& context, const std::string& list) {
  const Asked asked = asked_of(list);
  need_field(context, asked);
  Table table({context.words("字段", "field"), context.words("值", "value"), context.words("名称", "label"),
               context.words("数值", "number"), context.words("算数", "counts"), context.words("提示", "hint")},
              80);
  for (const auto& [field, offers] : base::need(context.client().offers(asked.type))) {
    if (!asked.field.empty() && field != asked.field) continue;
    for (const client::Offer& one : offers) {
      if (context.json())
        context.print({{"field", field},
                       {"value", one.value},
                       {"label", {{"zh", one.label.zh}, {"en", one.label.en}}},
                       {"number", one.number ? client::Value(*one.number) : client::Value()},
                       {"counts", one.counts ? client::Value(*one.counts) : client::Value()},
                       {"hint", one.hint}});
      else
        table.add({field, one.value, context.words(one.label), one.number.value_or(""),
                   one.counts ? context.words(*one.counts ? "是" : "否", *one.counts ? "yes" : "no") : "", one.hint});
    }
  }
  table.drop_empty_columns();
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

}  // namespace

void add_choices(CommandLine& line) {
  const auto list = std::make_shared<std::string>();
  CLI::App* command = line.command("choices", "what fields offer: the declared choices and head office's options",
                                   [list](Context& context) { return list_choices(context, *list); });
  command->add_option("list", *list, "TYPE or TYPE.FIELD, for instance visit.excuse")->required();
  line.json_flag(command);
}

}  // namespace keybook::cli
