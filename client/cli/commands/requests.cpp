// keybook requests: locked fields that somebody asked to change.
#include "commands/commands.h"
#include "commands/record_text.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

int requests(Context& context, bool mine) {
  Table table({context.words("记录", "record"), context.words("字段", "field"), context.words("申请值", "asked"),
               context.words("当前值", "stands"), context.words("谁", "who"), context.words("状态", "state")});
  for (const client::Request& request : base::need(context.client().requests(mine))) {
    if (context.json())
      context.print(request_json(request));
    else
      table.add({title_of(context, request.type, request.record), field_label(context, request.type, request.field),
                 value_text(context, request.type, request.field, request.value),
                 value_text(context, request.type, request.field, request.current), request.user, request.state});
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

}  // namespace

void add_requests(CommandLine& line) {
  auto mine = std::make_shared<bool>(false);
  CLI::App* command = line.command("requests", "locked fields that somebody asked to change",
                                   [mine](Context& context) { return requests(context, *mine); });
  command->add_flag("--mine", *mine, "only your own");
  line.json_flag(command);
}

}  // namespace keybook::cli
