// What came of a target that is no sum of sales: collection, visits, customers won, kept, on the list, satisfaction.
// Internal to this folder. Threads: as the database. Items: 11.24, 10.25, 5.17, 13.09. Errors: base::Failure.
#pragma once

#include "reports/run.h"

namespace keybook::client::reports {

// Whether a metric is one of these.
[[nodiscard]] bool is_target_figure(const std::string& metric);
// Over the accounts of `chosen` (by index). none: nothing was recorded that could say it.
[[nodiscard]] std::optional<domain::Decimal> target_figure(Run& run, const std::string& metric,
                                                           const domain::Period& period,
                                                           const std::vector<bool>& chosen);

}  // namespace keybook::client::reports
