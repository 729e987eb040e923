#include "reports/catalogue.h"

#include "reports/run.h"

namespace keybook::client::reports {

const std::vector<Definition>& catalogue() {
  static const std::vector<Definition> all = [] {
    std::vector<Definition> out;
    for (const auto family :
         {ranking_reports, sales_reports, product_reports, opportunity_reports, visit_reports, people_reports,
          service_reports, plan_reports, profit_reports, rhythm_reports, field_reports}) {
      std::vector<Definition> some = family();
      out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return out;
  }();
  return all;
}

const Definition& need_report(std::string_view name) {
  std::string names;
  for (const Definition& one : catalogue()) {
    if (one.name == name) return one;
    names += (names.empty() ? "" : ", ") + one.name;
  }
  throw base::Failure({base::ErrorCode::Usage,
                       "there is no report '" + std::string(name) + "'",
                       {},
                       "There are: " + names + ". `keybook report list` says more"});
}

Report compute(const Definition& definition, store::Store& store, Facts& facts,
               const std::map<std::string, std::string>& parameters, const LocalDays& days, domain::Day today) {
  const Arguments arguments(definition, parameters, today, [&store](const std::string& name, domain::Day day) {
    return standard_in_force(store, name, day);
  });
  Report report;
  report.definition = &definition;
  report.parameters = arguments.json();
  report.period = arguments.period();
  report.as_of = arguments.as_of();
  report.time_zone = days.text(report.as_of);
  report.standards = arguments.standards();
  report.columns = definition.columns;
  Run run(store, facts, arguments, days, report);
  definition.compute(run);
  if (report.rows.empty() && report.notes.empty())
    report.notes.push_back({"这段时间、这个范围内没有数据", "there are no data for this period and choice"});
  return report;
}

}  // namespace keybook::client::reports
