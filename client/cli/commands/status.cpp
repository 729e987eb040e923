// keybook status: who, where, and what waits.
#include "commands/commands.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

std::string time_or_never(Context& context, std::int64_t ms) {
  return ms == 0 ? context.words("从未", "never") : time_json(ms).get<std::string>();
}

void print_for_people(Context& context, const client::Status& status) {
  Table table({"", ""}, std::string::npos);
  const auto row = [&](const char* chinese, const char* english, std::string value) {
    table.add({context.words(chinese, english), std::move(value)});
  };
  row("用户", "user",
      status.user.empty()
          ? context.words("尚未登记", "not enrolled")
          : status.user + " (" + status.role + (status.territory.empty() ? "" : ", " + status.territory) + ")");
  row("设备", "device", status.device_name.empty() ? status.device : status.device_name + " (" + status.device + ")");
  row("服务器", "server", status.server.empty() ? context.words("无", "none") : status.server);
  row("待发送", "waiting", std::to_string(status.pending));
  row("被拒绝", "refused", std::to_string(status.refused));
  row("冲突", "conflicts", std::to_string(status.conflicts));
  row("搁置", "parked", std::to_string(status.parked));
  row("申请", "requests", std::to_string(status.requests));
  if (status.held != 0) row("暂扣", "held", std::to_string(status.held));
  if (status.repaired != 0) row("已修复档案", "files mended", std::to_string(status.repaired));
  row("上次同步", "last sync", time_or_never(context, status.last_sync_ms));
  if (status.offline_since_ms != 0) row("离线自", "offline since", time_or_never(context, status.offline_since_ms));
  row("已同步", "in sync", status.in_sync ? context.words("是", "yes") : context.words("否", "no"));
  context.print_text(table.text());
}

int status(Context& context) {
  const client::Status now = base::need(context.client().status());
  if (context.json())
    context.print(status_json(now));
  else
    print_for_people(context, now);
  return 0;
}

}  // namespace

void add_status(CommandLine& line) { line.json_flag(line.command("status", "who, where, and what waits", status)); }

}  // namespace keybook::cli
