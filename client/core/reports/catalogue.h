// Which reports there are. Threads: immutable after the first call, which may come from any thread.
#pragma once

#include <memory>

#include "reports/facts.h"
#include "reports/report.h"

namespace keybook::client::reports {

[[nodiscard]] const std::vector<Definition>& catalogue();            // in the order in which people are shown them
[[nodiscard]] const Definition& need_report(std::string_view name);  // Usage thrown, naming those there are

// Computes one from the store, inside a transaction of the caller; `facts` must not be stale. Days are those of `days`.
[[nodiscard]] Report compute(const Definition& definition, store::Store& store, Facts& facts,
                             const std::map<std::string, std::string>& parameters, const LocalDays& days,
                             domain::Day today);

// The families; each file declares its own.
[[nodiscard]] std::vector<Definition> ranking_reports();
[[nodiscard]] std::vector<Definition> sales_reports();
[[nodiscard]] std::vector<Definition> product_reports();
[[nodiscard]] std::vector<Definition> opportunity_reports();
[[nodiscard]] std::vector<Definition> visit_reports();
[[nodiscard]] std::vector<Definition> people_reports();
[[nodiscard]] std::vector<Definition> service_reports();
[[nodiscard]] std::vector<Definition> plan_reports();
[[nodiscard]] std::vector<Definition> profit_reports();
[[nodiscard]] std::vector<Definition> rhythm_reports();
[[nodiscard]] std::vector<Definition> field_reports();

}  // namespace keybook::client::reports
