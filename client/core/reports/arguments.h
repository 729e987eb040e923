// The parameters of one report as given, checked against its declaration.
// Threads: values. Errors: base::Failure with code Usage, naming the parameter, what it must be and what exists.
#pragma once

#include <map>
#include <optional>

#include "domain/number.h"
#include "reports/report.h"

namespace keybook::client::reports {

class Arguments {
 public:
  // `given`: text by name. `today` stands for as_of where none is given. `standard_of` is asked for the defaults that
  // head office sets, of the last day that is judged: the end of the period, or as of.
  Arguments(const Definition& definition, const std::map<std::string, std::string>& given, domain::Day today,
            const StandardOf& standard_of = {});

  [[nodiscard]] bool has(const std::string& name) const { return !text(name).empty(); }
  [[nodiscard]] const std::string& text(const std::string& name) const;  // empty: not given and no default
  [[nodiscard]] std::int64_t integer(const std::string& name) const;
  [[nodiscard]] domain::Decimal decimal(const std::string& name) const;
  [[nodiscard]] bool flag(const std::string& name) const { return text(name) == "yes"; }
  [[nodiscard]] domain::Cycle cycle(const std::string& name) const;
  // "USD=7.1,EUR=7.8": so many of the report's currency for one of the other.
  [[nodiscard]] std::map<std::string, domain::Decimal> rates(const std::string& name) const;

  [[nodiscard]] domain::Day as_of() const { return as_of_; }
  // From `from`/`until`, or `year`; else the twelve months that end as of.
  [[nodiscard]] domain::Period period() const { return period_; }
  [[nodiscard]] bool chose_period() const { return chose_period_; }  // from, until or year was given
  [[nodiscard]] const std::vector<std::pair<std::string, InForceStandard>>& standards() const { return standards_; }
  [[nodiscard]] Value json() const;  // as used: defaults and period filled in

 private:
  [[nodiscard]] std::string checked(const Parameter& parameter, const std::string& text) const;
  void settle_period(const Definition& definition);
  void take_standards(const Definition& definition, const std::map<std::string, std::string>& given,
                      const StandardOf& standard_of);
  std::string report_;
  std::map<std::string, std::string> texts_;
  domain::Day as_of_;
  domain::Period period_;
  bool chose_period_ = false;
  std::vector<std::pair<std::string, InForceStandard>> standards_;
};

[[noreturn]] void bad_parameter(const std::string& report, const std::string& parameter, const std::string& what,
                                const std::string& remedy);

}  // namespace keybook::client::reports
