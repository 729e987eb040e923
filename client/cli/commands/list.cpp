// keybook list: records of a type.
#include "commands/commands.h"
#include "commands/query_options.h"
#include "commands/record_text.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

// All rows are measured before the first is printed, so that columns stand straight.
int list_for_people(Context& context, const client::Query& query) {
  const schema::Type& type = context.type(query.type);
  std::vector<const schema::Field*> columns;
  std::vector<std::string> titles = {"id"};
  for (const schema::Field& field : type.fields) {
    const bool is_title = std::find(type.title.begin(), type.title.end(), field.name) != type.title.end();
    if (!field.stored() || (!field.list && !is_title)) continue;
    columns.push_back(&field);
    titles.push_back(context.words(field.label));
  }
  Table table(titles);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i]->kind == schema::Kind::Money || columns[i]->kind == schema::Kind::Integer ||
        columns[i]->kind == schema::Kind::Decimal)
      table.align_right(i + 1);
  for (const client::Record& record : base::need(context.client().list(query))) {
    std::vector<std::string> cells = {record.id};
    for (const schema::Field* field : columns) cells.push_back(value_text(context, *field, record.fields[field->name]));
    table.add(std::move(cells));
  }
  table.drop_empty_columns();
  if (table.rows() > 0) context.print_text(table.text());
  context.note(std::to_string(table.rows()) + " " +
               context.words(type.label.zh, table.rows() == 1 ? type.label.en : type.plural.en));
  return 0;
}

int list(Context& context, const QueryOptions& options) {
  const client::Query query = options.query(context);
  if (!context.json()) return list_for_people(context, query);
  base::need(context.client().list(query, [&](client::Record&& record) {
    context.print(record_json(record));
    return context.good();
  }));
  return 0;
}

}  // namespace

void add_list(CommandLine& line) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* command =
      line.command("list", "records of a type", [options](Context& context) { return list(context, *options); });
  options->add_to(command);
  line.json_flag(command);
  command->footer(
      "--json: JSON Lines, each as `keybook get` prints it. --where 'FIELD=' finds records without a value.");
}

}  // namespace keybook::cli
