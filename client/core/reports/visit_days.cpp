#include "reports/visit_days.h"

#include <algorithm>

#include "reports/change_triggers.h"
#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using store::next;
using store::prepared;

namespace {

ContactKind kind_of(std::string_view kind) {
  if (kind.empty() || kind == "上门") return ContactKind::OnSite;
  if (kind == "高层互访") return ContactKind::Executive;
  if (kind == "来访" || kind == "展会" || kind == "培训") return ContactKind::Face;
  if (kind == "电话" || kind == "视频" || kind == "微信") return ContactKind::Phone;
  return ContactKind::Other;
}

bool counts_for(ContactKind visit, const std::string& standard) {
  const bool there = visit == ContactKind::OnSite || visit == ContactKind::Executive;
  if (standard == "上门") return there;
  if (standard == "当面") return there || visit == ContactKind::Face;
  if (standard == "电话") return visit == ContactKind::Phone;
  if (standard == "高层互访") return visit == ContactKind::Executive;
  return false;
}

// Four bytes each, lowest first: the day times eight, and the kind.
constexpr int bytes_per_day = 4;
constexpr std::uint32_t kinds_max = 8;

std::string packed(const std::vector<ContactDay>& days) {
  std::string out;
  for (const ContactDay& one : days) {
    const std::uint32_t word =
        static_cast<std::uint32_t>(one.day.number) * kinds_max + static_cast<std::uint32_t>(one.kind);
    for (int i = 0; i < bytes_per_day; ++i) out += static_cast<char>(word >> (8 * i) & 0xFF);
  }
  return out;
}

void unpack(std::string_view bytes, std::vector<ContactDay>& out) {
  out.clear();
  for (std::size_t at = 0; at + bytes_per_day <= bytes.size(); at += bytes_per_day) {
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < bytes_per_day; ++i)
      word |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    const auto kind = static_cast<ContactKind>(word % kinds_max);
    out.push_back(
        {{(static_cast<std::int32_t>(word) - static_cast<std::int32_t>(kind)) / static_cast<std::int32_t>(kinds_max)},
         kind});
  }
}

}  // namespace

std::vector<Day> days_that_count(const std::vector<ContactDay>& contacts, const std::string& kind) {
  std::vector<Day> out;
  for (const ContactDay& one : contacts)
    if (counts_for(one.kind, kind)) out.push_back(one.day);
  return out;
}

void VisitDays::make() {
  base::need(store_.database().exec(
      "DROP TABLE IF EXISTS visit_days; DROP TABLE IF EXISTS visit_dirty; CREATE TABLE visit_days(account TEXT PRIMARY "
      "KEY, days BLOB) WITHOUT ROWID; CREATE TABLE visit_dirty(account TEXT PRIMARY KEY) WITHOUT ROWID;" +
      change_triggers("visit_days", store_.shown().table("visit"), "account, _flags, visited_at, kind, outcome",
                      noted_in("visit_dirty"), "DELETE FROM visit_days WHERE account = OLD.account;")));
  auto rows = prepared(store_.database(), visits(""));
  read(rows);
}

bool VisitDays::stale() {
  auto row = prepared(store_.database(), "SELECT 1 FROM visit_dirty LIMIT 1");
  return next(row);
}

std::vector<std::string> VisitDays::refresh() {
  std::vector<std::string> accounts;
  auto dirty = prepared(store_.database(), "SELECT account FROM visit_dirty");
  while (next(dirty)) accounts.emplace_back(dirty.text(0));
  for (const std::string& account : accounts) {
    store::run(store_.database(), "DELETE FROM visit_days WHERE account = ?", account);
    auto rows = prepared(store_.database(), visits(" AND account = ?"), account);
    read(rows);
  }
  store::run(store_.database(), "DELETE FROM visit_dirty");
  return accounts;
}

// Nobody met and cancelled count for nothing.
std::string VisitDays::visits(const std::string& condition) const {
  return "SELECT account, visited_at, kind FROM " + store_.shown().table("visit") +
         " WHERE visited_at IS NOT NULL AND " + tables::is_shown() +
         " AND coalesce(outcome, '') NOT IN ('未见到', '已取消')" + condition + " ORDER BY account";
}

void VisitDays::read(sqlite::Query& rows) {
  std::string account;
  std::vector<ContactDay> days;
  while (next(rows)) {
    if (rows.text(0) != account) {
      write(account, days);
      account = rows.text(0);
    }
    if (const auto day = days_.of(rows.text(1))) days.push_back({*day, kind_of(rows.text(2))});
  }
  write(account, days);
}

void VisitDays::write(const std::string& account, std::vector<ContactDay>& days) {
  if (days.empty()) return;
  std::sort(days.begin(), days.end());
  const std::string bytes = packed(days);
  auto add = prepared(store_.database(), "INSERT INTO visit_days VALUES(?, ?)", account);
  add.bind_blob(bytes);
  base::need(add.run());
  days.clear();
}

void VisitDays::each(const std::function<void(std::string_view, const std::vector<ContactDay>&)>& take) {
  std::vector<ContactDay> days;
  auto rows = prepared(store_.database(), "SELECT account, days FROM visit_days ORDER BY account");
  while (next(rows)) {
    unpack(rows.text(1), days);
    take(rows.text(0), days);
  }
}

std::vector<ContactDay> VisitDays::of(const std::string& account) {
  std::vector<ContactDay> days;
  auto row = prepared(store_.database(), "SELECT days FROM visit_days WHERE account = ?", account);
  if (next(row)) unpack(row.text(0), days);
  return days;
}

}  // namespace keybook::client::reports
