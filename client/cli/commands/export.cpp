// keybook export: records into a file that import reads back.
#include <iostream>

#include "commands/commands.h"
#include "commands/query_options.h"
#include "interchange/file.h"
#include "interchange/xlsx/xlsx.h"
#include "schema/validate.h"

namespace keybook::cli {
namespace {

struct ExportOptions {
  QueryOptions query;
  std::string format = "csv", out;
};

// Hands what a stream gets on to a file that appears only when it is whole.
class SinkBuffer final : public std::streambuf {
 public:
  explicit SinkBuffer(interchange::FileSink& sink) : sink_(sink) {}
  [[nodiscard]] const std::optional<base::Error>& fault() const { return fault_; }

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    if (auto written = sink_.write({text, static_cast<std::size_t>(size)}); !written) {
      if (!fault_) fault_ = written.error();
      return 0;
    }
    return size;
  }
  int_type overflow(int_type c) override {
    const char one = traits_type::to_char_type(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
  }

 private:
  interchange::FileSink& sink_;
  std::optional<base::Error> fault_;
};

std::int64_t export_to_file(Context& context, const ExportOptions& options, client::Client::Format format) {
  interchange::FileSink sink = base::need(interchange::FileSink::create(options.out));
  SinkBuffer buffer(sink);
  std::ostream stream(&buffer);
  const auto count = context.client().export_to(options.query.query(context), format, stream);
  if (buffer.fault()) throw base::Failure(*buffer.fault());  // says more than the stream can
  const std::int64_t records = base::need(count);
  base::need(sink.commit());
  return records;
}

// The same columns as CSV: id, then every field by its name.
std::int64_t export_to_xlsx(Context& context, const ExportOptions& options) {
  if (options.out == "-")
    throw base::Failure(
        {base::ErrorCode::Usage, "a spreadsheet cannot go to standard output", {}, "Name a file with --out"});
  using schema::Kind;
  const client::Query query = options.query.query(context);
  const schema::Type& type = context.type(query.type);
  std::vector<const schema::Field*> fields;
  std::vector<interchange::XlsxColumn> columns = {{"id"}};
  for (const schema::Field& field : type.fields) {
    if (!field.stored()) continue;
    fields.push_back(&field);
    const bool number = field.kind == Kind::Integer || field.kind == Kind::Decimal || field.kind == Kind::Money ||
                        field.kind == Kind::Percent;
    columns.push_back({field.name, number ? interchange::XlsxColumn::Kind::Number : interchange::XlsxColumn::Kind::Text,
                       field.kind == Kind::Integer ? 0 : field.decimals});
  }
  auto file = base::need(interchange::XlsxFile::create(options.out));
  base::need(file.add_sheet(type.name, columns));
  std::int64_t count = 0;
  base::need(context.client().list(query, [&](client::Record&& record) {
    std::vector<std::string> cells = {record.id};
    for (const schema::Field* field : fields) cells.push_back(schema::to_text(*field, record.fields[field->name]));
    base::need(file.add_row(cells));
    ++count;
    return true;
  }));
  base::need(file.close());
  return count;
}

int export_records(Context& context, const ExportOptions& options) {
  const auto format = options.format == "csv" ? client::Client::Format::Csv : client::Client::Format::JsonLines;
  std::int64_t count = 0;
  if (options.format == "xlsx")
    count = export_to_xlsx(context, options);
  else if (options.out == "-")
    count = base::need(context.client().export_to(options.query.query(context), format, std::cout));
  else
    count = export_to_file(context, options, format);
  if (context.json() && options.out != "-")
    context.print({{"records", count}, {"file", options.out}});
  else
    context.note(context.words("已导出 ", "exported ") + std::to_string(count));
  return 0;
}

}  // namespace

void add_export(CommandLine& line) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = line.command("export", "records into a file that import reads back",
                                   [options](Context& context) { return export_records(context, *options); });
  options->query.add_to(command);
  command->add_option("--format", options->format, "csv, jsonl or xlsx")
      ->capture_default_str()
      ->check(CLI::IsMember({"csv", "jsonl", "xlsx"}));
  command->add_option("--out", options->out, "the file; '-': standard output")->required();
  line.json_flag(command);
}

}  // namespace keybook::cli
