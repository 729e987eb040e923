#include "protocol/outcomes.h"

#include <algorithm>

#include "protocol/limits.h"

namespace keybook::protocol {
namespace {

std::string_view name_of(PartState state) {
  switch (state) {
    case PartState::Applied:
      return "applied";
    case PartState::Parked:
      return "parked";
    case PartState::Refused:
      return "refused";
    case PartState::Requested:
      return "requested";
  }
  return "applied";
}

Value part_json(const PartOutcome& part) {
  Value out = {{"a", part.account}, {"s", name_of(part.state)}};
  put(out, "r", Value(part.records));
  put(out, "q", Value(part.requests));
  if (part.reason) out["e"] = to_json(*part.reason);
  return out;
}

base::Result<PartOutcome> part_from(const Value& json) {
  Reader reader(json, "part of an outcome");
  PartOutcome part;
  part.account = reader.text("a");
  const std::string state = reader.text("s");
  part.state = state == "parked"      ? PartState::Parked
               : state == "refused"   ? PartState::Refused
               : state == "requested" ? PartState::Requested
                                      : PartState::Applied;
  part.records = reader.texts("r");
  part.requests = reader.texts("q");
  if (const Value* error = reader.member("e")) part.reason = error_from_json(*error);
  return reader.done(std::move(part));
}

bool brief(const Outcome& outcome) {
  return outcome.plain && outcome.rank.empty() && outcome.committed_ms == 0 && outcome.parts.empty();
}

}  // namespace

Value outcomes_json(const std::vector<Outcome>& outcomes) {
  Value out = Value::array();
  for (std::size_t i = 0; i < outcomes.size();) {
    const Outcome& first = outcomes[i];
    if (!brief(first)) {
      Value one = {{"n", first.counter}, {"c", first.commit}};
      if (!first.rank.empty()) one["k"] = first.rank.text();
      put(one, "t", first.committed_ms);
      if (first.plain) one["x"] = 1;
      Value parts = Value::array();
      for (const PartOutcome& part : first.parts) parts.push_back(part_json(part));
      put(one, "p", std::move(parts));
      out.push_back(std::move(one));
      ++i;
      continue;
    }
    std::int64_t count = 1;
    while (i + static_cast<std::size_t>(count) < outcomes.size()) {
      const Outcome& next = outcomes[i + static_cast<std::size_t>(count)];
      if (!brief(next) || next.counter != first.counter + count || next.commit != first.commit + count) break;
      ++count;
    }
    out.push_back({first.counter, first.commit, count});
    i += static_cast<std::size_t>(count);
  }
  return out;
}

std::string proofs_text(const std::vector<Outcome>& outcomes) {
  const auto proven = [](const Outcome& outcome) { return outcome.proof.size() == proof_characters; };
  std::string text;
  if (std::none_of(outcomes.begin(), outcomes.end(), proven)) return text;
  for (const Outcome& outcome : outcomes) text += proven(outcome) ? outcome.proof : std::string(proof_characters, '.');
  return text;
}

void proofs_from(const std::string& text, std::vector<Outcome>& outcomes, Reader& owner) {
  if (text.empty()) return;
  if (text.size() != outcomes.size() * proof_characters) return owner.problem("holds no mark for each outcome", "K");
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (std::string proof = text.substr(i * proof_characters, proof_characters); proof.front() != '.')
      outcomes[i].proof = std::move(proof);
}

void outcome_from(const Value& json, std::vector<Outcome>& out, Reader& owner) {
  if (json.is_array()) {
    if (json.size() != 3 || !json[0].is_number_integer() || !json[1].is_number_integer() ||
        !json[2].is_number_integer() || json[2].get<std::int64_t>() < 1 ||
        json[2].get<std::int64_t>() > mutations_per_request_max)
      return owner.problem("holds a run that is not [n, commit, count]", "o");
    for (std::int64_t i = 0; i < json[2].get<std::int64_t>(); ++i) {
      Outcome outcome;
      outcome.counter = json[0].get<std::int64_t>() + i;
      outcome.commit = json[1].get<std::int64_t>() + i;
      outcome.plain = true;
      out.push_back(std::move(outcome));
    }
    return;
  }
  Reader reader(json, "outcome");
  Outcome outcome;
  outcome.counter = reader.number("n", true);
  outcome.commit = reader.number("c");
  outcome.committed_ms = reader.number("t");
  outcome.plain = reader.number("x") != 0;
  if (const std::string rank = reader.text("k"); !rank.empty()) {
    if (auto stamp = record::Stamp::parse(rank))
      outcome.rank = *stamp;
    else
      reader.problem("is not a stamp", "k");
  }
  for (const Value& item : reader.list("p")) {
    auto part = part_from(item);
    if (part)
      outcome.parts.push_back(std::move(*part));
    else
      reader.problem(part.error());
  }
  auto done = reader.done(std::move(outcome));
  if (done)
    out.push_back(std::move(*done));
  else
    owner.problem(done.error());
}

}  // namespace keybook::protocol
