#include "merge/outcome.h"

#include "base/failure.h"

namespace keybook::server::merge {

using record::Value;

namespace {

Value reason_json(const base::Error& error) {
  Value out = {{"c", base::key(error.code)}, {"m", error.message}};
  const auto add = [&out](const char* name, const std::string& text) {
    if (!text.empty()) out[name] = text;
  };
  add("y", error.remedy);
  add("t", error.where.type);
  add("r", error.where.record);
  add("f", error.where.field);
  return out;
}

base::Error reason_from(const Value& json) {
  const auto text = [&json](const char* name) { return json.value(name, std::string{}); };
  base::Error error;
  error.code = base::code_of_key(text("c"));
  error.message = text("m");
  error.remedy = text("y");
  error.where = {.type = text("t"), .record = text("r"), .field = text("f")};
  return error;
}

}  // namespace

// {"t":committed ms,"p":[parts that were not simply applied]}
std::string outcome_text(const MutationOutcome& outcome) {
  Value json = {{"t", outcome.committed_ms}};
  for (const Part& part : outcome.parts) {
    if (part.state == PartState::Applied && part.requests.empty()) continue;
    Value one = {{"a", part.account}, {"r", part.records}};
    if (part.state != PartState::Applied) one["s"] = part.state == PartState::Parked ? "parked" : "refused";
    if (!part.requests.empty()) one["q"] = part.requests;
    if (part.state == PartState::Refused) one["e"] = reason_json(part.reason);
    json["p"].push_back(std::move(one));
  }
  return json.dump(-1, ' ', false, Value::error_handler_t::replace);
}

MutationOutcome outcome_from(const Mutation& mutation, const storage::Committed& committed) {
  MutationOutcome outcome;
  outcome.counter = mutation.counter;
  outcome.commit = committed.commit;
  outcome.rank = committed.rank;
  outcome.repeated = true;
  const Value json = Value::parse(committed.outcome, nullptr, false);
  if (!json.is_object())
    throw base::Failure({base::ErrorCode::Corrupt, "the outcome of a mutation cannot be read", {}, "Run check"});
  outcome.committed_ms = json.value("t", std::int64_t{0});
  for (const Value& one : json.value("p", Value::array())) {
    Part part;
    part.account = one.value("a", std::string{});
    part.records = one.value("r", std::vector<std::string>{});
    part.requests = one.value("q", std::vector<std::string>{});
    const std::string state = one.value("s", std::string{});
    part.state = state == "parked" ? PartState::Parked : state == "refused" ? PartState::Refused : PartState::Applied;
    if (const auto reason = one.find("e"); reason != one.end()) part.reason = reason_from(*reason);
    outcome.parts.push_back(std::move(part));
  }
  return outcome;
}

}  // namespace keybook::server::merge
