#include "tables/line_table.h"

#include "base/failure.h"
#include "record/codec.h"
#include "tables/type_table.h"

namespace keybook::tables {

using record::Line;

LineTable::LineTable(sqlite::Database& database, const std::string& name)
    : database_(database),
      name_(name),
      quoted_(sqlite::quoted(name)),
      columns_("SELECT record, unit, body, name FROM " + quoted_ + " ") {}

void LineTable::create() {
  base::need(database_.exec(
      "CREATE TABLE IF NOT EXISTS " + quoted_ +
      "(record TEXT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL, account TEXT NOT NULL, changed INTEGER NOT NULL, "
      "body TEXT NOT NULL, UNIQUE(record, unit, name))"));
  base::need(database_.exec("CREATE INDEX IF NOT EXISTS " + sqlite::quoted(name_ + "_file") + " ON " + quoted_ +
                            "(account, changed)"));
}

void LineTable::write(const Line& line, std::string_view account) {
  if (!write_)
    write_.emplace(prepared(
        database_,
        "INSERT INTO " + quoted_ +
            "(record, unit, name, account, changed, body) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(record, unit, name) "
            "DO UPDATE SET account = excluded.account, changed = excluded.changed, body = excluded.body"));
  Value json = record::to_json(line);
  // Record and unit are columns already.
  json.erase("r");
  json.erase("u");
  const std::string body = dumped(json), name = record::edit_name(*line.origin);
  write_->again().bind(line.record).bind(line.unit).bind(name).bind(account).bind(line.changed).bind(body);
  base::need(write_->run());
}

void LineTable::erase(const Line& line) {
  const std::string name = record::edit_name(*line.origin);
  auto query = prepared(database_, "DELETE FROM " + quoted_ + " WHERE record = ? AND unit = ? AND name = ?");
  base::need(query.bind(line.record).bind(line.unit).bind(name).run());
}

void LineTable::erase(const std::string& record) {
  auto query = prepared(database_, "DELETE FROM " + quoted_ + " WHERE record = ?");
  base::need(query.bind(record).run());
}

std::int64_t LineTable::erase_file(std::string_view account) {
  auto query = prepared(database_, "DELETE FROM " + quoted_ + " WHERE account = ?");
  base::need(query.bind(account).run());
  return database_.changes();
}

Line LineTable::row(const sqlite::Query& query) {
  Value json = Value::parse(query.text(2), nullptr, false);
  if (json.is_object()) {
    json["r"] = std::string(query.text(0));
    if (!query.text(1).empty()) json["u"] = std::string(query.text(1));  // an edit of existence is of no unit
  }
  return base::need(record::line_from_json(json));
}

std::vector<Line> LineTable::all(sqlite::Query query) {
  std::vector<Line> out;
  while (step(query)) out.push_back(row(query));
  return out;
}

std::vector<Line> LineTable::of(const std::string& record, const std::string& unit) {
  auto query = prepared(database_, columns_ + "WHERE record = ? AND unit = ?");
  query.bind(record).bind(unit);
  return all(std::move(query));
}

std::vector<Line> LineTable::of(const std::string& record) {
  auto query = prepared(database_, columns_ + "WHERE record = ?");
  query.bind(record);
  return all(std::move(query));
}

void LineTable::changed(std::string_view account, record::CommitNumber since, const std::function<bool(Line&&)>& each) {
  auto query = prepared(database_, columns_ + "WHERE account = ? AND changed > ? ORDER BY changed, record, unit, name");
  query.bind(account).bind(since);
  while (step(query))
    if (!each(row(query))) return;
}

void LineTable::check(std::vector<std::string>& wrong) {
  auto query = prepared(database_, columns_);
  while (step(query)) {
    const auto line = base::caught([&query] { return row(query); });
    const std::string where = "line " + std::string(query.text(0)) + " " + std::string(query.text(1)) + " " +
                              std::string(query.text(3)) + ": ";
    if (!line)
      wrong.push_back(where + "cannot be read: " + line.error().message);
    else if (record::edit_name(*line->origin) != query.text(3))
      wrong.push_back(where + "is of another edit");
  }
}

}  // namespace keybook::tables
