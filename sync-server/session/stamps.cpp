#include "session/stamps.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace keybook::server::session {

using record::Mutation;
using record::RecordEdit;
using record::Stamp;

namespace {

constexpr const char* stamp_kind = "last-stamp";  // a plan that is never due, by enrolment

}  // namespace

Stamps::Stamps(storage::Writer& writer, std::string enrolment, bool copied)
    : writer_(writer), enrolment_(std::move(enrolment)), copied_(copied) {
  const auto plan = writer_.plan(stamp_kind, enrolment_);
  if (plan) kept_ = Stamp::parse(record::Value::parse(plan->body).get<std::string>()).value_or(Stamp{});
  last_ = kept_;
}

std::optional<base::Error> Stamps::refuses(const Mutation& mutation) {
  const bool own = mutation.stamp.device == enrolment_;
  const bool later = own && last_ < mutation.stamp;
  const bool again = !mutation.first.empty();
  if ((!again && !later) || ((again || copied_) && is_taken(mutation)))
    return base::Error{base::ErrorCode::NotValid,
                       "the stamp " + mutation.stamp.text() + " is that of a change before, or earlier",
                       {},
                       "Give each change a stamp of its own, later than those before; this one is not done"};
  if (later) last_ = mutation.stamp;
  return std::nullopt;
}

bool Stamps::is_taken(const Mutation& mutation) {
  return std::any_of(mutation.edits.begin(), mutation.edits.end(),
                     [&](const RecordEdit& edit) { return is_taken(edit, mutation.stamp); });
}

// What was refused never was: it may come again under its stamp.
bool Stamps::is_taken(const RecordEdit& edit, const Stamp& stamp) {
  auto state = writer_.record(edit.type, edit.id);
  while (state && !state->merged_into.empty()) state = writer_.record(edit.type, state->merged_into);
  if (!state) return false;
  const record::EditName name = stamp.text() + (state->id == edit.id ? "" : "/" + edit.id);
  if (state->created && record::edit_name(*state->created) == name) return true;
  for (const auto& [unit, field] : state->fields)
    for (const record::Head& head : field.heads)
      if (record::edit_name(*head.origin) == name) return true;
  const auto lines = writer_.lines(state->id);
  return std::any_of(lines.begin(), lines.end(), [&](const record::Line& line) {
    return line.state != record::LineState::Refused && record::edit_name(*line.origin) == name;
  });
}

void Stamps::keep() {
  if (last_ == kept_) return;
  writer_.put(storage::Plan{stamp_kind, enrolment_, 0, record::Value(last_.text()).dump()});
  kept_ = last_;
}

}  // namespace keybook::server::session
