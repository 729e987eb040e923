// What a successor should know of an account, in one document: who decides, last visits, promises, open items, dates,
// numbers, risks. Made on the device from what its user sees.
#include <algorithm>

#include "schema/calendar.h"
#include "usecases/impl.h"

namespace keybook::client {

namespace {

constexpr std::size_t visits_max = 10;

// Named fields that have a value.
Value picked(const Record& record, std::initializer_list<const char*> names) {
  Value out = {{"id", record.id}};
  for (const char* name : names)
    if (const auto found = record.fields.find(name);
        found != record.fields.end() && !found->is_null() && !(found->is_array() && found->empty()))
      out[name] = *found;
  return out;
}

Value given_in(const Record& record, const char* name) {
  const auto found = record.fields.find(name);
  return found == record.fields.end() ? Value() : *found;
}

bool is_open(const schema::Type& type, const Record& record) {
  return std::none_of(type.handover.closed_by.begin(), type.handover.closed_by.end(),
                      [&](const schema::Closing& closing) {
                        const Value value = given_in(record, closing.field.c_str());
                        if (value.is_null()) return false;
                        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
                        return closing.values.empty() ||
                               std::find(closing.values.begin(), closing.values.end(), text) != closing.values.end();
                      });
}

std::vector<Record> below(Client& client, const char* type, const std::string& account) {
  Query query;
  query.type = type;
  query.account = account;
  if (client.registry().type(type) == nullptr) return {};
  return base::need(client.list(query));
}

void add_people(Client& client, const std::string& account, Value& out) {
  std::vector<Record> people = below(client, "contact", account);
  for (const Record& person : people)
    out["people"].push_back(picked(person, {"name", "title", "department", "roles", "influence", "attitude", "phone",
                                            "mobile", "email", "birthday", "reports_to"}));
}

void add_visits(Client& client, const std::string& account, const std::string& now, Value& out) {
  std::vector<Record> visits = below(client, "visit", account);
  std::sort(visits.begin(), visits.end(),
            [](const Record& a, const Record& b) { return given_in(a, "visited_at") > given_in(b, "visited_at"); });
  for (const Record& visit : visits) {
    if (given_in(visit, "visited_at").is_string()) {
      if (out["last_visits"].size() < visits_max)
        out["last_visits"].push_back(
            picked(visit, {"visited_at", "subject", "kind", "outcome", "owner", "report", "next_step", "next_date"}));
      if (!given_in(visit, "promises").is_null())
        out["promises"].push_back(picked(visit, {"visited_at", "promises", "next_date"}));
      if (const Value signs = given_in(visit, "warning_signs"); signs.is_array() && !signs.empty())
        out["risks"].push_back({{"visit", visit.id}, {"warning_signs", signs}});
    } else if (const Value planned = given_in(visit, "planned_for"); planned.is_string()) {
      Value one = picked(visit, {"planned_for", "subject", "kind", "owner"});
      one["overdue"] = planned.get<std::string>() < now;
      out["planned_visits"].push_back(std::move(one));
    }
  }
}

void add_open(Client& client, const std::string& account, Value& out) {
  for (const auto& [type, member] :
       {std::pair{"task", "open_tasks"}, {"opportunity", "open_opportunities"}, {"complaint", "open_complaints"}}) {
    const schema::Type* known = client.registry().type(type);
    for (const Record& record : below(client, type, account)) {
      if (known == nullptr || !is_open(*known, record)) continue;
      out[member].push_back(picked(
          record, {"title", "name", "subject", "due", "assignee", "owner", "stage", "amount", "currency", "probability",
                   "close_date", "next_step", "next_date", "competitor", "status", "severity", "reported_at"}));
      if (type == std::string("complaint"))
        out["risks"].push_back({{"open_complaint", record.id}, {"subject", given_in(record, "subject")}});
    }
  }
}

Value brief_of(Client& client, const std::string& id, const std::string& now) {
  const Record account = base::need(client.get("account", id));
  Value out = {{"account", account.id},
               {"people", Value::array()},
               {"last_visits", Value::array()},
               {"planned_visits", Value::array()},
               {"promises", Value::array()},
               {"open_tasks", Value::array()},
               {"open_opportunities", Value::array()},
               {"open_complaints", Value::array()},
               {"open_conflicts", Value::array()},
               {"risks", Value::array()}};
  out["about"] = picked(account, {"name", "short_name", "code", "type", "industry", "grade", "status", "owner",
                                  "territory", "phone", "website", "address", "tags", "notes", "remark"});
  out["dates"] = picked(account, {"first_deal", "last_deal", "contract_end", "last_contact_at", "next_review"});
  out["numbers"] = picked(account, {"annual_purchase", "our_share", "dependency", "credit_limit"});
  add_people(client, account.id, out);
  add_visits(client, account.id, now, out);
  add_open(client, account.id, out);
  for (const Conflict& conflict : base::need(client.conflicts(account.id)))
    out["open_conflicts"].push_back({{"type", conflict.type}, {"record", conflict.record}, {"field", conflict.field}});
  if (const Value end = given_in(account, "contract_end"); end.is_string())
    out["risks"].push_back({{"contract_end", end}});
  return out;
}

}  // namespace

base::Result<Value> Client::handover_brief(const protocol::HandoverPlan& plan) {
  return base::caught([&] {
    const std::string now = schema::time_of_ms(impl_->device().now_ms(impl_->environment.clock));
    Value out = {{"handover", plan.id},        {"from", plan.from()},       {"to", plan.to},
                 {"note", plan.note},          {"state", plan.state},       {"made_at", now},
                 {"accounts", Value::array()}, {"not_here", Value::array()}};
    for (const auto& account : plan.accounts) {
      // Whoever may not see an account (any more, or not yet) gets no brief of it.
      if (get("account", account.id))
        out["accounts"].push_back(brief_of(*this, account.id, now));
      else
        out["not_here"].push_back(account.id);
    }
    return out;
  });
}

}  // namespace keybook::client
