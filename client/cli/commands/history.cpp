// keybook history: every edit of a record, with what became of it.
#include "commands/commands.h"
#include "commands/record_text.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct HistoryOptions {
  std::string type, id, field;
};

const schema::Label& outcome_label(const std::string& outcome) {
  static const std::map<std::string, schema::Label> labels = {
      {"applied", {"生效", "applied"}},           {"merged", {"已合并", "merged"}},
      {"overwritten", {"被更新", "overwritten"}}, {"lost", {"未采用", "lost"}},
      {"parked", {"待决定", "parked"}},           {"declined", {"被拒绝", "declined"}},
      {"reverted", {"已撤回", "reverted"}},       {"withdrawn", {"本人收回", "withdrawn"}}};
  static const schema::Label unknown;
  const auto found = labels.find(outcome);
  return found == labels.end() ? unknown : found->second;
}

std::string event_text(Context& context, const client::HistoryLine& line) {
  if (!line.field.empty()) return field_label(context, line.type, line.field);
  switch (line.op) {
    case record::Op::Create:
      return context.words("新建", "created");
    case record::Op::Delete:
      return context.words("删除", "deleted");
    case record::Op::Restore:
      return context.words("恢复", "restored");
    case record::Op::Set:
      break;
  }
  return {};
}

int history(Context& context, const HistoryOptions& options) {
  const auto lines = base::need(context.client().history(options.type, options.id, options.field));
  Table table({context.words("时间", "made at"), context.words("谁", "who"), context.words("项目", "what"),
               context.words("值", "value"), context.words("之前", "before"), context.words("结果", "outcome")});
  for (const client::HistoryLine& line : lines) {
    if (context.json()) {
      context.print(history_json(line));
      continue;
    }
    std::string outcome = context.words(outcome_label(line.outcome));
    if (line.pending) outcome += context.words("（未发送）", " (not sent)");
    table.add({time_json(line.made_ms).is_null() ? "" : time_json(line.made_ms).get<std::string>(), line.user,
               event_text(context, line), value_text(context, line.type, line.field, line.value),
               value_text(context, line.type, line.field, line.previous), outcome});
  }
  if (!context.json()) context.print_text(table.text());
  return 0;
}

}  // namespace

void add_history(CommandLine& line) {
  auto options = std::make_shared<HistoryOptions>();
  CLI::App* command = line.command("history", "every edit of a record, and what became of it",
                                   [options](Context& context) { return history(context, *options); });
  command->add_option("type", options->type, "its type")->required();
  command->add_option("id", options->id, "its id, or type:key=value")->required();
  command->add_option("--field", options->field, "only of this field");
  line.json_flag(command);
  command->footer(
      "Oldest first. Outcomes: applied (it stands), overwritten (somebody saw it and replaced it), merged (it lives on "
      "in a\n"
      "merged value), lost (neither), parked, declined, reverted. `keybook put-back` makes any value stand again.\n"
      "Lines without a field tell of the record itself: created, deleted, restored (member `op`).");
}

}  // namespace keybook::cli
