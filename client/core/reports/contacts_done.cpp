#include "reports/contacts_done.h"

#include <algorithm>

namespace keybook::client::reports {

using domain::Day;

const Label counting_rule = {
    "上门标准计上门和高层互访；当面标准另计来访、展会、培训；电话标准计电话、视频、微信。没有方式的拜访算上门；未见到和"
    "已取消的不算。",
    "On-site standards count visits and executive visits; face-to-face ones also visits here, fairs and trainings; "
    "phone ones "
    "calls, video and messages. A visit without a kind is one on site; nobody met and cancelled do not count."};

void note_standards(Run& run, const VisitStandards& standards) {
  run.leave_out({"按日的标准，不按客户计算", "standards per day, which are not counted by account"},
                standards.per_day());
  if (standards.all().empty())
    run.note({"没有拜访标准：总部在“拜访标准”里设定",
              "there are no visit standards: head office sets them as records of type visit_standard"});
}

ContactsDone::ContactsDone(Run& run, const domain::Period& visits)
    : run_(run), standards_(run.store(), run.days()), grades_(run.store(), run.days()), visits_(run.accounts().size()) {
  note_standards(run, standards_);
  grades_.read();
  read_visits(visits);
}

// Both lists are by id.
void ContactsDone::read_visits(const domain::Period& period) {
  const auto& accounts = run_.accounts();
  std::size_t at = 0;
  run_.visit_days().each([&](std::string_view account, const std::vector<ContactDay>& days) {
    while (at < accounts.size() && accounts[at].id < account) ++at;
    if (at == accounts.size() || accounts[at].id != account) return;
    const auto from = std::lower_bound(days.begin(), days.end(), ContactDay{period.from, ContactKind::OnSite}),
               until = std::lower_bound(from, days.end(), ContactDay{period.until + 1, ContactKind::OnSite});
    visits_[at].assign(from, until);
  });
}

const std::string& ContactsDone::grade_of(std::size_t account, Day day) const {
  return grades_.of(run_.accounts()[account].id, run_.accounts()[account].grade, day);
}

std::optional<Day> ContactsDone::last(std::size_t account, const std::string& kind) const {
  const auto all = days(account, kind);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

}  // namespace keybook::client::reports
