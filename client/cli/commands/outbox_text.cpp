#include "commands/outbox_text.h"

#include "format/table.h"

namespace keybook::cli {
namespace {

constexpr std::size_t reason_width_max = 200;  // told whole: it names the remedy

std::string all_of(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return shortened(text, cell_width_max);
}

}  // namespace

void print_entries(Context& context, const std::vector<client::OutboxEntry>& entries) {
  Table table({context.words("编号", "n"), context.words("时间", "made at"), context.words("记录", "records"),
               context.words("字段", "fields"), context.words("状态", "state")},
              reason_width_max);
  table.align_right(0);
  for (const client::OutboxEntry& entry : entries) {
    if (context.json()) {
      context.print(outbox_json(entry));
      continue;
    }
    std::string state = entry.reason ? entry.reason->text() : context.words(entry.standing.text);
    if (!entry.along.empty()) {
      state += context.words("；连带 ", "; with it go ");
      for (const client::Counter one : entry.along) state += std::to_string(one) + ' ';
    }
    table.add({std::to_string(entry.counter),
               time_json(entry.made_ms).is_null() ? "" : time_json(entry.made_ms).get<std::string>(),
               all_of(entry.titles), all_of(entry.fields), state});
  }
  if (!context.json() && !entries.empty()) context.print_text(table.text());
}

}  // namespace keybook::cli
