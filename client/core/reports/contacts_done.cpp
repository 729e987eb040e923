#include "reports/contacts_done.h"

#include <algorithm>

namespace keybook::client::reports {

using domain::Day;
using store::next;

const Label counting_rule = {
    "上门标准计上门和高层互访；当面标准另计来访、展会、培训；电话标准计电话、视频、微信。没有方式的拜访算上门；未见到和"
    "已取消的不算。",
    "On-site standards count visits and executive visits; face-to-face ones also visits here, fairs and trainings; "
    "phone ones "
    "calls, video and messages. A visit without a kind is one on site; nobody met and cancelled do not count."};

namespace {

bool counts_for(ContactKind visit, const std::string& standard) {
  const bool there = visit == ContactKind::OnSite || visit == ContactKind::Executive;
  if (standard == "上门") return there;
  if (standard == "当面") return there || visit == ContactKind::Face;
  if (standard == "电话") return visit == ContactKind::Phone;
  if (standard == "高层互访") return visit == ContactKind::Executive;
  return false;
}

}  // namespace

ContactsDone::ContactsDone(Run& run, const domain::Period& visits) : run_(run), visits_(run.accounts().size()) {
  read_standards();
  read_grades();
  read_visits(visits);
}

void ContactsDone::read_standards() {
  if (!run_.has_type("visit_standard")) return;
  auto rows = run_.query(
      "SELECT grade, contact_kind, count, period, valid_from, valid_to, duration_min, weight FROM {visit_standard} "
      "WHERE NOT "
      "{visit_standard.gone} AND NOT coalesce(per_person, 0) AND count > 0 ORDER BY grade, contact_kind, valid_from, "
      "id");
  std::int64_t unknown = 0;
  while (next(rows)) {
    const auto cycle = domain::cycle_named(rows.text(3));
    const auto from = run_.day(rows.text(4));
    if (!cycle || !from || std::string_view(rows.text(1)) == "survey") {
      unknown += rows.text(1) == "survey" ? 0 : 1;
      continue;
    }
    InForce one;
    one.standard = {std::string(rows.text(0)), std::string(rows.text(1)), static_cast<int>(rows.integer(2)), *cycle};
    one.from = *from;
    one.until = run_.day(rows.text(5)).value_or(Day{INT32_MAX});
    one.duration_min = rows.integer(6);
    if (const auto weight = domain::Decimal::parse(rows.text(7))) one.weight = *weight;
    standards_.push_back(std::move(one));
  }
  run_.leave_out({"按日的标准，不按客户计算", "standards per day, which are not counted by account"}, unknown);
  if (standards_.empty())
    run_.note({"没有拜访标准：总部在“拜访标准”里设定",
               "there are no visit standards: head office sets them as records of type visit_standard"});
}

void ContactsDone::read_grades() {
  if (!run_.has_type("account_grade")) return;
  auto rows = run_.query(
      "SELECT account, grade, valid_from, valid_to FROM {account_grade} WHERE NOT {account_grade.gone} AND approval = "
      "'approved' AND grade IS NOT NULL AND valid_from IS NOT NULL ORDER BY account, valid_from, id");
  while (next(rows))
    if (const std::size_t at = run_.account_of(rows.text(0)); at != Run::none)
      grades_[at].push_back(
          {*run_.day(rows.text(2)), run_.day(rows.text(3)).value_or(Day{INT32_MAX}), std::string(rows.text(1))});
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

std::vector<const InForce*> ContactsDone::standards_for(const std::string& grade, Day day) const {
  std::vector<const InForce*> out;
  for (const InForce& one : standards_) {
    if (one.standard.grade != grade || day < one.from || day > one.until) continue;
    // Of one kind the latest stands.
    if (!out.empty() && out.back()->standard.kind == one.standard.kind)
      out.back() = &one;
    else
      out.push_back(&one);
  }
  return out;
}

const std::string& ContactsDone::grade_of(std::size_t account, Day day) const {
  const std::string* grade = &run_.accounts()[account].grade;
  if (const auto found = grades_.find(account); found != grades_.end())
    for (const Graded& one : found->second)
      if (day >= one.from && day <= one.until) grade = &one.grade;
  return *grade;
}

std::vector<Day> ContactsDone::days(std::size_t account, const std::string& kind) const {
  std::vector<Day> out;
  for (const ContactDay& visit : visits_[account])
    if (counts_for(visit.kind, kind)) out.push_back(visit.day);
  return out;
}

std::optional<Day> ContactsDone::last(std::size_t account, const std::string& kind) const {
  const auto all = days(account, kind);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

}  // namespace keybook::client::reports
