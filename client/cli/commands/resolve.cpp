// keybook resolve: settles a conflict.
#include "commands/commands.h"
#include "commands/field_input.h"

namespace keybook::cli {
namespace {

struct ResolveOptions {
  std::string conflict, keep, value;
  CLI::Option* value_given = nullptr;
};

client::Resolution resolution(const ResolveOptions& options) {
  using Keep = client::Resolution::Keep;
  client::Resolution out;
  const bool has_value = options.value_given->count() > 0;
  if (has_value == !options.keep.empty())
    throw base::Failure({base::ErrorCode::Usage,
                         "it is not said how to settle the conflict",
                         {},
                         "Give either --keep current|other|EDIT or --value V"});
  if (has_value) {
    out.keep = Keep::Own;
    out.value = options.value;
    out.as_text = true;
    // A group's own value is an object of its members.
    const Value json = Value::parse(options.value, nullptr, false);
    if (json.is_object()) {
      out.value = json;
      out.as_text = false;
    }
  } else if (options.keep == "current") {
    out.keep = Keep::Current;
  } else if (options.keep == "other") {
    out.keep = Keep::Other;
  } else {
    out.keep = Keep::Edit;
    out.edit = options.keep;
  }
  return out;
}

int resolve(Context& context, const ResolveOptions& options) {
  const client::Saved saved = base::need(context.client().resolve(options.conflict, resolution(options)));
  note_requests(context, saved);
  if (context.json()) context.print(saved_json(saved));
  return 0;
}

}  // namespace

void add_resolve(CommandLine& line) {
  auto options = std::make_shared<ResolveOptions>();
  CLI::App* command =
      line.command("resolve", "settle a conflict", [options](Context& context) { return resolve(context, *options); });
  command->add_option("conflict", options->conflict, "its id, as `keybook conflicts` shows it")->required();
  command->add_option(
      "--keep", options->keep,
      "current: the value that stands; other: the other one, where there are two; or the edit of a side");
  options->value_given =
      command->add_option("--value", options->value, "a value of its own; of a group a JSON object of its members");
  line.json_flag(command);
}

}  // namespace keybook::cli
