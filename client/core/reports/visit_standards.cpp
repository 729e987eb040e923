#include "reports/visit_standards.h"
#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using store::next;

VisitStandards::VisitStandards(store::Store& store, const LocalDays& days) {
  if (store.registry().type("visit_standard") == nullptr) return;
  auto rows = store::prepared(store.database(),
                              "SELECT grade, contact_kind, count, period, valid_from, valid_to, duration_min, weight "
                              "FROM " +
                                  store.shown().table("visit_standard") + " WHERE " + tables::is_shown() +
                                  " AND NOT coalesce(per_person, 0) AND count > 0 "
                                  "ORDER BY grade, contact_kind, valid_from, id");
  while (next(rows)) {
    const auto cycle = domain::cycle_named(rows.text(3));
    const auto from = days.of(rows.text(4));
    if (!cycle || !from || std::string_view(rows.text(1)) == "survey") {
      per_day_ += rows.text(1) == "survey" ? 0 : 1;
      continue;
    }
    InForce one;
    one.standard = {std::string(rows.text(0)), std::string(rows.text(1)), static_cast<int>(rows.integer(2)), *cycle};
    one.from = *from;
    one.until = days.of(rows.text(5)).value_or(Day{INT32_MAX});
    one.duration_min = rows.integer(6);
    if (const auto weight = domain::Decimal::parse(rows.text(7))) one.weight = *weight;
    all_.push_back(std::move(one));
  }
}

std::vector<const InForce*> VisitStandards::of(const std::string& grade, Day day) const {
  std::vector<const InForce*> out;
  for (const InForce& one : all_) {
    if (one.standard.grade != grade || day < one.from || day > one.until) continue;
    // Of one kind the latest stands.
    if (!out.empty() && out.back()->standard.kind == one.standard.kind)
      out.back() = &one;
    else
      out.push_back(&one);
  }
  return out;
}

std::string DatedGrades::select(const std::string& condition) const {
  return "SELECT account, grade, valid_from, valid_to FROM " + store_.shown().table("account_grade") + " WHERE " +
         tables::is_shown() + " AND approval = 'approved' AND grade IS NOT NULL AND valid_from IS NOT NULL" +
         condition + " ORDER BY account, valid_from, id";
}

void DatedGrades::read() {
  grades_.clear();
  if (store_.registry().type("account_grade") == nullptr) return;
  auto rows = store::prepared(store_.database(), select(""));
  take(rows);
}

void DatedGrades::read(const std::string& account) {
  grades_.clear();
  if (store_.registry().type("account_grade") == nullptr) return;
  auto rows = store::prepared(store_.database(), select(" AND account = ?"), account);
  take(rows);
}

void DatedGrades::take(sqlite::Query& rows) {
  while (next(rows))
    grades_[std::string(rows.text(0))].push_back(
        {*days_.of(rows.text(2)), days_.of(rows.text(3)).value_or(Day{INT32_MAX}), std::string(rows.text(1))});
}

const std::string& DatedGrades::of(const std::string& account, const std::string& has, Day day) const {
  const std::string* grade = &has;
  if (const auto found = grades_.find(account); found != grades_.end())
    for (const Graded& one : found->second)
      if (day >= one.from && day <= one.until) grade = &one.grade;
  return *grade;
}

}  // namespace keybook::client::reports
