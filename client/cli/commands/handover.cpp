// keybook handover: moving accounts to another user.
#include <map>

#include "commands/brief.h"
#include "commands/commands.h"
#include "commands/dates.h"
#include "format/plans.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

using client::Client;
using protocol::HandoverPlan;

struct WishOptions {
  std::vector<std::string> accounts;
  std::string from, to, effective, note;
  bool all = false, keep = false, force = false, preview = false;
  std::map<std::string, std::string> choices;
};

struct Choice {
  const char *option, *type;
};
constexpr Choice choices[] = {
    {"--tasks", "task"}, {"--visits", "visit"}, {"--opportunities", "opportunity"}, {"--complaints", "complaint"}};

client::HandoverWish wish_of(Context& context, const WishOptions& options) {
  client::HandoverWish wish;
  if (options.all == !options.accounts.empty())
    throw base::Failure({base::ErrorCode::Usage,
                         "it is not said what to hand over",
                         {},
                         "Give either --account ID… or --from USER --all"});
  for (const std::string& account : options.accounts) wish.accounts.push_back(context.account_id(account));
  wish.all = options.all;
  wish.from = options.from;
  wish.to = options.to;
  wish.note = options.note;
  wish.keep = options.keep;
  wish.force = options.force;
  if (!options.effective.empty()) wish.effective_ms = moment(options.effective, DayPart::Begin, "--effective");
  for (const auto& [type, choice] : options.choices)
    if (!choice.empty()) wish.choices[type] = choice;
  return wish;
}

std::string state_text(Context& context, const std::string& state) {
  static const std::map<std::string, schema::Label> labels = {
      {"proposed", {"待接受", "proposed"}},
      {"accepted", {"已接受，待生效", "accepted"}},
      {"declined", {"已拒绝", "declined"}},
      {"withdrawn", {"已撤回", "withdrawn"}},
      {"effective", {"已生效", "effective"}},
      {"lapsed", {"已失效：什么都没有移交", "lapsed: nothing was handed over"}}};
  const auto found = labels.find(state);
  return found == labels.end() ? state : context.words(found->second);
}

void show(Context& context, const HandoverPlan& plan) {
  if (plan.state == "lapsed")
    throw base::Failure({base::ErrorCode::NotValid,
                         "nothing was handed over: the accounts changed hands or were deleted since it was proposed",
                         {"handover", plan.id, {}, {}, 0},
                         "`keybook handover list --json` says which; propose a new one"});
  if (context.json()) return context.print(handover_json(plan));
  context.print_text(plan.id + '\n');
  context.note(state_text(context, plan.state));
}

std::string warning_text(Context& context, const Value& warning) {
  static const std::map<std::string, schema::Label> labels = {
      {"already-there", {"已经由接手人负责，不在移交之列", "the successor has it already, it is left out"}},
      {"open-conflicts", {"有待解决的冲突", "open conflicts"}},
      {"parked-edits", {"有搁置的修改", "late edits that wait"}},
      {"open-requests", {"有待批准的申请", "requests that wait"}},
      {"unsent-work", {"移交人的设备上有未发送的修改", "a device of the predecessor holds unsent work"}},
      {"long-unseen", {"移交人的设备一周以上没有连接", "a device of the predecessor was not seen for a week"}}};
  const std::string code = warning.value("code", "");
  const auto label = labels.find(code);
  std::string text =
      context.words("注意: ", "warning: ") + (label == labels.end() ? code : context.words(label->second));
  if (warning.contains("count")) text += ' ' + warning["count"].dump();
  for (const char* where : {"account", "device"})
    if (warning.contains(where)) text += ' ' + warning.value(where, "");
  return text;
}

void print_preview(Context& context, const Value& preview) {
  Table accounts(
      {context.words("客户", "account"), context.words("移交人", "from"), context.words("记录数", "records")});
  for (const Value& account : preview["accounts"])
    accounts.add({account["name"].get<std::string>(), account["from"].get<std::string>(), account["records"].dump()});
  context.print_text(accounts.text());
  for (const auto& [type, count] : preview["moves"].items())
    context.print_text(context.words(context.type(type).plural) + ": " + count.dump() +
                       context.words(" 条随同移交，", " go along, ") + preview["stays"][type].dump() +
                       context.words(" 条保留\n", " stay\n"));
  for (const char* part : {"open_promises", "due_visits"})
    for (const Value& one : preview[part])
      context.print_text(context.words(part == std::string("due_visits") ? "待拜访: " : "未兑现: ",
                                       part == std::string("due_visits") ? "visit due: " : "promised: ") +
                         one["text"].get<std::string>() + ' ' + one["due"].get<std::string>() + '\n');
  for (const Value& device : preview["devices"])
    context.print_text(context.words("设备 ", "device ") + device["device"].get<std::string>() + ' ' +
                       device["name"].get<std::string>() + context.words(" 未发送 ", " waiting ") +
                       device["waiting"].dump() + context.words(" 最后连接 ", " last seen ") +
                       time_json(device["last_seen_ms"].get<std::int64_t>()).dump() + '\n');
  for (const Value& warning : preview["warnings"]) context.note(warning_text(context, warning));
}

