// keybook duplicates, merge, unmerge: accounts that are one.
#include "commands/commands.h"
#include "format/plans.h"
#include "format/table.h"

namespace keybook::cli {
namespace {

struct MergeOptions {
  std::string type, from, into;
  std::vector<std::string> fields;
};

void need_account_type(Context& context, const std::string& type) {
  if (context.type(type).scope == schema::Scope::Root) return;
  throw base::Failure(
      {base::ErrorCode::Usage, "only accounts are merged", {}, "Write: keybook merge account FROM --into INTO"});
}

int merge(Context& context, const MergeOptions& options) {
  need_account_type(context, options.type);
  std::map<std::string, std::string> fields;
  for (const std::string& text : options.fields) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      throw base::Failure(
          {base::ErrorCode::Usage, "'" + text + "' is no FIELD=VALUE", {}, "Write for example phone=021-555"});
    fields[text.substr(0, equals)] = text.substr(equals + 1);
  }
  const std::string from = context.account_id(options.from), into = context.account_id(options.into);
  base::need(context.client().merge_accounts(from, into, fields));
  if (context.json()) context.print({{"from", from}, {"into", into}});
  return 0;
}

int unmerge(Context& context, const MergeOptions& options) {
  need_account_type(context, options.type);
  base::need(context.client().unmerge_accounts(options.from));
  if (context.json()) context.print({{"from", options.from}});
  return 0;
}

int duplicates(Context& context) {
  Table table(
      {context.words("客户", "account"), "", context.words("另一个", "the other"), "", context.words("相同", "same")});
  for (const client::Duplicate& one : base::need(context.client().duplicates())) {
    if (context.json()) {
      context.print(duplicate_json(one));
      continue;
    }
    std::string same;
    for (const std::string& reason : one.reasons) same += (same.empty() ? "" : ", ") + reason;
    table.add({one.first, one.first_name, one.second, one.second_name, same});
  }
  if (table.rows() > 0) context.print_text(table.text());
  if (!context.json() && table.rows() == 0)
    context.note(context.words("没有发现重复的客户", "no duplicates were found"));
  return 0;
}

}  // namespace

void add_merge(CommandLine& line) {
  line.json_flag(line.command("duplicates", "accounts that look like one, among those on this device", duplicates));
  auto merging = std::make_shared<MergeOptions>();
  CLI::App* command = line.command("merge", "make one account of two",
                                   [merging](Context& context) { return merge(context, *merging); });
  command->add_option("type", merging->type, "account")->required();
  command->add_option("from", merging->from, "the one that goes; its id leads to the other from then on")->required();
  command->add_option("--into", merging->into, "the one that stays")->required();
  command->add_option("fields", merging->fields, "FIELD=VALUE: what the merged account should say");
  line.json_flag(command);
  command->footer(
      "Without a choice the later edit stands. Everything below both belongs to the one; `keybook unmerge` undoes it.");
  auto parting = std::make_shared<MergeOptions>();
  CLI::App* undo = line.command("unmerge", "part two accounts that were merged",
                                [parting](Context& context) { return unmerge(context, *parting); });
  undo->add_option("type", parting->type, "account")->required();
  undo->add_option("from", parting->from, "the id of the one that went")->required();
  line.json_flag(undo);
}

}  // namespace keybook::cli
