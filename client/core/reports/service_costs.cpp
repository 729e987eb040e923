#include "reports/service_costs.h"

namespace keybook::client::reports {

using domain::Decimal;
using store::next;

namespace {

struct CostSource {
  const char* type;
  const char* sql;  // account, amount, currency, day
};
constexpr CostSource cost_sources[] = {
    {"expense",
     "SELECT account, amount, currency, spent_on FROM {expense} WHERE NOT {expense.gone} AND amount IS NOT NULL AND "
     "NOT coalesce(declined, 0) AND coalesce(approval, '') <> 'declined'"},
    {"event",
     "SELECT account, cost, currency, coalesce(held_on, planned_on) FROM {event} WHERE NOT {event.gone} AND cost IS "
     "NOT NULL AND coalesce(state, '') <> 'cancelled'"},
    {"service_ticket",
     "SELECT account, cost, currency, coalesce(done_at, received_at) FROM {service_ticket} WHERE NOT "
     "{service_ticket.gone} AND cost IS NOT NULL"},
    {"promotion",
     "SELECT account, cost_amount, cost_currency, starts_on FROM {promotion} WHERE NOT {promotion.gone} AND "
     "cost_amount IS NOT NULL"},
    {"incentive",
     "SELECT account, amount, currency, granted_on FROM {incentive} WHERE NOT {incentive.gone} AND amount IS NOT NULL "
     "AND coalesce(approval, '') <> 'declined'"},
    {"complaint",
     "SELECT account, compensation, NULL, coalesce(solved_at, reported_at) FROM {complaint} WHERE NOT {complaint.gone} "
     "AND compensation IS NOT NULL"}};

}  // namespace

ServiceCosts service_costs(Run& run, const domain::Period& period, const Decimal& visit_cost) {
  ServiceCosts out;
  out.of_account.resize(run.accounts().size());
  out.visits.resize(run.accounts().size());
  const auto add = [&out](std::size_t account, const char* source, const Decimal& amount) {
    out.of_account[account] += amount;
    out.of_source[source] += amount;
  };
  for (const CostSource& source : cost_sources) {
    if (!run.has_type(source.type)) continue;
    auto rows = run.query(source.sql);
    while (next(rows)) {
      const std::size_t at = run.account_of(rows.text(0));
      const auto day = run.day(rows.text(3));
      out.undated += at != Run::none && !day ? 1 : 0;
      if (at == Run::none || !day || !period.holds(*day)) continue;
      if (const auto amount = run.in_own(rows.text(1), rows.text(2))) add(at, source.type, *amount);
    }
  }
  const bool own = run.has_field("visit", "cost");
  const std::string cost = own ? "cost, currency" : "NULL, NULL", from = run.start(period.from),
                    until = run.start(period.until + 1);
  auto rows = run.query("SELECT account, " + cost +
                        " FROM {visit} WHERE visited_at >= ? AND visited_at < ? AND NOT {visit.gone} AND "
                        "coalesce(outcome, '') <> '已取消'");
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(rows)) {
    const std::size_t at = run.account_of(rows.text(0));
    if (at == Run::none) continue;
    ++out.visits[at];
    add(at, "visit", rows.is_null(1) ? visit_cost : run.in_own(rows.text(1), rows.text(2)).value_or(Decimal()));
  }
  return out;
}

Parameter visit_cost_parameter() {
  return ruled({"visit_cost",
                {"一次拜访的成本（拜访未写费用时）", "what a visit costs, where the visit does not say"},
                Kind::Decimal,
                "0",
                "0",
                ""},
               "visit.cost");
}

void leave_out_costs(Run& run, const ServiceCosts& costs, const std::vector<Sums>& sales) {
  std::int64_t lines = 0, cents = 0;
  for (const Sums& one : sales) {
    lines += one.uncosted_lines;
    cents += one.uncosted_amount;
  }
  run.leave_out({"没有成本的销售，不计入毛利", "sales whose cost is not known, not in the profit"}, lines,
                Decimal::cents(cents).text(2) + " " + run.report().currency);
  run.leave_out({"没有日期的费用", "costs without a day"}, costs.undated);
  run.note_currencies();
  run.note_unread_sales();
}

}  // namespace keybook::client::reports
