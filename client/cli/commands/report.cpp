// keybook report: the analyses, as JSON, as a table for people.
#include "commands/commands.h"
#include "format/report_text.h"
#include "interchange/file.h"
#include "reports/catalogue.h"
#include "reports/rendering.h"

namespace keybook::cli {
namespace {

struct ReportOptions {
  std::string name, format, out;
  std::vector<std::string> parameters;
};

void write_report(Context& context, const ReportOptions& options, const client::reports::Report& report) {
  using client::reports::Language;
  const Language language =
      context.options().language == keybook::cli::Language::Chinese ? Language::Chinese : Language::English;
  if (options.format == "xlsx")
    base::need(client::reports::write_xlsx(report, language, options.out));
  else if (options.format == "pdf")
    base::need(interchange::write_file(options.out, base::need(client::reports::pdf_of(report, language))));
  else
    base::need(interchange::write_file(options.out, client::reports::csv_of(report, language)));
  if (context.json())
    context.print({{"rows", report.rows.size()}, {"file", options.out}});
  else
    context.note(context.words("已写入 ", "written: ") + options.out);
}

std::map<std::string, std::string> parameters_of(const std::vector<std::string>& given) {
  std::map<std::string, std::string> out;
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos || equals == 0)
      throw base::Failure({base::ErrorCode::Usage,
                           "--param '" + one + "' is not NAME=VALUE",
                           {},
                           "For instance --param year=2026; `keybook report list` shows the parameters"});
    if (!out.emplace(one.substr(0, equals), one.substr(equals + 1)).second)
      throw base::Failure({base::ErrorCode::Usage,
                           "--param " + one.substr(0, equals) + " is given twice",
                           {},
                           "Give each parameter once"});
  }
  return out;
}

int list_reports(Context& context) {
  if (context.json()) {
    for (const auto& definition : client::reports::catalogue()) context.print(client::reports::to_json(definition));
    return 0;
  }
  Table table({context.words("报表", "report"), context.words("名称", "title"), context.words("依据", "items"),
               context.words("参数", "parameters")},
              200);
  for (const auto& definition : client::reports::catalogue())
    table.add(
        {definition.name, context.words(definition.title), listed(definition.items), parameters_text(definition)});
  context.print_text(table.text());
  context.note(context.words(
      "用 --param 名称=值 设定参数；方括号里是给出默认值的标准；keybook report list --json 列出其含义和范围",
      "--param NAME=VALUE sets a parameter; in brackets the standard that gives its default; `keybook report list "
      "--json` says what each means"));
  return 0;
}

int report(Context& context, const ReportOptions& options) {
  if (options.name == "list") return list_reports(context);
  static_cast<void>(client::reports::need_report(options.name));  // a wrong name needs no profile to be told
  if (options.format.empty() != options.out.empty())
    throw base::Failure({base::ErrorCode::Usage,
                         "--format and --out belong together",
                         {},
                         "For instance --format xlsx --out report.xlsx"});
  const auto result = base::need(context.client().report(options.name, parameters_of(options.parameters)));
  if (!options.out.empty())
    write_report(context, options, result);
  else if (context.json())
    context.print(client::reports::to_json(result));
  else
    context.print_text(report_text(context.options().language, result));
  return 0;
}

}  // namespace

void add_report(CommandLine& line) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command =
      line.command("report", "an analysis of what is on this device; `report list` shows which there are",
                   [options](Context& context) { return report(context, *options); });
  command->add_option("name", options->name, "which one; list: all with their parameters")->required();
  command->add_option("--param", options->parameters, "NAME=VALUE; several may be given")->expected(1)->take_all();
  command->add_option("--format", options->format, "a file instead: csv, xlsx or pdf")
      ->check(CLI::IsMember({"csv", "xlsx", "pdf"}));
  command->add_option("--out", options->out, "the file");
  line.json_flag(command);
}

}  // namespace keybook::cli
