#include "outbox/parts.h"

#include <set>

#include "record/codec.h"

namespace keybook::client::outbox {

using protocol::PartState;
using record::Mutation;
using record::RecordEdit;

namespace {

// Records of the parts that ended so. What could not be read is told without its records: it is refused as a whole.
std::set<std::string> records_of(const protocol::Outcome& outcome, PartState state, const Mutation& mutation) {
  std::set<std::string> records;
  for (const protocol::PartOutcome& part : outcome.parts) {
    if (part.state != state) continue;
    records.insert(part.records.begin(), part.records.end());
    if (part.records.empty())
      for (const RecordEdit& edit : mutation.edits) records.insert(edit.id);
  }
  return records;
}

}  // namespace

Parts parts_of(const Mutation& mutation, const protocol::Outcome& outcome) {
  Parts parts;
  for (const protocol::PartOutcome& part : outcome.parts)
    if (part.state == PartState::Refused)
      parts.reason = part.reason.value_or(
          base::Error{base::ErrorCode::NoRight, "the server refused it without saying why", {}, {}});
  Mutation head = mutation;
  head.edits.clear();
  parts.stands = parts.parked = parts.refused = head;
  const std::set<std::string> refused = records_of(outcome, PartState::Refused, mutation);
  const std::set<std::string> parked = records_of(outcome, PartState::Parked, mutation);
  for (const RecordEdit& edit : mutation.edits) {
    if (refused.contains(edit.id)) {
      parts.refused.edits.push_back(edit);
      continue;
    }
    parts.stands.edits.push_back(edit);
    if (parked.contains(edit.id)) parts.parked.edits.push_back(edit);
  }
  if (parts.reason && parts.refused.edits.empty()) std::swap(parts.refused.edits, parts.stands.edits);
  if (parts.are_several() && mutation.first.empty())
    for (Mutation* part : {&parts.stands, &parts.parked, &parts.refused})
      part->first = {mutation.enrolment, mutation.counter, record::digest(mutation)};
  return parts;
}

Mutation by_itself(Mutation refused) {
  refused.first.digest = record::digest(refused);
  return refused;
}

}  // namespace keybook::client::outbox
