// What came of targets that are no sums of sales: collection, visits, customers won, kept, on the list, satisfaction.
// What a year holds is read once, however many targets it has. Internal to this folder. Threads: as the database.
// Items: 11.24, 10.25, 5.17, 13.09. Errors: base::Failure.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "reports/run.h"

namespace keybook::client::reports {

// Whether a metric is one of these.
[[nodiscard]] bool is_target_figure(const std::string& metric);

class TargetFigures {
 public:
  // Targets of periods within the year.
  TargetFigures(Run& run, const domain::Period& year) : run_(run), year_(year) {}

  // Over the accounts of `chosen` (by index). none: nothing was recorded that could say it.
  [[nodiscard]] std::optional<domain::Decimal> of(const std::string& metric, const domain::Period& period,
                                                  const std::vector<bool>& chosen);

 private:
  using Chosen = std::vector<bool>;
  using Figure = std::optional<domain::Decimal>;
  struct Entry {
    std::size_t account = 0;
    domain::Day day;
    std::string amount, currency;  // of payments
    std::int64_t mark = 0;         // of surveys
    std::optional<Figure> own;     // the payment in the report's currency, once asked for
  };
  using Entries = std::vector<Entry>;
  [[nodiscard]] Figure visits(const domain::Period& period, const Chosen& chosen);
  [[nodiscard]] Figure collection(const domain::Period& period, const Chosen& chosen);
  [[nodiscard]] Figure buyers(const domain::Period& period, const Chosen& chosen, bool only_new);
  [[nodiscard]] Figure kept(const domain::Period& period, const Chosen& chosen);
  [[nodiscard]] Figure key_accounts(const domain::Period& period, const Chosen& chosen);
  [[nodiscard]] Figure satisfaction(const domain::Period& period, const Chosen& chosen);
  void take(Entries& into, std::string_view account, std::string_view at, Entry entry);
  [[nodiscard]] const Entries& read_visits();
  [[nodiscard]] Entries& read_payments();
  [[nodiscard]] const Entries& read_surveys();
  // Orders of each account in a period.
  [[nodiscard]] const std::vector<Sums>& sales_of(const domain::Period& period);
  [[nodiscard]] const std::set<std::size_t>& listed_on(const std::string& day);

  Run& run_;
  domain::Period year_;
  std::optional<Entries> visits_, payments_, surveys_;
  std::map<std::pair<domain::Day, domain::Day>, std::vector<Sums>> sales_;
  std::map<std::string, std::set<std::size_t>> listed_;
};

}  // namespace keybook::client::reports
