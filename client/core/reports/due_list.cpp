#include "reports/due_list.h"

#include <algorithm>

#include "reports/change_triggers.h"
#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using store::next;
using store::prepared;

namespace {

// Of the tables and of how they are computed: another number makes them anew. Behind it the zone and the day.
constexpr const char* due_version = "1";
constexpr const char* due_key = "report_due";

constexpr const char* due_tables = R"sql(
DROP TABLE IF EXISTS visit_due;
DROP TABLE IF EXISTS visit_due_dirty;
CREATE TABLE visit_due(
  by_day INTEGER, account TEXT, position INTEGER, kind TEXT, cycle TEXT, done INTEGER, wanted INTEGER, last INTEGER,
  name TEXT, owner TEXT, territory TEXT, grade TEXT, industry TEXT, type TEXT,
  PRIMARY KEY(by_day, account, position)) WITHOUT ROWID;
CREATE INDEX visit_due_account ON visit_due(account);
CREATE TABLE visit_due_dirty(account TEXT PRIMARY KEY) WITHOUT ROWID;
)sql";

// Stands for all accounts in the list of what changed.
constexpr const char* everybody = "";

std::string note_everybody(const std::string&) {
  return "INSERT INTO visit_due_dirty SELECT '' WHERE NOT EXISTS (SELECT 1 FROM visit_due_dirty WHERE account = '');";
}

// Adds the conditions of a choice to a statement on visit_due and binds them.
class Chosen {
 public:
  explicit Chosen(const DueList::Choice& choice) : until_(choice.until.number) {
    sql_ = " WHERE by_day <= ?";
    is("owner", choice.owner);
    is("grade", choice.grade);
    is("industry", choice.industry);
    is("type", choice.type);
    if (choice.territories.empty()) return;
    sql_ += " AND territory IN (";
    for (const std::string& one : choice.territories) {
      sql_ += texts_.empty() || sql_.ends_with('(') ? "?" : ", ?";
      texts_.push_back(one);
    }
    sql_ += ')';
  }
  [[nodiscard]] const std::string& sql() const { return sql_; }
  void bind(sqlite::Query& query) const {
    query.bind(until_);
    for (const std::string& text : texts_) query.bind(std::string_view(text));
  }

 private:
  void is(const char* column, const std::string& value) {
    if (value.empty()) return;
    sql_ += " AND " + std::string(column) + " = ?";
    texts_.push_back(value);
  }
  std::int64_t until_;
  std::string sql_;
  std::vector<std::string> texts_;
};

}  // namespace

std::vector<DueContact> due_contacts(const VisitStandards& standards, const std::string& grade,
                                     const std::vector<ContactDay>& contacts, Day today) {
  const auto from = std::lower_bound(contacts.begin(), contacts.end(),
                                     ContactDay{DueContact::since(today), ContactKind::OnSite}),
             until = std::lower_bound(from, contacts.end(), ContactDay{today + 1, ContactKind::OnSite});
  const std::vector<ContactDay> of_year(from, until);
  std::vector<DueContact> out;
  for (const InForce* one : standards.of(grade, today)) {
    const auto days = days_that_count(of_year, one->standard.kind);
    const auto last = days.empty() ? std::nullopt : std::optional(days.back());
    if (const auto due = domain::next_due(one->standard, days, last, today)) out.push_back({one, *due, last});
  }
  return out;
}

std::string DueList::version(Day today) const {
  return std::string(due_version) + " " + days_.key() + " " + today.iso();
}

bool DueList::made() { return store_.meta(due_key).starts_with(std::string(due_version) + " "); }

bool DueList::holds(Day today) {
  if (store_.meta(due_key) != version(today)) return false;
  auto row = prepared(store_.database(), "SELECT 1 FROM visit_due_dirty LIMIT 1");
  return !next(row);
}

void DueList::drop() { store_.set_meta(due_key, ""); }

void DueList::changed(const std::vector<std::string>& accounts) {
  if (!made()) return;
  for (const std::string& account : accounts)
    store::run(store_.database(), "INSERT OR IGNORE INTO visit_due_dirty VALUES(?)", account);
}

void DueList::make_triggers() {
  const auto make = [this](const char* name, const std::string& type, const char* columns, const Note& note,
                           const std::string& goes_along = {}) {
    if (store_.registry().type(type) == nullptr) return;
    base::need(store_.database().exec(change_triggers(name, store_.shown().table(type), columns, note, goes_along)));
  };
  make("visit_due_of", "account", "name, owner, territory, grade, industry, type, _flags",
       noted_in("visit_due_dirty", "id", "account"), "DELETE FROM visit_due WHERE account = OLD.id;");
  make("visit_due_grade", "account_grade", "account, grade, approval, valid_from, valid_to, _flags",
       noted_in("visit_due_dirty"));
  make("visit_due_rule", "visit_standard",
       "grade, contact_kind, count, period, valid_from, valid_to, per_person, _flags", note_everybody);
}

