// keybook cover: somebody stands in for a colleague for a while.
#include "commands/commands.h"
#include "commands/dates.h"
#include "format/plans.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct CoverOptions {
  std::string absent, substitute, from, until;
};

void show(Context& context, const protocol::CoverPlan& plan) {
  if (context.json())
    context.print(cover_json(plan));
  else
    context.print_text(plan.id + '\n');
}

int arrange(Context& context, const CoverOptions& options) {
  const std::int64_t from = options.from.empty() ? 0 : moment(options.from, DayPart::Begin, "--from");
  show(context, base::need(context.client().add_cover(options.absent, options.substitute, from,
                                                      moment(options.until, DayPart::End, "--until"))));
  return 0;
}

int list_covers(Context& context) {
  const auto text = [](std::int64_t ms) { return ms == 0 ? std::string() : time_json(ms).get<std::string>(); };
  Table table({context.words("编号", "id"), context.words("状态", "state"), context.words("被代管人", "for"),
               context.words("代管人", "by"), context.words("开始", "from"), context.words("结束", "until")});
  for (const protocol::CoverPlan& plan : base::need(context.client().covers())) {
    if (context.json())
      context.print(cover_json(plan));
    else
      table.add({plan.id, plan.state, plan.absent, plan.substitute, text(plan.from_ms),
                 text(plan.ended_ms > 0 ? plan.ended_ms : plan.until_ms)});
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

}  // namespace

void add_cover(CommandLine& line) {
  CLI::App* group = line.command("cover", "access to a colleague's accounts for a while", list_covers);
  group->require_subcommand(1);
  auto options = std::make_shared<CoverOptions>();
  CLI::App* adding = line.command(
      "add", "let somebody stand in; prints the cover's id",
      [options](Context& context) { return arrange(context, *options); }, group);
  adding->add_option("--for", options->absent, "who is away")->required();
  adding->add_option("--by", options->substitute, "who stands in")->required();
  adding->add_option("--from", options->from, "a date (its begin) or a time; missing: now");
  adding->add_option("--until", options->until, "a date (its end) or a time; the access ends then by itself")
      ->required();
  line.json_flag(adding);
  line.json_flag(line.command("list", "covers that concern you", list_covers, group));
  auto id = std::make_shared<std::string>();
  CLI::App* ending = line.command(
      "end", "end a cover now",
      [id](Context& context) {
        show(context, base::need(context.client().end_cover(*id)));
        return 0;
      },
      group);
  ending->add_option("id", *id, "its id, as `keybook cover list` shows it")->required();
  line.json_flag(ending);
}

}  // namespace keybook::cli
