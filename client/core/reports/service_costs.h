// What serving customers cost: visits, expenses, events, tickets, promotions, incentives, compensations. Internal to
// this folder. Threads: as the database. Items: 11.28, 11.20, 5.35. Errors: base::Failure.
#pragma once

#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

struct ServiceCosts {
  std::vector<domain::Decimal> of_account;           // by index of the account
  std::vector<std::int64_t> visits;                  // too
  std::map<std::string, domain::Decimal> of_source;  // by type of record
  std::int64_t undated = 0;                          // costs that have no day, in no figure
};
// Of a period, in the report's currency; a visit that does not say what it cost counts as `visit_cost`. Declined
// expenses and incentives and cancelled events and visits cost nothing.
[[nodiscard]] ServiceCosts service_costs(Run& run, const domain::Period& period, const domain::Decimal& visit_cost);
[[nodiscard]] Parameter visit_cost_parameter();
// What such a report leaves out: sales without cost, costs without a day, amounts without a rate.
void leave_out_costs(Run& run, const ServiceCosts& costs, const std::vector<Sums>& sales);

}  // namespace keybook::client::reports
