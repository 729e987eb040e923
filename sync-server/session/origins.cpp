#include "session/origins.h"

#include <algorithm>

#include "merge/outcome.h"
#include "record/codec.h"
#include "session/told.h"

namespace keybook::server::session {

using record::FirstMade;
using record::Mutation;

namespace {

FirstMade first_of(const Mutation& mutation, const std::string& enrolment) {
  return mutation.first.empty() ? FirstMade{enrolment, mutation.counter, record::digest(mutation)} : mutation.first;
}

}  // namespace

Origins::Origins(storage::Writer& writer, std::string enrolment)
    : writer_(writer), enrolment_(std::move(enrolment)), copied_(writer.has_origins(enrolment_)) {}

std::optional<storage::OriginRow> Origins::find(const FirstMade& first, const record::Stamp& stamp) {
  if (auto row = writer_.origin(first)) return row;
  // Sent by the device that made it, under its own number.
  const auto direct = writer_.committed(first.enrolment, first.counter);
  if (!direct || direct->digest != first.digest) return std::nullopt;
  return storage::OriginRow{first, first.enrolment, first.counter, {stamp.ms, stamp.counter, first.enrolment}};
}

std::optional<merge::MutationOutcome> Origins::known(const Mutation& mutation) {
  if (mutation.first.empty() && !copied_) return std::nullopt;
  const auto row = find(first_of(mutation, enrolment_), mutation.stamp);
  if (!row) return std::nullopt;
  const auto stands = writer_.committed(row->enrolment, row->counter);
  if (!stands) return std::nullopt;
  merge::MutationOutcome outcome = merge::outcome_from(mutation, *stands);
  // What was refused never was: under a new number it is judged anew.
  const auto is_refused = [](const merge::Part& part) { return part.state == merge::PartState::Refused; };
  if (!outcome.parts.empty() && std::all_of(outcome.parts.begin(), outcome.parts.end(), is_refused))
    return std::nullopt;
  const std::string name = row->stamp.text();
  for (const record::RecordEdit& edit : mutation.edits)
    for (const auto& [unit, field] : edit.fields) names_[{edit.id, unit}].push_back({mutation.counter, name});
  storage::Committed closed = *stands;
  closed.outcome = outcome_like(stands->outcome, row->enrolment, row->counter);
  closed.digest = mutation.first.enrolment == enrolment_ && mutation.first.counter == mutation.counter
                      ? mutation.first.digest
                      : record::digest(mutation);
  writer_.put_committed(enrolment_, mutation.counter, closed);
  return outcome;
}

void Origins::committed(const Mutation& mutation) {
  if (mutation.first.empty()) return;
  writer_.put(storage::OriginRow{mutation.first, enrolment_, mutation.counter, mutation.stamp});
}

void Origins::see_through(Mutation& mutation) const {
  for (record::RecordEdit& edit : mutation.edits)
    for (auto& [unit, field] : edit.fields) {
      const auto found = names_.find({edit.id, unit});
      if (found == names_.end() || !field.base.position || field.base.device != mutation.stamp.device) continue;
      for (const Name& one : found->second)
        if (one.counter <= field.base.counter) field.base.names.push_back(one.name);
    }
}

}  // namespace keybook::server::session
