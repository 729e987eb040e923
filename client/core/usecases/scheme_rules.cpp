#include "usecases/scheme_rules.h"

#include <algorithm>

#include "usecases/rule_facts.h"

namespace keybook::client {

using base::ErrorCode;
using domain::findings::Facts;
using domain::findings::Finding;

namespace {

std::string text(const Facts& record, const std::string& field) {
  const auto found = record.fields.find(field);
  return found != record.fields.end() && found->second.is_string() ? found->second.get<std::string>() : std::string();
}

bool same_group(const Facts& a, const Facts& b, const schema::BandRule& rule) {
  return std::all_of(rule.within.begin(), rule.within.end(),
                     [&](const std::string& field) { return text(a, field) == text(b, field); });
}

// The days from which the set of records in force beside `own` is another one, as long as it is in force itself.
std::set<std::string> days_of(const Facts& own, const std::vector<Facts>& others, const std::string& today) {
  const std::string from = text(own, "valid_from"), to = text(own, "valid_to");
  std::set<std::string> days = {from.empty() ? today : from};
  for (const Facts& one : others)
    if (const std::string begins = text(one, "valid_from"); begins > from && (to.empty() || begins <= to))
      days.insert(begins);
  return days;
}

}  // namespace

void check_weights(Client::Impl& impl, const std::string& scheme, const std::string& day, const base::Where& where) {
  const schema::Type* type = impl.store->registry().type("criterion");
  if (type == nullptr || scheme.empty()) return;
  for (const Finding& one : domain::findings::findings(*type, rule_facts(impl, *type, "scheme", scheme), day))
    if (one.rule == "sum")
      fail_at(ErrorCode::NotValid, "the scheme cannot count yet: " + one.field + " " + one.message, where,
              "First change the criteria of the scheme so that they are 100 together below each parent; nothing was "
              "saved");
}

void check_bands(Client::Impl& impl, const schema::Type& type, const std::string& id, const std::string& today) {
  const std::vector<Facts> all = rule_facts(impl, type);
  const auto own = std::find_if(all.begin(), all.end(), [&](const Facts& one) { return one.id == id; });
  if (own == all.end()) return;
  for (const schema::BandRule& rule : type.bands) {
    schema::Type of = type;
    of.sums.clear();
    of.bands = {rule};
    std::vector<Facts> others, with;
    for (const Facts& one : all)
      if (same_group(one, *own, rule)) {
        with.push_back(one);
        if (one.id != id) others.push_back(one);
      }
    for (const std::string& day : days_of(*own, others, today)) {
      const auto before = domain::findings::findings(of, others, day);
      for (const Finding& one : domain::findings::findings(of, with, day)) {
        const bool old = std::any_of(before.begin(), before.end(),
                                     [&](const Finding& other) { return other.message == one.message; });
        if (old || (one.rule != "overlap" && one.rule != "bounds")) continue;
        fail_at(
            ErrorCode::NotValid, one.message + " on " + day, {.type = type.name, .record = id, .field = one.field},
            one.remedy + ": change the neighbour first, or give days of validity that lie apart; nothing was saved");
      }
    }
  }
}

}  // namespace keybook::client
