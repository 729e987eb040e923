// keybook search: full text, over all types.
#include "commands/commands.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct SearchOptions {
  std::string text, account;
  std::vector<std::string> types;
  int limit = 20;
};

Value hit_json(const client::Hit& hit) {
  return {{"type", hit.type},
          {"id", hit.id},
          {"account", hit.account},
          {"title", hit.title},
          {"field", hit.field.empty() ? Value() : Value(hit.field)},
          {"excerpt", hit.excerpt}};
}

int search(Context& context, const SearchOptions& options) {
  const auto hits = base::need(
      context.client().search(options.text, options.types, context.account_id(options.account), options.limit));
  Table table({context.words("类型", "type"), "id", context.words("名称", "title"), context.words("内容", "found")});
  for (const client::Hit& hit : hits) {
    if (context.json())
      context.print(hit_json(hit));
    else
      table.add({context.words(context.type(hit.type).label), hit.id, hit.title, hit.excerpt});
  }
  if (!context.json()) context.print_text(table.text());
  return 0;
}

}  // namespace

void add_search(CommandLine& line) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = line.command("search", "find text in all records",
                                   [options](Context& context) { return search(context, *options); });
  command
      ->add_option("text", options->text,
                   "Chinese by any characters, words by their beginning, names also by pinyin, phones by digits")
      ->required();
  command->add_option("--type", options->types, "only in these types");
  command->add_option("--account", options->account, "only in this account file");
  command->add_option("--limit", options->limit, "at most so many per type")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  line.json_flag(command);
}

}  // namespace keybook::cli
