// keybook apply: JSON Lines of operations.
#include "commands/commands.h"
#include "commands/field_input.h"
#include "input.h"
#include "progress.h"

namespace keybook::cli {
namespace {

struct ApplyOptions {
  std::string file;
  bool atomic = false;
};

int apply(Context& context, const ApplyOptions& options) {
  Input input(options.file);
  ProgressLine progress(context.environment().clock);
  const auto each = [&](std::int64_t line, const client::Saved& saved) {
    progress.show(context.words("行 ", "line ") + std::to_string(line));
    note_requests(context, saved);
    if (context.json()) context.print({{"line", line}, {"ids", saved.ids}, {"n", saved.counter}});
  };
  const auto done = context.client().apply_lines(input.stream(), options.atomic, input.name(), each);
  input.check();
  const std::int64_t lines = base::need(done);
  if (!context.json())
    context.print_text(context.words("已执行 ", "applied ") + std::to_string(lines) +
                       context.words(" 行", lines == 1 ? " line" : " lines") + '\n');
  return 0;
}

}  // namespace

void add_apply(CommandLine& line) {
  auto options = std::make_shared<ApplyOptions>();
  CLI::App* command = line.command("apply", "carry out a file of operations",
                                   [options](Context& context) { return apply(context, *options); });
  command->add_option("file", options->file, "JSON Lines; '-': standard input")->required();
  command->add_flag("--atomic", options->atomic, "all lines or none: one mutation, which others get as a whole");
  line.json_flag(command);
  command->footer(
      "Each line:  {\"op\":\"new|set|delete|restore\",\"type\":…,\"id\":…,\"fields\":{…}}   (an id may be given with "
      "`new`)\n"
      "Without --atomic each line is a mutation of its own; the first bad line ends the work, those before it stay.\n"
      "--json prints {line, ids, n} for each line; with --atomic one such line for all.");
}

}  // namespace keybook::cli
