#include "usecases/tender_findings.h"

#include "domain/tenders.h"
#include "reports/standards_in_force.h"
#include "tables/condition.h"

namespace keybook::client {

namespace {

using domain::Day;
using domain::Decimal;

// A standard as it was in force on each day: many records, few days.
class Standard {
 public:
  Standard(Client::Impl& impl, std::string name, std::int64_t otherwise)
      : impl_(impl), name_(std::move(name)), otherwise_(otherwise) {}
  [[nodiscard]] const Decimal& on(const std::string& day) {
    const auto [known, fresh] = known_.try_emplace(day, otherwise_);
    if (!fresh) return known->second;
    const auto found = reports::standard_in_force(*impl_.store, name_, Day::of(day).value_or(Day{}));
    if (found && found->number) known->second = Decimal::of(found->value);
    return known->second;
  }

 private:
  Client::Impl& impl_;
  const std::string name_;
  const Decimal otherwise_;
  std::map<std::string, Decimal> known_;
};

std::string day_of(const sqlite::Query& row, int column, const std::string& today) {
  return row.text(column).empty() ? today : std::string(row.text(column));
}

bool has(Client::Impl& impl, const char* type) { return impl.store->registry().type(type) != nullptr; }

}  // namespace

// Beside one of an earlier day; of one day the id decides, the same on every device.
void find_repeated_quotations(Client::Impl& impl, const std::string& today, std::vector<RuleFinding>& out) {
  if (!has(impl, "quotation")) return;
  auto rows = store::prepared(impl.store->database(), "SELECT id, tender_item, quoted_on FROM " +
                                                          impl.store->shown().table("quotation") +
                                                          " WHERE tender_item IS NOT NULL AND " + tables::is_shown() +
                                                          " ORDER BY tender_item, "
                                                          "coalesce(quoted_on, '9999'), id");
  Standard per_item(impl, "quotation.per_item", 1);
  std::string item, first;
  while (store::next(rows)) {
    const std::string id(rows.text(0));
    if (rows.text(1) != item) {
      item = rows.text(1);
      first = id;
      continue;
    }
    if (per_item.on(day_of(rows, 2, today)) != 1) continue;
    out.push_back({"quotation", id, "tender_item", "once", "its item has another quotation: " + first,
                   "Delete the one that was not handed in, or let head office set the standard quotation.per_item"});
  }
}

void find_faulty_approvals(Client::Impl& impl, const std::string& today, std::vector<RuleFinding>& out) {
  if (!has(impl, "project_declaration")) return;
  auto rows =
      store::prepared(impl.store->database(), "SELECT id, fields_checked, fields_wrong, declared_on FROM " +
                                                  impl.store->shown().table("project_declaration") +
                                                  " WHERE approval = 'approved' AND ifnull(needs_authorisation, 1) AND "
                                                  "ifnull(override_reason, '') = '' AND " +
                                                  tables::is_shown() + " ORDER BY id");
  Standard error_max(impl, "declaration.error_max", 20);
  while (store::next(rows)) {
    domain::DeclarationRules rules;
    rules.error_max = error_max.on(day_of(rows, 3, today));
    const auto verdict = domain::judge({rows.integer(1), rows.integer(2), true, true, true, true}, rules);
    for (const domain::Refusal reason : verdict.reasons)
      if (reason == domain::Refusal::TooManyErrors)
        out.push_back({"project_declaration", std::string(rows.text(0)), "fields_wrong", "errors",
                       "it is approved although " + verdict.error_rate.value_or(Decimal()).text(2) +
                           " % of the points checked are wrong, at most " + rules.error_max.text() + " % may be",
                       "Take the approval back, or let head office give override_reason"});
  }
}

}  // namespace keybook::client
