// keybook import: records out of a table.
#include "commands/commands.h"
#include "format/table.h"
#include "input.h"
#include "progress.h"

#include "platform/terminal.h"

namespace keybook::cli {
namespace {

struct ImportArguments {
  std::string type, file, map_file;
  client::ImportOptions options;
};

constexpr const char* map_shape = R"({"COLUMN": "FIELD", …}, with "" to leave a column out)";

std::map<std::string, std::string> read_map(const std::string& file) {
  std::map<std::string, std::string> map;
  if (file.empty()) return map;
  const Value object = read_object(file, map_shape);  // items() does not keep it alive
  for (const auto& [column, field] : object.items()) {
    if (!field.is_string() && !field.is_null()) {
      base::Where where;
      where.file = file;
      throw base::Failure({base::ErrorCode::BadFile, "the map's member '" + column + "' is not text", where,
                           std::string("Expected is ") + map_shape});
    }
    map[column] = field.is_null() ? "" : field.get<std::string>();
  }
  return map;
}

client::ImportResult need_result(base::Result<client::ImportResult> result, const ImportArguments& arguments) {
  if (result) return *std::move(result);
  base::Error error = std::move(result).error();
  // What is wrong with a column that the map names is to be mended in the map.
  if (error.code == base::ErrorCode::BadFile && arguments.options.map.contains(error.where.field)) {
    error.where.file = arguments.map_file;
    error.where.line = 0;
  }
  throw base::Failure(std::move(error));
}

void print_for_people(Context& context, const client::ImportResult& result) {
  Table rejected({context.words("行", "line"), context.words("字段", "field"), context.words("原因", "reason")},
                 std::string::npos);
  rejected.align_right(0);
  for (const client::Rejected& one : result.rejected) rejected.add({std::to_string(one.line), one.field, one.reason});
  if (rejected.rows() > 0) context.print_text(rejected.text());
  const auto count = [&](const char* chinese, const char* english, std::int64_t number) {
    return context.words(chinese, english) + " " + std::to_string(number);
  };
  context.print_text(count("读入", "read", result.read) + ", " + count("新建", "created", result.created) + ", " +
                     count("更新", "updated", result.updated) + ", " + count("未变", "unchanged", result.unchanged) +
                     ", " + count("拒绝", "rejected", static_cast<std::int64_t>(result.rejected.size())) + '\n');
  if (!result.rejected_path.empty())
    context.note(context.words("被拒绝的行在 ", "rejected lines are in ") + result.rejected_path +
                 context.words("，改好后可再次导入", "; mend them there and import that file"));
}

int import(Context& context, ImportArguments arguments) {
  arguments.options.map = read_map(arguments.map_file);
  ProgressLine progress(context.environment().clock);
  arguments.options.progress = [&](std::int64_t read) {
    progress.show(context.words("已读 ", "read ") + std::to_string(read));
  };
  const client::platform::StopOnSignal signal;
  arguments.options.stop = signal.token();
  const client::ImportResult result =
      need_result(context.client().import_file(arguments.type, arguments.file, arguments.options), arguments);
  if (context.json())
    context.print(import_json(result));
  else
    print_for_people(context, result);
  if (signal.token().stop_requested()) return base::exit_status(base::ErrorCode::Internal);
  const bool none_taken = !result.rejected.empty() && result.created + result.updated + result.unchanged == 0;
  return none_taken ? base::exit_status(base::ErrorCode::NotValid) : 0;
}

}  // namespace

void add_import(CommandLine& line) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* command = line.command("import", "records out of a CSV, TSV, XLSX or JSON Lines file",
                                   [arguments](Context& context) { return import(context, *arguments); });
  command->add_option("type", arguments->type, "what the lines are: account, product, …")->required();
  command->add_option("file", arguments->file, "the file; its name's end says what it is")->required();
  command->add_option("--map", arguments->map_file,
                      "JSON file {\"COLUMN\": \"FIELD\"}; \"\" leaves a column out; others go by name or label");
  command->add_option("--encoding", arguments->options.encoding, "auto, utf-8, gb18030, gbk, big5, utf-16, …")
      ->capture_default_str();
  command->add_flag("--dry-run", arguments->options.dry_run, "check and count, change nothing");
  command->add_flag("--atomic", arguments->options.atomic, "all lines or none: one mutation");
  command->add_flag("--unknown-references", arguments->options.unknown_references,
                    "take ids that are not on this device as they are");
  command->add_option("--rejected", arguments->options.rejected_path,
                      "where rejected lines go, to be mended and imported again; else beside FILE");
  line.json_flag(command);
  command->footer(
      "Lines whose id or key is here update that record; running it twice changes nothing. --json: {read, created, "
      "updated,\n"
      "unchanged, rejected: [{line, field, reason}], rejected_file}. Ends with 0 also where some lines were rejected, "
      "with 4\n"
      "where none was taken.\n"
      "The file of rejected lines has them with _line, _field and _reason. What could not be taken apart into columns "
      "stands\n"
      "in its column _raw as it was: mend it there, or empty it and fill the columns. Lines behind a quote that "
      "nothing "
      "closes\n"
      "are rejected, each by itself. A line whose key an earlier line has with other values is rejected.");
}

}  // namespace keybook::cli
