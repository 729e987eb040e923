// keybook sync: one complete sync, both ways.
#include "commands/commands.h"
#include "commands/syncing.h"
#include "platform/terminal.h"

namespace keybook::cli {
namespace {

int sync(Context& context) {
  const client::platform::StopOnSignal signal;  // Ctrl-C ends between two messages; what is stored stays
  const client::SyncResult result = base::need(sync_with_progress(context, signal.token()));
  print_result(context, result);
  context.flush();
  base::need(context.client().finish_index(signal.token()));  // this program ends now; nobody else would do it soon
  return result.complete ? 0 : 1;
}

}  // namespace

void add_sync(CommandLine& line) {
  CLI::App* command = line.command("sync", "send what waits and take what is new", sync);
  line.json_flag(command);
  command->footer(
      "Ends with 3 where the server cannot be reached; local work is unaffected and goes up next time.\n"
      "Changes that the server refused are no failure of the sync: see `keybook refused`.");
}

}  // namespace keybook::cli
