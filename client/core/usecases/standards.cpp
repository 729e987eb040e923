// Standards, and what records break by the rules of their declarations.
#include <algorithm>

#include "domain/standards/defaults.h"
#include "schema/validate.h"
#include "tables/condition.h"
#include "usecases/eligibility.h"
#include "usecases/return_rules.h"
#include "usecases/rule_facts.h"
#include "usecases/tender_findings.h"

namespace keybook::client {

namespace {

// What single records break: missing values, dates in the wrong order, values past their bounds.
void single_findings(Client::Impl& impl, const schema::Type& type, std::vector<RuleFinding>& out) {
  auto rows = store::prepared(impl.store->database(), "SELECT id FROM " + impl.store->shown().table(type.name) +
                                                          " WHERE " + tables::is_shown() + " ORDER BY id");
  while (store::next(rows)) {
    const auto state = impl.store->shown().read(type.name, rows.text(0));
    if (!state) continue;
    const Record record = impl.record_of(*state);
    const auto found =
        schema::findings(type, [&](const schema::Field& field) { return record.fields.value(field.name, Value()); });
    for (const schema::Finding& one : found)
      out.push_back({type.name, record.id, one.field, one.rule, one.message, "Change " + one.field});
  }
}

}  // namespace

base::Result<std::vector<RuleFinding>> Client::rule_findings(const std::string& day,
                                                             const std::vector<std::string>& types) {
  return impl_->read([&] {
    std::vector<RuleFinding> out;
    for (const std::string& name : types) static_cast<void>(impl_->type(name));
    for (const schema::Type& type : impl_->store->registry().types()) {
      const bool asked = std::find(types.begin(), types.end(), type.name) != types.end();
      if (!types.empty() && !asked) continue;
      if (asked) single_findings(*impl_, type, out);
      if (domain::findings::fields_of(type).empty()) continue;
      for (const auto& one : domain::findings::findings(type, rule_facts(*impl_, type), day))
        out.push_back({one.type, one.record, one.field, one.rule, one.message, one.remedy});
    }
    const auto wanted = [&](const char* type) {
      return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
    };
    if (wanted("tender_item")) find_ineligible(*impl_, day, out);
    if (wanted("order_line")) find_stray_returns(*impl_, out);
    if (wanted("quotation")) find_repeated_quotations(*impl_, day, out);
    if (wanted("project_declaration")) find_faulty_approvals(*impl_, day, out);
    return out;
  });
}

base::Result<Installed> Client::install_standards() {
  return impl_->write([&] {
    const std::string role = impl_->device().role;
    if (role != "head-office" && role != "admin")
      fail_at(base::ErrorCode::NoRight, "only head office installs standards", {}, "Ask somebody at head office");
    Installed done;
    std::vector<Edit> edits;
    for (domain::standards::Default& one : domain::standards::defaults()) {
      // Also one that somebody deleted stays as it is: head office decided so.
      if (impl_->store->shown().contains(one.type, one.id)) {
        ++done.kept;
        continue;
      }
      Edit edit;
      edit.op = record::Op::Create;
      edit.type = std::move(one.type);
      edit.id = std::move(one.id);
      edit.fields = std::move(one.fields);
      edits.push_back(std::move(edit));
    }
    done.created = edits.size();
    if (!edits.empty()) static_cast<void>(impl_->save(edits));
    return done;
  });
}

}  // namespace keybook::client
