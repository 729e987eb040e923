// keybook digest: one number for everything that is visible.
#include "commands/commands.h"

namespace keybook::cli {

void add_digest(CommandLine& line) {
  auto account = std::make_shared<std::string>();
  CLI::App* command = line.command(
      "digest", "one number for everything visible: equal on devices that show the same", [account](Context& context) {
        const client::Digest digest = base::need(context.client().digest(context.account_id(*account)));
        if (context.json())
          context.print({{"records", digest.records}, {"sha256", digest.sha256}});
        else
          context.print_text(digest.sha256 + "  " + std::to_string(digest.records) +
                             context.words(" 条记录\n", " records\n"));
        return 0;
      });
  command->add_option("--account", *account, "only of this account file");
  line.json_flag(command);
}

}  // namespace keybook::cli
