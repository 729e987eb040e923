#include "reports/target_figures.h"

#include <algorithm>

#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using domain::Period;
using store::next;

// ---- what is read, once

void TargetFigures::take(Entries& into, std::string_view account, std::string_view at, Entry entry) {
  const auto day = run_.day(at);
  entry.account = run_.account_of(account);
  if (entry.account == Run::none || !day || !year_.holds(*day)) return;
  entry.day = *day;
  into.push_back(std::move(entry));
}

const TargetFigures::Entries& TargetFigures::read_visits() {
  if (visits_) return *visits_;
  visits_.emplace();
  auto rows = run_.query(
      "SELECT account, visited_at FROM {visit} WHERE visited_at >= ? AND visited_at < ? AND NOT {visit.gone} AND "
      "coalesce(outcome, '') NOT IN ('未见到', '已取消')");
  const std::string from = run_.start(year_.from), until = run_.start(year_.until + 1);
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(rows)) take(*visits_, rows.text(0), rows.text(1), {});
  return *visits_;
}

TargetFigures::Entries& TargetFigures::read_payments() {
  if (payments_) return *payments_;
  payments_.emplace();
  auto rows = run_.query(
      "SELECT account, received_on, received_amount, coalesce(received_currency, currency) FROM {payment} WHERE "
      "received_on >= ? AND received_on <= ? AND received_amount IS NOT NULL AND NOT {payment.gone}");
  const std::string from = year_.from.iso(), until = year_.until.iso();
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(rows)) {
    Entry entry;
    entry.amount = rows.text(2);
    entry.currency = rows.text(3);
    take(*payments_, rows.text(0), rows.text(1), std::move(entry));
  }
  return *payments_;
}

const TargetFigures::Entries& TargetFigures::read_surveys() {
  if (surveys_) return *surveys_;
  surveys_.emplace();
  auto rows = run_.query(
      "SELECT account, answered_on, score FROM {survey} WHERE answered_on >= ? AND answered_on <= ? AND score IS NOT "
      "NULL AND NOT {survey.gone}");
  const std::string from = year_.from.iso(), until = year_.until.iso();
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(rows)) {
    Entry entry;
    entry.mark = rows.integer(2);
    take(*surveys_, rows.text(0), rows.text(1), std::move(entry));
  }
  return *surveys_;
}

const std::vector<Sums>& TargetFigures::sales_of(const Period& period) {
  const auto [found, made] = sales_.try_emplace({period.from, period.until});
  if (made) found->second = run_.sales_by_account(period);
  return found->second;
}

// Accounts on a list of key accounts that is in force on a day.
const std::set<std::size_t>& TargetFigures::listed_on(const std::string& day) {
  const auto [found, made] = listed_.try_emplace(day);
  if (!made) return found->second;
  auto rows = run_.query(
      "SELECT e.account FROM {key_list_entry} e JOIN {key_list} l ON l.id = e.list WHERE l.valid_from <= ? AND "
      "coalesce(l.valid_to, '9999') >= ? AND coalesce(e.valid_from, l.valid_from) <= ? AND coalesce(e.valid_to, "
      "'9999') >= ? AND coalesce(e.approval, '') <> 'declined' AND " +
      tables::is_shown("e") + " AND " + tables::is_shown("l"));
  for (int i = 0; i < 4; ++i) rows.bind(std::string_view(day));
  while (next(rows))
    if (const std::size_t at = run_.account_of(rows.text(0)); at != Run::none) found->second.insert(at);
  return found->second;
}

// ---- the figures

TargetFigures::Figure TargetFigures::visits(const Period& period, const Chosen& chosen) {
  const Entries& all = read_visits();
  return Decimal(std::count_if(all.begin(), all.end(),
                               [&](const Entry& one) { return chosen[one.account] && period.holds(one.day); }));
}

TargetFigures::Figure TargetFigures::collection(const Period& period, const Chosen& chosen) {
  if (!run_.has_type("payment")) return std::nullopt;
  Decimal sum;
  for (Entry& one : read_payments()) {
    if (!chosen[one.account] || !period.holds(one.day)) continue;
    // Once: what has no rate is left out and counted there.
    if (!one.own) one.own = run_.in_own(one.amount, one.currency);
    sum += one.own->value_or(Decimal());
  }
  return sum;
}

// Accounts that bought in the period: those that had not before, or those of a type.
TargetFigures::Figure TargetFigures::buyers(const Period& period, const Chosen& chosen, bool only_new) {
  const auto& now = sales_of(period);
  const auto* before = only_new ? &sales_of({Day::of(1, 1, 1), period.from - 1}) : nullptr;
  std::int64_t count_of = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const bool counts = before != nullptr ? (*before)[i].orders == 0 : run_.accounts()[i].type == "经销商";
    count_of += chosen[i] && now[i].orders > 0 && counts ? 1 : 0;
  }
  return Decimal(count_of);
}

// Of those that bought in the period before, how many bought again, percent.
TargetFigures::Figure TargetFigures::kept(const Period& period, const Chosen& chosen) {
  const auto &now = sales_of(period), &before = sales_of(period.before());
  std::int64_t had = 0, have = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!chosen[i] || before[i].orders == 0) continue;
    ++had;
    have += now[i].orders > 0 ? 1 : 0;
  }
  return domain::percent(have, had);
}

// At the end of the period.
TargetFigures::Figure TargetFigures::key_accounts(const Period& period, const Chosen& chosen) {
  if (!run_.has_type("key_list_entry") || !run_.has_type("key_list")) return std::nullopt;
  const auto& listed = listed_on(std::min(period.until, run_.as_of()).iso());
  return Decimal(std::count_if(listed.begin(), listed.end(), [&](std::size_t at) { return chosen[at]; }));
}

TargetFigures::Figure TargetFigures::satisfaction(const Period& period, const Chosen& chosen) {
  if (!run_.has_type("survey")) return std::nullopt;
  std::int64_t sum = 0, marks = 0;
  for (const Entry& one : read_surveys()) {
    if (!chosen[one.account] || !period.holds(one.day)) continue;
    sum += one.mark;
    ++marks;
  }
  return domain::divided(sum, marks, 2);
}

bool is_target_figure(const std::string& metric) {
  static const std::set<std::string> known = {"visits",       "collection", "new_accounts", "dealers",
                                              "key_accounts", "loyalty",    "satisfaction"};
  return known.contains(metric);
}

TargetFigures::Figure TargetFigures::of(const std::string& metric, const Period& period, const Chosen& chosen) {
  if (metric == "visits") return visits(period, chosen);
  if (metric == "collection") return collection(period, chosen);
  if (metric == "new_accounts") return buyers(period, chosen, true);
  if (metric == "dealers") return buyers(period, chosen, false);
  if (metric == "key_accounts") return key_accounts(period, chosen);
  if (metric == "loyalty") return kept(period, chosen);
  return satisfaction(period, chosen);
}

}  // namespace keybook::client::reports
