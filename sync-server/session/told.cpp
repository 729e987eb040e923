#include "session/told.h"

#include <algorithm>

#include "merge/outcome.h"
#include "session/brake.h"

namespace keybook::server::session {

using base::ErrorCode;
using record::Counter;
using record::Stamp;
using record::Value;

namespace {

// A mutation that was refused before, or instead of, the engine, is told from the engine's outcomes by this member.
constexpr const char* refused_member = "refused_by_session";
// Of such a refusal: [enrolment, number] that it was given to first.
constexpr const char* like_member = "like";

}  // namespace

protocol::Outcome told(const merge::MutationOutcome& from, const Stamp& made, std::int64_t now_ms) {
  protocol::Outcome outcome;
  outcome.counter = from.counter;
  outcome.commit = from.commit;
  if (from.rank != made) outcome.rank = from.rank;
  if (from.committed_ms != now_ms) outcome.committed_ms = from.committed_ms;
  outcome.plain = from.plain;
  for (const merge::Part& part : from.parts) {
    if (part.state == merge::PartState::Applied && part.requests.empty()) continue;
    protocol::PartOutcome one;
    one.account = part.account;
    one.records = part.records;
    one.requests = part.requests;
    switch (part.state) {
      case merge::PartState::Applied:
        one.state = protocol::PartState::Requested;
        break;
      case merge::PartState::Parked:
        one.state = protocol::PartState::Parked;
        break;
      case merge::PartState::Refused:
        one.state = protocol::PartState::Refused;
        one.reason = part.reason;
        break;
    }
    outcome.parts.push_back(std::move(one));
  }
  return outcome;
}

std::string refusal_text(const base::Error& why, std::int64_t now_ms, const std::vector<std::string>& records) {
  return Value{{refused_member, protocol::to_json(why)}, {"t", now_ms}, {"r", records}}.dump();
}

std::optional<merge::MutationOutcome> refusal_from(const storage::Committed& committed, Counter counter) {
  if (committed.outcome.find(refused_member) == std::string::npos) return std::nullopt;
  const Value json = Value::parse(committed.outcome);
  merge::MutationOutcome outcome;
  outcome.counter = counter;
  outcome.commit = committed.commit;
  outcome.committed_ms = json.at("t").get<std::int64_t>();
  outcome.repeated = true;
  merge::Part part;
  part.state = merge::PartState::Refused;
  part.reason = protocol::error_from_json(json.at(refused_member));
  part.records = json.at("r").get<std::vector<std::string>>();
  outcome.parts.push_back(std::move(part));
  return outcome;
}

std::string outcome_like(const std::string& outcome, const std::string& enrolment, Counter counter) {
  if (outcome.find(refused_member) == std::string::npos) return outcome;
  Value json = Value::parse(outcome);
  if (!json.contains(like_member)) json[like_member] = {enrolment, counter};
  return json.dump();
}

base::Error held_error(const std::string& group) {
  return {ErrorCode::Held,
          "this would change more at once than one user should; head office is asked whether it is meant",
          {"held", group, {}, {}, 0},
          "Nothing to do: it is done as soon as somebody confirms it, and everything else goes on"};
}

base::Error not_confirmed_error() {
  return {ErrorCode::NoRight,
          "head office did not confirm a change of so much at once",
          {},
          "Speak with head office, or change less at a time"};
}

bool is_held(const merge::MutationOutcome& outcome) {
  return std::any_of(outcome.parts.begin(), outcome.parts.end(), [](const merge::Part& part) {
    return part.state == merge::PartState::Refused && part.reason.code == ErrorCode::Held;
  });
}

namespace {

// A copy of the profile asks: the word was on the mutation of the other one, and so is what became of it.
std::optional<storage::Committed> first_of_its_kind(storage::Reader& reader, const storage::Committed& committed) {
  if (committed.outcome.find(like_member) == std::string::npos) return std::nullopt;
  const Value json = Value::parse(committed.outcome);
  const auto like = json.find(like_member);
  if (like == json.end() || !json.contains(refused_member)) return std::nullopt;
  return reader.committed(like->at(0).get<std::string>(), like->at(1).get<Counter>());
}

// The same where it is not known any more which one that was. What it did comes with the feed.
std::optional<merge::MutationOutcome> decided_elsewhere(storage::Reader& reader, merge::MutationOutcome outcome) {
  for (const HeldGroup& group : held_groups(reader)) {
    if (group.state == HeldGroup::State::Open || group.id != outcome.parts.front().reason.where.record) continue;
    if (group.state == HeldGroup::State::Rejected)
      outcome.parts.front().reason = not_confirmed_error();
    else
      outcome.parts.clear();
    return outcome;
  }
  return std::nullopt;
}

}  // namespace

std::vector<protocol::Outcome> decided(storage::Reader& reader, const std::string& enrolment,
                                       const std::vector<Counter>& counters, std::int64_t now_ms) {
  std::vector<protocol::Outcome> out;
  for (const Counter counter : counters) {
    auto committed = reader.committed(enrolment, counter);
    if (!committed) continue;
    if (auto first = first_of_its_kind(reader, *committed)) committed = std::move(first);
    auto outcome = refusal_from(*committed, counter);
    if (!outcome) {
      record::Mutation mutation;
      mutation.counter = counter;
      outcome = merge::outcome_from(mutation, *committed);
    }
    if (is_held(*outcome)) outcome = decided_elsewhere(reader, *outcome);
    if (outcome) out.push_back(told(*outcome, {}, now_ms));
  }
  return out;
}

}  // namespace keybook::server::session