int preview(Context& context, const WishOptions& options) {
  Value found = base::need(context.client().preview_handover(wish_of(context, options)));
  for (Value& device : found["devices"]) device["last_seen"] = time_json(device["last_seen_ms"].get<std::int64_t>());
  if (context.json())
    context.print(found);
  else
    print_preview(context, found);
  return 0;
}

int propose(Context& context, const WishOptions& options) {
  if (options.preview) return preview(context, options);
  show(context, base::need(context.client().propose_handover(wish_of(context, options))));
  return 0;
}

int list_handovers(Context& context) {
  Table table({context.words("编号", "id"), context.words("状态", "state"), context.words("移交人", "from"),
               context.words("接手人", "to"), context.words("客户数", "accounts"),
               context.words("提出时间", "proposed")});
  for (const HandoverPlan& plan : base::need(context.client().handovers())) {
    if (context.json()) {
      context.print(handover_json(plan));
      continue;
    }
    const Value at = time_json(plan.proposed_ms);
    table.add({plan.id, state_text(context, plan.state), plan.from(), plan.to, std::to_string(plan.accounts.size()),
               at.is_null() ? "" : at.get<std::string>()});
  }
  if (table.rows() > 0) context.print_text(table.text());
  return 0;
}

void add_wish(CLI::App* command, const std::shared_ptr<WishOptions>& options) {
  command->add_option("--account", options->accounts, "accounts, by id or account:code=KEY");
  command->add_option("--from", options->from, "with --all: whose accounts");
  command->add_flag("--all", options->all, "every account of that user");
  command->add_option("--to", options->to, "the successor")->required();
  command->add_flag("--keep", options->keep, "the predecessor stays in the team");
  for (const Choice& choice : choices)
    command->add_option(choice.option, options->choices[choice.type], "which go along: all, open (default) or none")
        ->check(CLI::IsMember({"all", "open", "none"}));
}

void add_deciding(CommandLine& line, CLI::App* group, const char* name, const char* help, Client::HandoverAct act) {
  auto id = std::make_shared<std::string>();
  CLI::App* command = line.command(
      name, help,
      [id, act](Context& context) {
        show(context, base::need(context.client().decide_handover(*id, act)));
        return 0;
      },
      group);
  command->add_option("id", *id, "its id, as `keybook handover list` shows it")->required();
  line.json_flag(command);
}

}  // namespace

void add_handover(CommandLine& line) {
  CLI::App* group = line.command("handover", "move accounts to another user", list_handovers);
  group->require_subcommand(1);
  auto wish = std::make_shared<WishOptions>();
  CLI::App* proposing = line.command(
      "propose", "offer accounts to a successor; prints the handover's id",
      [wish](Context& context) { return propose(context, *wish); }, group);
  add_wish(proposing, wish);
  proposing->add_option("--effective", wish->effective, "earliest moment: a date or a time; never retroactive");
  proposing->add_option("--note", wish->note, "what the successor should know");
  proposing->add_flag("--force", wish->force, "managers and head office: without acceptance");
  proposing->add_flag("--preview", wish->preview, "only show what would move");
  line.json_flag(proposing);
  auto look = std::make_shared<WishOptions>();
  CLI::App* previewing = line.command(
      "preview", "what a handover would move, and what to know before it",
      [look](Context& context) { return preview(context, *look); }, group);
  add_wish(previewing, look);
  line.json_flag(previewing);
  line.json_flag(line.command("list", "handovers that concern you", list_handovers, group));
  add_deciding(line, group, "accept", "take the accounts; managers: make it effective", Client::HandoverAct::Accept);
  add_deciding(line, group, "decline", "do not take them", Client::HandoverAct::Decline);
  add_deciding(line, group, "withdraw", "take the offer back", Client::HandoverAct::Withdraw);
  auto id = std::make_shared<std::string>(), out = std::make_shared<std::string>();
  CLI::App* briefing = line.command(
      "brief", "what the successor should know, as a document",
      [id, out](Context& context) { return write_brief(context, *id, *out); }, group);
  briefing->add_option("id", *id, "its id, as `keybook handover list` shows it")->required();
  briefing->add_option(
      "--out", *out,
      "file to write: NAME.pdf to print (Chinese, or with --lang en), any other name gets JSON; may be "
      "left out with --json, which then gives the brief itself");
  line.json_flag(briefing);
  group->footer(
      "Needs the server. What the predecessor wrote offline after it took effect waits for the successor: `keybook "
      "parked`.");
}

}  // namespace keybook::cli