void DueList::make() {
  base::need(store_.database().exec(due_tables));
  make_triggers();
}

void DueList::refresh(Day today) {
  bool whole = store_.meta(due_key) != version(today);
  std::vector<std::string> changed;
  if (!whole) {
    auto rows = prepared(store_.database(), "SELECT account FROM visit_due_dirty ORDER BY account");
    while (next(rows)) changed.emplace_back(rows.text(0));
    whole = !changed.empty() && changed.front() == everybody;
  }
  if (whole) {
    make();
    all(today);
    store_.set_meta(due_key, version(today));
    return;
  }
  const VisitStandards standards(store_, days_);
  DatedGrades grades(store_, days_);
  for (const std::string& account : changed) again(account, standards, grades, today);
  store::run(store_.database(), "DELETE FROM visit_due_dirty");
}

std::string DueList::accounts(const std::string& condition) const {
  return "SELECT id, name, owner, territory, grade, industry, type FROM " + store_.shown().table("account") +
         " WHERE " + tables::is_shown() + condition;
}

// Both lists are by id.
void DueList::all(Day today) {
  const VisitStandards standards(store_, days_);
  DatedGrades grades(store_, days_);
  grades.read();
  auto rows = prepared(store_.database(), accounts(" ORDER BY id"));
  const std::vector<ContactDay> never;
  bool more = next(rows);
  const auto judge = [&](const std::vector<ContactDay>& contacts) {
    const auto text = [&](int column) { return std::string(rows.text(column)); };
    const Judged account{text(0), text(1), text(2), text(3), text(4), text(5), text(6)};
    write(account, due_contacts(standards, grades.of(account.id, account.grade, today), contacts, today));
    more = next(rows);
  };
  visits_.each([&](std::string_view account, const std::vector<ContactDay>& contacts) {
    while (more && rows.text(0) < account) judge(never);
    if (more && rows.text(0) == account) judge(contacts);
  });
  while (more) judge(never);
}

void DueList::again(const std::string& account, const VisitStandards& standards, DatedGrades& grades, Day today) {
  store::run(store_.database(), "DELETE FROM visit_due WHERE account = ?", account);
  auto row = prepared(store_.database(), accounts(" AND id = ?"), account);
  if (!next(row)) return;
  const auto text = [&](int column) { return std::string(row.text(column)); };
  const Judged judged{text(0), text(1), text(2), text(3), text(4), text(5), text(6)};
  grades.read(account);
  write(judged, due_contacts(standards, grades.of(account, judged.grade, today), visits_.of(account), today));
}

void DueList::write(const Judged& account, const std::vector<DueContact>& due) {
  std::int64_t position = 0;
  for (const DueContact& one : due) {
    auto add = prepared(store_.database(), "INSERT INTO visit_due VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        std::int64_t{one.due.by.number}, account.id, position++, one.standard->standard.kind,
                        domain::name_of(one.standard->standard.cycle), std::int64_t{one.due.done},
                        std::int64_t{one.due.wanted});
    if (one.last)
      add.bind(std::int64_t{one.last->number});
    else
      add.bind_null();
    for (const std::string* text :
         {&account.name, &account.owner, &account.territory, &account.grade, &account.industry, &account.type})
      add.bind(std::string_view(*text));
    base::need(add.run());
  }
}

DueList::Counts DueList::count(const Choice& choice, Day today) {
  const Chosen chosen(choice);
  auto rows = prepared(store_.database(), "SELECT count(*), coalesce(sum(by_day < ?), 0) FROM visit_due" + chosen.sql(),
                       std::int64_t{today.number});
  chosen.bind(rows);
  if (!next(rows)) return {};
  return {rows.integer(0), rows.integer(1)};
}

void DueList::each(const Choice& choice, const std::function<void(const DueRow&)>& take) {
  const Chosen chosen(choice);
  auto rows = prepared(store_.database(),
                       "SELECT account, name, grade, owner, kind, cycle, done, wanted, by_day, last FROM visit_due" +
                           chosen.sql() + " ORDER BY by_day, account, position LIMIT ?");
  chosen.bind(rows);
  rows.bind(choice.top == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(choice.top));
  while (next(rows)) {
    const auto text = [&](int column) { return std::string(rows.text(column)); };
    DueRow row{text(0),         text(1),         text(2),
               text(3),         text(4),         text(5),
               rows.integer(6), rows.integer(7), Day{static_cast<std::int32_t>(rows.integer(8))},
               std::nullopt};
    if (!rows.is_null(9)) row.last = Day{static_cast<std::int32_t>(rows.integer(9))};
    take(row);
  }
}

}  // namespace keybook::client::reports
