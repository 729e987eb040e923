// keybook put-back: makes a value out of the history stand again.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {

void add_put_back(CommandLine& line) {
  auto history_line = std::make_shared<std::string>();
  CLI::App* command =
      line.command("put-back", "make a value out of the history stand again", [history_line](Context& context) {
        const client::Saved saved = base::need(context.client().put_back(*history_line));
        note_requests(context, saved);
        if (context.json()) context.print(saved_json(saved));
        return 0;
      });
  command->add_option("line", *history_line, "the line's id, as `keybook history --json` gives it")->required();
  line.json_flag(command);
}

}  // namespace keybook::cli
