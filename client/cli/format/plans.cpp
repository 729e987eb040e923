#include "format/plans.h"

namespace keybook::cli {

namespace {

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

}  // namespace

Value handover_json(const protocol::HandoverPlan& plan) {
  Value accounts = Value::array(), results = Value::object();
  for (const auto& account : plan.accounts) {
    accounts.push_back(account.id);
    if (!account.result.empty()) results[account.id] = account.result;
  }
  return {{"id", plan.id},
          {"state", plan.state},
          {"from", text_or_null(plan.from())},
          {"to", plan.to},
          {"accounts", std::move(accounts)},
          {"results", std::move(results)},
          {"proposed_by", plan.by},
          {"proposed_at", time_json(plan.proposed_ms)},
          {"effective", time_json(plan.effective_ms)},
          {"decided_by", text_or_null(plan.decided_by)},
          {"decided_at", time_json(plan.decided_ms)},
          {"effective_at", time_json(plan.done_ms)},
          {"note", text_or_null(plan.note)},
          {"keep", plan.keep},
          {"choices", plan.choices}};
}

Value cover_json(const protocol::CoverPlan& plan) {
  return {{"id", plan.id},
          {"state", plan.state},
          {"for", plan.absent},
          {"by", plan.substitute},
          {"from", time_json(plan.from_ms)},
          {"until", time_json(plan.until_ms)},
          {"ended", time_json(plan.ended_ms)},
          {"added_by", plan.by}};
}

Value parked_json(const client::Parked& parked) {
  Value fields = Value::object();
  for (const auto& [name, late] : parked.fields) {
    Value one = {{"value", late.value}, {"state", late.state}};
    if (!parked.own) {
      one["current"] = late.current;
      one["base"] = late.base;
    }
    fields[name] = std::move(one);
  }
  return {{"id", parked.id},
          {"account", text_or_null(parked.account)},
          {"user", parked.user},
          {"device", parked.device},
          {"made_at", time_json(parked.made_ms)},
          {"type", parked.type},
          {"record", parked.record},
          {"op", record::name_of(parked.op)},
          {"fields", std::move(fields)},
          {"state", parked.state},
          {"own", parked.own}};
}

Value duplicate_json(const client::Duplicate& duplicate) {
  return {{"accounts", {duplicate.first, duplicate.second}},
          {"names", {duplicate.first_name, duplicate.second_name}},
          {"reasons", duplicate.reasons}};
}

}  // namespace keybook::cli
