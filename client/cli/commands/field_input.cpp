#include "commands/field_input.h"

#include "format/arguments.h"
#include "input.h"
#include "schema/validate.h"

namespace keybook::cli {

using base::ErrorCode;
using base::Failure;

void FieldInput::add_to(CLI::App* command) {
  command->add_option("fields", arguments_,
                      "FIELD=VALUE; 'FIELD=' clears a field, members of a set are separated by ';'");
  json_ = command->add_option(
      "--json", json_value_,
      "take the fields from this JSON file ('-': standard input); without FILE: machine-readable output");
  json_->expected(0, 1)->type_name("[FILE|-]");
}

// An argument behind --json that is FIELD=VALUE was meant as a field.
std::string FieldInput::file() const { return is_assignment(json_value_) ? std::string() : json_value_; }

std::vector<std::string> FieldInput::arguments() const {
  std::vector<std::string> all = arguments_;
  if (is_assignment(json_value_)) all.push_back(json_value_);
  return all;
}

void FieldInput::check(Empty empty) const {
  const bool any = !arguments().empty();
  if (any && !file().empty())
    throw Failure({ErrorCode::Usage, "fields are given as arguments and in " + file(), {}, "Give them in one place"});
  if (!any && file().empty() && empty == Empty::Refused)
    throw Failure({ErrorCode::Usage, "no field is given", {}, "Give FIELD=VALUE, or --json FILE"});
}

client::Edit FieldInput::edit() const {
  client::Edit edit;
  if (!file().empty()) {
    edit.fields = read_object(file());
    return edit;
  }
  edit.fields = base::need(assignments(arguments()));
  edit.as_text = true;
  return edit;
}

client::Saved save_one(Context& context, const client::Edit& edit) {
  client::Saved saved = base::need(context.client().save({edit}));
  note_requests(context, saved);
  return saved;
}

client::Saved save_existence(Context& context, const client::Edit& edit) {
  const client::Record now = base::need(context.client().get(edit.type, edit.id));
  const bool is_same = now.id == edit.id || schema::natural_key(edit.id);  // not another that it was merged into
  const bool is_deleted = edit.op == record::Op::Delete;
  // With its account a record is deleted too, though not by itself; and an open conflict waits for a word.
  const schema::Type* root = context.client().registry().root();
  const bool in_a_file = root != nullptr && edit.type != root->name && !now.account.empty();
  const base::Result<client::Record> file = in_a_file ? context.client().get(root->name, now.account) : now;
  const bool is_by_itself = !in_a_file || (file && !file->deleted);
  if (!is_same || now.deleted != is_deleted || !now.conflicts.empty() || !is_by_itself) return save_one(context, edit);
  client::Saved saved;
  saved.ids = {now.id};
  return saved;
}

void note_requests(Context& context, const client::Saved& saved) {
  for (const std::string& field : saved.requested)
    context.note(field + context.words("：已提出申请，在批准之前显示原值",
                                       ": became a request; the old value is shown until it is granted"));
}

}  // namespace keybook::cli
