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

enum VisitKind : std::int8_t { on_site, executive, face, phone, other };

VisitKind kind_of(std::string_view kind) {
  if (kind.empty() || kind == "上门") return on_site;
  if (kind == "高层互访") return executive;
  if (kind == "来访" || kind == "展会" || kind == "培训") return face;
  if (kind == "电话" || kind == "视频" || kind == "微信") return phone;
  return other;
}

bool counts_for(std::int8_t visit, const std::string& standard) {
  if (standard == "上门") return visit == on_site || visit == executive;
  if (standard == "当面") return visit == on_site || visit == executive || visit == face;
  if (standard == "电话") return visit == phone;
  if (standard == "高层互访") return visit == executive;
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

void ContactsDone::read_visits(const domain::Period& period) {
  const std::string from = run_.start(period.from), until = run_.start(period.until + 1);
  auto rows = run_.query(
      "SELECT account, visited_at, kind FROM {visit} WHERE visited_at >= ? AND visited_at < ? AND NOT {visit.gone} AND "
      "coalesce(outcome, '') NOT IN ('未见到', '已取消')");
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(rows))
    if (const std::size_t at = run_.account_of(rows.text(0)); at != Run::none)
      if (const auto day = run_.day(rows.text(1))) visits_[at].push_back({*day, kind_of(rows.text(2))});
  for (auto& visits : visits_)
    std::sort(visits.begin(), visits.end(), [](const Visit& a, const Visit& b) { return a.day < b.day; });
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
  for (const Visit& visit : visits_[account])
    if (counts_for(visit.kind, kind)) out.push_back(visit.day);
  return out;
}

std::optional<Day> ContactsDone::last(std::size_t account, const std::string& kind) const {
  const auto all = days(account, kind);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

}  // namespace keybook::client::reports
