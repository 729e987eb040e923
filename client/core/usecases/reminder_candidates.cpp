#include "usecases/reminder_candidates.h"

#include <algorithm>

#include "domain/reminders/rules.h"
#include "tables/condition.h"

namespace keybook::client {

using domain::reminders::day_of;
using domain::reminders::Due;
using domain::reminders::LunarDay;
using domain::reminders::Rule;
using schema::Field;
using schema::Type;

namespace {

constexpr int overdue_days_max = 366;  // what nobody closed in a year reminds of nothing any more
constexpr int window_days = 61;        // of yearly days: leads are at most 60
constexpr int days_default = 7;

std::string column(const std::string& field) { return "t." + sqlite::quoted(field); }

// Values as the column holds them.
std::string stored(const Field& field, const std::string& value) {
  if (field.kind != schema::Kind::Bool) return value;
  return value == "true" ? "1" : "0";
}

std::vector<schema::Closing> closings_of(const Rule& rule) {
  std::vector<schema::Closing> out;
  for (const std::string_view done : {rule.done_1, rule.done_2})
    if (!done.empty()) out.push_back({std::string(done), {}});
  schema::Closing state{std::string(rule.state), {}};
  for (std::size_t at = 1; at < rule.closed.size();) {
    const std::size_t end = rule.closed.find('|', at);
    state.values.emplace_back(rule.closed.substr(at, end - at));
    at = end + 1;
  }
  if (!state.values.empty()) out.push_back(std::move(state));
  return out;
}

const std::string& person_field(const Type& type, const schema::Remind& remind) {
  return remind.person.empty() ? type.handover.person : remind.person;
}

}  // namespace

std::string person_of(Client::Impl& impl, const record::RecordState& state, const std::string& reason) {
  const Type* type = impl.store->registry().type(state.type);
  if (type == nullptr) return {};
  // What belongs to no account reminds everybody, each for himself.
  if (type->scope == schema::Scope::Shared) return impl.device().user;
  std::string name;
  if (const Rule* rule = domain::reminders::rule_named(reason); rule != nullptr) name = rule->person;
  const Field* field = type->field(reason);
  if (field != nullptr && field->remind) name = person_field(*type, *field->remind);
  if (type->name == "care_date") name = "owner";
  if (type->name == "reminder") name = "person";
  const record::FieldState* held = name.empty() ? nullptr : state.field(name);
  return held != nullptr && held->value.is_string() ? held->value.get<std::string>() : std::string();
}

Candidates::Candidates(Client::Impl& impl, const ReminderWish& wish, domain::reminders::Day today)
    : impl_(impl),
      wish_(wish),
      today_(today),
      window_(today, std::max(window_days, wish.ahead + 1)),
      zone_(impl.environment.zone),
      user_(impl.device().user) {}

std::optional<domain::reminders::Day> Candidates::local_day(std::string_view date_or_time) const {
  const auto day = zone_.of(date_or_time);
  return day ? std::optional(domain::reminders::Day(std::chrono::days(day->number))) : std::nullopt;
}

std::vector<Due> Candidates::read() {
  for (const Type& type : impl_.store->registry().types())
    for (const Field& field : type.fields)
      if (field.remind && type.scope != schema::Scope::Shared)
        field.remind->yearly ? yearly(type, field) : dated(type, field);
  ruled();
  care_dates();
  holidays();
  asked_for();
  return std::move(out_);
}

Candidates::Source Candidates::source(const Type& type, const std::string& person,
                                      const std::vector<schema::Closing>& closings, const std::string& needs) const {
  Source source{type, person.empty() ? "NULL" : column(person), "", {}};
  if (!needs.empty()) source.open += " AND " + column(needs) + " IS NOT NULL";
  for (const schema::Closing& closing : closings) {
    const Field* field = type.field(closing.field);
    if (field == nullptr) continue;
    source.open += " AND (" + column(closing.field) + " IS NULL";
    for (std::size_t i = 0; i < closing.values.size(); ++i) {
      source.open += i == 0 ? " OR " + column(closing.field) + " NOT IN (" : ", ";
      source.open += field->kind == schema::Kind::Bool ? "CAST(? AS INTEGER)" : "?";
      source.values.push_back(stored(*field, closing.values[i]));
    }
    source.open += closing.values.empty() ? ")" : "))";
  }
  return source;
}

sqlite::Query Candidates::rows(const Source& source, const std::string& columns, const std::string& condition,
                               const std::vector<std::string>& values) {
  const Type* root = impl_.store->registry().root();
  const bool is_root = root == &source.type;
  tables::RecordTables& shown = impl_.store->shown();
  std::string sql =
      "SELECT t.id, t.account, " + source.person + ", " + columns + " FROM " + shown.table(source.type.name) + " t";
  const std::string account = is_root ? "t" : "a";
  if (!is_root) sql += " JOIN " + shown.table(root->name) + " a ON a.id = t.account AND " + tables::is_shown("a");
  sql += " WHERE " + tables::is_shown("t") + " AND " + condition + source.open;
  if (!wish_.all)
    sql += " AND (" + source.person + " = ? OR (ifnull(" + source.person + ", '') = '' AND " + account + ".owner = ?))";
  auto query = base::need(impl_.store->database().prepare(sql));
  for (const std::string& value : values) query.bind(std::string_view(value));
  for (const std::string& value : source.values) query.bind(std::string_view(value));
  if (!wish_.all) query.bind(std::string_view(user_)).bind(std::string_view(user_));
  return query;
}

Due Candidates::due(const Source& source, const sqlite::Query& row, std::string reason,
                    domain::reminders::Day day) const {
  Due one;
  one.type = source.type.name;
  one.record = row.text(0);
  one.account = row.text(1);
  one.person = row.text(2);
  one.reason = std::move(reason);
  one.day = day;
  return one;
}

void Candidates::dated(const Type& type, const Field& field) {
  const schema::Remind& remind = *field.remind;
  const auto& closings = remind.closed_by.empty() ? type.handover.closed_by : remind.closed_by;
  const Source from = source(type, person_field(type, remind), closings, "");
  // Moments lie up to a day off their local day.
  const std::vector<std::string> bounds = {
      domain::reminders::iso(today_ - std::chrono::days(overdue_days_max)),
      domain::reminders::iso(today_ + std::chrono::days(std::max(remind.days, wish_.ahead) + 2))};
  auto row = rows(from, column(field.name), column(field.name) + " >= ? AND " + column(field.name) + " < ?", bounds);
  while (store::next(row)) {
    const auto day = local_day(row.text(3));
    if (!day) continue;
    out_.push_back(due(from, row, field.name, *day));
    out_.back().lead = remind.days;
  }
}

// Somebody's birthday: by the lunar calendar where the field with "_calendar" behind its name says so.
void Candidates::yearly(const Type& type, const Field& field) {
  const schema::Remind& remind = *field.remind;
  const Source from = source(type, person_field(type, remind), remind.closed_by, "");
  const Field* calendar = type.field(field.name + "_calendar");
  auto row = rows(from, column(field.name) + ", " + (calendar != nullptr ? column(calendar->name) : "NULL"),
                  column(field.name) + " IS NOT NULL", {});
  while (store::next(row)) {
    const auto born = local_day(row.text(3));
    if (!born) continue;
    const std::chrono::year_month_day date{*born};
    const auto day = row.text(4) == "lunar" ? window_.lunar(domain::reminders::lunar_of(*born))
                                            : window_.solar(static_cast<int>(static_cast<unsigned>(date.month())),
                                                            static_cast<int>(static_cast<unsigned>(date.day())));
    if (!day) continue;
    out_.push_back(due(from, row, field.name, *day));
    out_.back().lead = remind.days;
    out_.back().lasting = false;
  }
}

int Candidates::standard(std::string_view name, int otherwise) {
  if (impl_.store->registry().type("standard") == nullptr) return otherwise;
  const std::string today = domain::reminders::iso(today_);
  auto row = store::prepared(impl_.store->database(),
                             "SELECT CAST(value AS INTEGER) FROM " + impl_.store->shown().table("standard") +
                                 " WHERE name = ? AND value IS NOT NULL AND valid_from <= ? AND (valid_to IS NULL OR "
                                 "valid_to >= ?) AND " +
                                 tables::is_shown() + " ORDER BY valid_from DESC, id DESC LIMIT 1",
                             name, today, today);
  return store::next(row) ? static_cast<int>(row.integer(0)) : otherwise;
}

void Candidates::ruled() {
  for (const Rule& rule : domain::reminders::rules()) {
    const Type* type = impl_.store->registry().type(rule.type);
    if (type == nullptr || type->field(rule.after) == nullptr) continue;
    const int after = standard(rule.standard, rule.days);
    Source from = source(*type, std::string(rule.person), closings_of(rule), "");
    if (const Type* answer = impl_.store->registry().type(rule.answer_type); answer != nullptr)
      from.open += " AND NOT EXISTS (SELECT 1 FROM " + impl_.store->shown().table(answer->name) + " x WHERE x." +
                   sqlite::quoted(std::string(rule.answer_field)) + " = t.id AND " + tables::is_shown("x") + ")";
    const std::string field = column(std::string(rule.after));
    auto row = rows(from, field, field + " >= ?",
                    {domain::reminders::iso(today_ - std::chrono::days(rule.lasting_days + after))});
    while (store::next(row)) {
      const auto day = local_day(row.text(3));
      if (!day) continue;
      out_.push_back(due(from, row, std::string(rule.name), *day + std::chrono::days(after)));
      out_.back().lead = after;
    }
  }
}

void Candidates::care_dates() {
  const Type* type = impl_.store->registry().type("care_date");
  if (type == nullptr) return;
  const Source from = source(*type, "owner", {{"active", {"false"}}}, "");
  auto row = rows(from, "t.calendar, t.month, t.day, t.leap_month, t.days_before", "1", {});
  while (store::next(row)) {
    const int month = static_cast<int>(row.integer(4)), day_of_month = static_cast<int>(row.integer(5));
    const auto day = row.text(3) == "lunar" ? window_.lunar({month, day_of_month, row.integer(6) != 0})
                                            : window_.solar(month, day_of_month);
    if (!day) continue;
    out_.push_back(due(from, row, "care", *day));
    out_.back().lead = row.is_null(7) ? days_default : static_cast<int>(row.integer(7));
    out_.back().lasting = false;
  }
}

// Of nobody's account: everybody is reminded, and puts them off for himself.
void Candidates::holidays() {
  if (impl_.store->registry().type("holiday") == nullptr) return;
  auto row =
      store::prepared(impl_.store->database(), "SELECT id, calendar, month, day, term, days_before FROM " +
                                                   impl_.store->shown().table("holiday") + " WHERE " +
                                                   tables::is_shown() + " AND ifnull(active, 1) AND ifnull(care, 1)");
  while (store::next(row)) {
    const int month = static_cast<int>(row.integer(2)), day_of_month = static_cast<int>(row.integer(3));
    const auto day = row.text(1) == "lunar"  ? window_.lunar({month, day_of_month, false})
                     : row.text(1) == "term" ? window_.term(row.text(4))
                                             : window_.solar(month, day_of_month);
    if (!day) continue;
    Due one;
    one.type = "holiday";
    one.record = row.text(0);
    one.reason = "holiday";
    one.person = user_;
    one.day = *day;
    one.lead = row.is_null(5) ? days_default : static_cast<int>(row.integer(5));
    one.lasting = false;
    out_.push_back(std::move(one));
  }
}

// Reminders that somebody asked for: records without a subject.
void Candidates::asked_for() {
  const Type* type = impl_.store->registry().type("reminder");
  if (type == nullptr) return;
  const Source from = source(*type, "person", {{"dismissed", {"true"}}}, "");
  auto row = rows(from, "t.due, t.snoozed_until", "t.subject IS NULL AND t.due >= ?",
                  {domain::reminders::iso(today_ - std::chrono::days(overdue_days_max))});
  while (store::next(row)) {
    const auto day = day_of(row.text(3)), later = day_of(row.text(4));
    if (day && !(later && today_ < *later)) out_.push_back(due(from, row, "due", *day));
  }
}

}  // namespace keybook::client
