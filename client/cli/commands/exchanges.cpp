// keybook exchanges: what the last syncs cost.
#include "commands/commands.h"
#include "format/table.h"
#include "progress.h"

namespace keybook::cli {
namespace {

constexpr int exchanges_shown = 20;

int exchanges(Context& context, int count) {
  const auto entries = base::need(context.client().exchanges(count));
  if (context.json()) {
    for (const auto& entry : entries) context.print(exchange_json(entry));
    return 0;
  }
  Table table({context.words("时间", "at"), context.words("结果", "result"), context.words("发出", "sent"),
               context.words("收到", "received"), context.words("往返", "round trips"), context.words("上行", "up"),
               context.words("下行", "down"), context.words("毫秒", "ms")});
  for (std::size_t column = 2; column < 8; ++column) table.align_right(column);
  for (const auto& entry : entries)
    table.add({time_json(entry.at_ms).is_null() ? "" : time_json(entry.at_ms).get<std::string>(), entry.result,
               std::to_string(entry.pushed), std::to_string(entry.pulled), std::to_string(entry.round_trips),
               bytes_text(entry.bytes_sent), bytes_text(entry.bytes_received), std::to_string(entry.duration_ms)});
  context.print_text(table.text());
  return 0;
}

}  // namespace

void add_exchanges(CommandLine& line) {
  auto count = std::make_shared<int>(exchanges_shown);
  CLI::App* command = line.command("exchanges", "what the last syncs moved and cost, newest first",
                                   [count](Context& context) { return exchanges(context, *count); });
  command->add_option("--limit", *count, "how many")->capture_default_str()->check(CLI::PositiveNumber);
  line.json_flag(command);
}

}  // namespace keybook::cli
