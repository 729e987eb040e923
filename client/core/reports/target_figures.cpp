#include "reports/target_figures.h"

#include <algorithm>
#include <set>

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using domain::Period;
using store::next;

namespace {

using Chosen = std::vector<bool>;

std::size_t chosen_account(Run& run, std::string_view id, const Chosen& chosen) {
  const std::size_t at = run.account_of(id);
  return at != Run::none && chosen[at] ? at : Run::none;
}

std::optional<Decimal> visits(Run& run, const Period& period, const Chosen& chosen) {
  auto rows = run.query(
      "SELECT account FROM {visit} WHERE visited_at >= ? AND visited_at < ? AND NOT {visit.gone} AND coalesce(outcome, "
      "'') NOT IN ('未见到', '已取消')");
  const std::string from = run.start(period.from), until = run.start(period.until + 1);
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  std::int64_t count_of = 0;
  while (next(rows)) count_of += chosen_account(run, rows.text(0), chosen) != Run::none ? 1 : 0;
  return Decimal(count_of);
}

std::optional<Decimal> collection(Run& run, const Period& period, const Chosen& chosen) {
  if (!run.has_type("payment")) return std::nullopt;
  auto rows = run.query(
      "SELECT account, received_amount, coalesce(received_currency, currency) FROM {payment} WHERE received_on >= ? "
      "AND "
      "received_on <= ? AND received_amount IS NOT NULL AND NOT {payment.gone}");
  const std::string from = period.from.iso(), until = period.until.iso();
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  Decimal sum;
  while (next(rows))
    if (chosen_account(run, rows.text(0), chosen) != Run::none)
      sum += run.in_own(rows.text(1), rows.text(2)).value_or(Decimal());
  return sum;
}

// Accounts that bought in the period: those that had not before, or those of a type.
std::optional<Decimal> buyers(Run& run, const Period& period, const Chosen& chosen, bool only_new) {
  const auto now = run.sales_by_account(period), before = run.sales_by_account({Day::of(1, 1, 1), period.from - 1});
  std::int64_t count_of = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const bool counts = only_new ? before[i].orders == 0 : run.accounts()[i].type == "经销商";
    count_of += chosen[i] && now[i].orders > 0 && counts ? 1 : 0;
  }
  return Decimal(count_of);
}

// Of those that bought in the period before, how many bought again, percent.
std::optional<Decimal> kept(Run& run, const Period& period, const Chosen& chosen) {
  const auto now = run.sales_by_account(period), before = run.sales_by_account(period.before());
  std::int64_t had = 0, have = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (!chosen[i] || before[i].orders == 0) continue;
    ++had;
    have += now[i].orders > 0 ? 1 : 0;
  }
  return domain::percent(have, had);
}

// Accounts on a list of key accounts that is in force at the end of the period.
std::optional<Decimal> key_accounts(Run& run, const Period& period, const Chosen& chosen) {
  if (!run.has_type("key_list_entry") || !run.has_type("key_list")) return std::nullopt;
  auto rows = run.query(
      "SELECT e.account FROM {key_list_entry} e JOIN {key_list} l ON l.id = e.list WHERE l.valid_from <= ? AND "
      "coalesce(l.valid_to, '9999') >= ? AND coalesce(e.valid_from, l.valid_from) <= ? AND coalesce(e.valid_to, "
      "'9999') "
      ">= ? AND coalesce(e.approval, '') <> 'declined' AND NOT (e._flags & 33) AND NOT (l._flags & 33)");
  const std::string day = std::min(period.until, run.as_of()).iso();
  for (int i = 0; i < 4; ++i) rows.bind(std::string_view(day));
  std::set<std::size_t> found;
  while (next(rows))
    if (const std::size_t at = chosen_account(run, rows.text(0), chosen); at != Run::none) found.insert(at);
  return Decimal(static_cast<std::int64_t>(found.size()));
}

std::optional<Decimal> satisfaction(Run& run, const Period& period, const Chosen& chosen) {
  if (!run.has_type("survey")) return std::nullopt;
  auto rows = run.query(
      "SELECT account, score FROM {survey} WHERE answered_on >= ? AND answered_on <= ? AND score IS NOT NULL AND NOT "
      "{survey.gone}");
  const std::string from = period.from.iso(), until = period.until.iso();
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  std::int64_t sum = 0, marks = 0;
  while (next(rows)) {
    if (chosen_account(run, rows.text(0), chosen) == Run::none) continue;
    sum += rows.integer(1);
    ++marks;
  }
  return domain::divided(sum, marks, 2);
}

}  // namespace

bool is_target_figure(const std::string& metric) {
  static const std::set<std::string> known = {"visits",       "collection", "new_accounts", "dealers",
                                              "key_accounts", "loyalty",    "satisfaction"};
  return known.contains(metric);
}

std::optional<Decimal> target_figure(Run& run, const std::string& metric, const Period& period, const Chosen& chosen) {
  if (metric == "visits") return visits(run, period, chosen);
  if (metric == "collection") return collection(run, period, chosen);
  if (metric == "new_accounts") return buyers(run, period, chosen, true);
  if (metric == "dealers") return buyers(run, period, chosen, false);
  if (metric == "key_accounts") return key_accounts(run, period, chosen);
  if (metric == "loyalty") return kept(run, period, chosen);
  return satisfaction(run, period, chosen);
}

}  // namespace keybook::client::reports
