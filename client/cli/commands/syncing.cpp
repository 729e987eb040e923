#include "commands/syncing.h"

#include "progress.h"

namespace keybook::cli {
namespace {

std::string stage_text(Context& context, const client::Progress& progress) {
  using Stage = client::Progress::Stage;
  switch (progress.stage) {
    case Stage::Connecting:
      return context.words("正在连接…", "connecting…");
    case Stage::Sending:
      return context.words("正在发送 ", "sending ") + std::to_string(progress.mutations_sent) + " / " +
             std::to_string(progress.mutations_sent + progress.mutations_waiting);
    case Stage::Receiving:
    case Stage::Storing:
      break;
    case Stage::Done:
      return {};
  }
  std::string text = context.words("正在接收 ", "receiving ") + std::to_string(progress.records_received);
  if (progress.records_expected > 0) text += " / " + std::to_string(progress.records_expected);
  return text + " (" + bytes_text(progress.bytes_received) + ")";
}

}  // namespace

base::Result<client::SyncResult> sync_with_progress(Context& context, std::stop_token stop) {
  ProgressLine line(context.environment().clock);
  client::SyncOptions options;
  options.stop = std::move(stop);
  options.progress = [&](const client::Progress& progress) { line.show(stage_text(context, progress)); };
  return context.client().sync(options);
}

void print_result(Context& context, const client::SyncResult& result) {
  if (context.json()) return context.print(sync_json(result));
  const auto number = [&](const char* chinese, std::int64_t count, const char* english) {
    return context.words(std::string(chinese) + " " + std::to_string(count), std::to_string(count) + " " + english);
  };
  std::string text = number("发出", result.pushed, "sent") + ", " + number("收到", result.pulled, "received") + "; " +
                     number("往返", result.round_trips, result.round_trips == 1 ? "round trip" : "round trips") + ", " +
                     bytes_text(result.bytes_sent) + context.words(" 上行, ", " up, ") +
                     bytes_text(result.bytes_received) + context.words(" 下行", " down");
  if (result.conflicts > 0) text += "; " + number("冲突", result.conflicts, "open conflicts (keybook conflicts)");
  if (result.refused > 0) text += "; " + number("被拒绝", result.refused, "refused (keybook refused)");
  if (result.parked > 0) text += "; " + number("搁置", result.parked, "parked");
  if (!result.complete) text += context.words("；尚未完成", "; stopped before the end");
  context.print_text(text + '\n');
}

}  // namespace keybook::cli
