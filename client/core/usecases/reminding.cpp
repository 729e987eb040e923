// What is due: reads the candidates from the store, one query per date that declarations mark, and lets
// domain/reminders decide.
#include <algorithm>
#include <chrono>

#include "domain/reminders/engine.h"
#include "domain/reminders/rules.h"
#include "tables/condition.h"
#include "usecases/impl.h"
#include "usecases/reminder_candidates.h"

namespace keybook::client {

namespace {

using domain::reminders::Answer;
using domain::reminders::day_of;
using domain::reminders::Due;

constexpr int ahead_max = 366;

// Answers lie in the file of what they are about; those to what belongs to no account are everybody's to hold.
const char* answer_type(const std::string& account) { return account.empty() ? "reminder_answer" : "reminder"; }

void add_answers(Client::Impl& impl, const char* type, std::vector<Answer>& out) {
  if (impl.store->registry().type(type) == nullptr) return;
  auto rows =
      store::prepared(impl.store->database(), "SELECT subject, reason, person, due, snoozed_until, dismissed FROM " +
                                                  impl.store->shown().table(type) + " WHERE subject IS NOT NULL AND " +
                                                  tables::is_shown());
  while (store::next(rows)) {
    const auto day = day_of(rows.text(3));
    if (!day) continue;
    out.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), *day,
                   day_of(rows.text(4)), rows.integer(5) != 0});
  }
}

std::vector<Answer> answers_of(Client::Impl& impl) {
  std::vector<Answer> out;
  for (const char* type : {"reminder", "reminder_answer"}) add_answers(impl, type, out);
  return out;
}

schema::Label why(const schema::Registry& registry, const Due& due) {
  if (const auto* rule = domain::reminders::rule_named(due.reason))
    return {std::string(rule->zh), std::string(rule->en)};
  const schema::Type* type = registry.type(due.type);
  const schema::Field* field = type != nullptr ? type->field(due.reason) : nullptr;
  if (field != nullptr) return field->label;
  return type != nullptr ? type->label : schema::Label{due.reason, due.reason};
}

}  // namespace

base::Result<std::vector<DueReminder>> Client::reminders(const ReminderWish& wish) {
  std::vector<DueReminder> out;
  auto found = impl_->read([&] {
    const auto today = day_of(wish.day);
    if (!today || wish.ahead < 0 || wish.ahead > ahead_max)
      fail_at(base::ErrorCode::Usage, "reminders need a day that exists, and 0 to 366 days ahead", {},
              "Give the day as 2026-03-01");
    Candidates candidates(*impl_, wish, *today);
    return domain::reminders::reminders(candidates.read(), answers_of(*impl_), *today, wish.ahead);
  });
  if (!found) return tl::unexpected(found.error());
  for (const auto& reminder : *found) {
    const Due& due = reminder.due;
    DueReminder one;
    one.type = due.type;
    one.record = due.record;
    one.account = due.account;
    one.reason = due.reason;
    one.person = due.person;
    one.day = domain::reminders::iso(due.day);
    one.when = domain::reminders::name_of(reminder.when);
    one.days_left = reminder.days_left;
    one.why = why(impl_->store->registry(), due);
    one.title = title(due.type, due.record).value_or(due.record);
    const schema::Type* root = impl_->store->registry().root();
    one.id = domain::reminders::id_of(due);
    if (!due.account.empty() && root != nullptr)
      one.account_name = due.account == due.record ? one.title : title(root->name, due.account).value_or(due.account);
    out.push_back(std::move(one));
  }
  return out;
}

base::Result<Saved> Client::answer_reminder(const std::string& id, const ReminderAnswer& answer) {
  return impl_->write([&] {
    const auto name = domain::reminders::name_in(id);
    if (!name)
      fail_at(base::ErrorCode::Usage, "\"" + id + "\" names no reminder", {}, "Take an id that `reminders` lists");
    if (answer.dismiss == !answer.snooze_until.empty() || (!answer.dismiss && !day_of(answer.snooze_until)))
      fail_at(base::ErrorCode::Usage, "a reminder is dismissed, or put off until a day", {},
              "Give a day as 2026-03-01");
    const record::RecordState state = impl_->need_state(name->type, name->record);
    // A reminder that somebody asked for answers itself.
    Edit edit;
    edit.type = answer_type(state.account);
    if (name->type == edit.type) edit.id = name->record;
    const std::string day = domain::reminders::iso(name->day);
    const std::string person = person_of(*impl_, state, name->reason);
    auto rows = store::prepared(impl_->store->database(),
                                "SELECT id FROM " + impl_->store->shown().table(edit.type) +
                                    " WHERE subject = ? AND reason = ? AND due = ? AND ifnull(person, '') = ? AND " +
                                    tables::is_shown(),
                                name->record, name->reason, day, person);
    if (edit.id.empty() && store::next(rows)) edit.id = rows.text(0);
    if (edit.id.empty()) {
      edit.op = record::Op::Create;
      edit.fields = {{"subject_type", name->type}, {"subject", name->record}, {"reason", name->reason}, {"due", day}};
      if (!state.account.empty()) edit.fields["account"] = state.account;
      if (!person.empty()) edit.fields["person"] = person;
    }
    if (answer.dismiss)
      edit.fields["dismissed"] = true;
    else
      edit.fields["snoozed_until"] = answer.snooze_until;
    return impl_->save({edit});
  });
}

}  // namespace keybook::client
