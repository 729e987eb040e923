// Reports: brings the kept figures up to date where records changed, then computes from one consistent state.
#include "reports/arguments.h"
#include "reports/catalogue.h"
#include "usecases/impl.h"

namespace keybook::client {

base::Result<reports::Report> Client::report(const std::string& name,
                                             const std::map<std::string, std::string>& parameters) {
  return base::caught([&] {
    const reports::Definition& definition = reports::need_report(name);
    const reports::LocalDays days(impl_->environment.zone);
    const auto today = days.of_ms(impl_->environment.clock.wall_ms());
    // A wrong parameter is told before anything is computed.
    const reports::Arguments given(definition, parameters, today);
    reports::Facts facts(*impl_->store, days);
    if (definition.due_list && given.as_of() == today) facts.want_due(today);
    if (base::need(impl_->read([&] { return facts.stale(); }))) base::need(impl_->write([&] { facts.refresh(); }));
    return base::need(
        impl_->read([&] { return reports::compute(definition, *impl_->store, facts, parameters, days, today); }));
  });
}

}  // namespace keybook::client
