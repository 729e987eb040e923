#include "protocol/acts.h"

#include "base/failure.h"

namespace keybook::protocol {

namespace {

// A member of another kind than it should be.
template <class Read>
auto read_plan(Read read) -> decltype(read()) {
  try {
    return read();
  } catch (const Value::exception& wrong) {
    throw base::Failure({base::ErrorCode::BadRequest,
                         std::string("this is no plan: ") + wrong.what(),
                         {},
                         "Check that the server and this program are of versions that fit"});
  }
}

}  // namespace

std::string HandoverPlan::from() const {
  std::string one;
  for (const Account& account : accounts) {
    if (!one.empty() && account.from != one) return {};
    one = account.from;
  }
  return one;
}

Value to_json(const HandoverPlan& plan) {
  Value accounts = Value::array();
  for (const HandoverPlan::Account& account : plan.accounts)
    accounts.push_back({{"id", account.id}, {"from", account.from}, {"result", account.result}});
  return {{"id", plan.id},
          {"state", plan.state},
          {"to", plan.to},
          {"by", plan.by},
          {"note", plan.note},
          {"decided_by", plan.decided_by},
          {"proposed_ms", plan.proposed_ms},
          {"effective_ms", plan.effective_ms},
          {"decided_ms", plan.decided_ms},
          {"done_ms", plan.done_ms},
          {"keep", plan.keep},
          {"choices", plan.choices},
          {"accounts", std::move(accounts)}};
}

HandoverPlan handover_plan(const Value& json) {
  return read_plan([&] {
    HandoverPlan plan;
    plan.id = json.value("id", "");
    plan.state = json.value("state", "");
    plan.to = json.value("to", "");
    plan.by = json.value("by", "");
    plan.note = json.value("note", "");
    plan.decided_by = json.value("decided_by", "");
    plan.proposed_ms = json.value("proposed_ms", std::int64_t{0});
    plan.effective_ms = json.value("effective_ms", std::int64_t{0});
    plan.decided_ms = json.value("decided_ms", std::int64_t{0});
    plan.done_ms = json.value("done_ms", std::int64_t{0});
    plan.keep = json.value("keep", false);
    plan.choices = json.value("choices", std::map<std::string, std::string>{});
    for (const Value& account : json.value("accounts", Value::array()))
      plan.accounts.push_back({account.value("id", ""), account.value("from", ""), account.value("result", "")});
    return plan;
  });
}

Value to_json(const CoverPlan& plan) {
  return {
      {"id", plan.id},          {"state", plan.state},     {"absent", plan.absent},     {"substitute", plan.substitute},
      {"by", plan.by},          {"from_ms", plan.from_ms}, {"until_ms", plan.until_ms}, {"ended_ms", plan.ended_ms},
      {"granted", plan.granted}};
}

CoverPlan cover_plan(const Value& json) {
  return read_plan([&] {
    CoverPlan plan;
    plan.id = json.value("id", "");
    plan.state = json.value("state", "");
    plan.absent = json.value("absent", "");
    plan.substitute = json.value("substitute", "");
    plan.by = json.value("by", "");
    plan.from_ms = json.value("from_ms", std::int64_t{0});
    plan.until_ms = json.value("until_ms", std::int64_t{0});
    plan.ended_ms = json.value("ended_ms", std::int64_t{0});
    plan.granted = json.value("granted", std::map<std::string, std::string>{});
    return plan;
  });
}

}  // namespace keybook::protocol
