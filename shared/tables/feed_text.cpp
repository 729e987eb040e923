// The feed of a file as text: what RecordTables::changed_text does.
#include <algorithm>
#include <unordered_map>

#include "record/codec.h"
#include "record/json_text.h"
#include "tables/record_tables.h"
#include "tables/type_table.h"

namespace keybook::tables {

using record::append_json;

namespace {

// A place in SELECT …: where the columns of a unit begin.
struct Place {
  const UnitColumns* unit;
  int column;
  int number;  // least number of its fields: its bit in FreshMeta::units
};

std::vector<Place> places_of(const TypeTable& table) {
  std::vector<Place> places;
  int column = column_first_field;
  for (const UnitColumns& unit : table.units()) {
    int least = unit.columns.front().field->number;
    for (const Column& one : unit.columns) least = std::min(least, one.field->number);
    places.push_back({&unit, column, least});
    column += static_cast<int>(unit.columns.size());
  }
  return places;
}

// One table of records on its way through a file, by _changed.
class Cursor {
 public:
  Cursor(sqlite::Database& database, const TypeTable& table, std::string_view account, CommitNumber since)
      : table_(table),
        query_(prepared(database, table.select("WHERE account = ? AND _changed > ? ORDER BY _changed"))) {
    query_.bind(account).bind(since);
    next();
  }
  void next() { there_ = step(query_); }
  [[nodiscard]] bool there() const { return there_; }
  [[nodiscard]] CommitNumber changed() const { return query_.integer(column_changed); }
  [[nodiscard]] RecordState state() const { return table_.row(query_); }

  // Writes the row's text; false: it is not fresh.
  bool fresh(CommitNumber since, std::string& units, std::string& row, FreshRow& out);

 private:
  // Appends the value of a unit that the creation wrote; false: it has none, which only a state can say.
  bool append_unit(const Place& place, std::string& row) const;
  bool append_field(const schema::Field& field, int column, std::string& row) const;

  const TypeTable& table_;
  sqlite::Query query_;
  bool there_ = false;
  std::vector<Place> places_;  // made when a fresh row comes
};

bool Cursor::append_field(const schema::Field& field, int column, std::string& row) const {
  switch (query_.kind(column)) {
    case sqlite::Query::Kind::Null:
      row += "null";
      return false;
    case sqlite::Query::Kind::Integer:
      if (field.kind == schema::Kind::Bool)
        row += query_.integer(column) != 0 ? "true" : "false";
      else
        append_json(row, query_.integer(column));
      return true;
    default:
      break;
  }
  if (field.kind == schema::Kind::Set)
    row += query_.text(column);  // stored as JSON
  else
    append_json(row, query_.text(column));
  return true;
}

bool Cursor::append_unit(const Place& place, std::string& row) const {
  const auto& columns = place.unit->columns;
  if (!place.unit->unit->grouped) {
    if (!columns.front().is_file) return append_field(*columns.front().field, place.column, row);
    append_json(row, query_.text(column_account));
    return true;
  }
  bool any = false;
  char before = '{';
  for (std::size_t i = 0; i < columns.size(); ++i) {
    row += before;
    append_json(row, std::string_view(columns[i].field->name));
    row += ':';
    any = append_field(*columns[i].field, place.column + static_cast<int>(i), row) || any;
    before = ',';
  }
  row += '}';
  return any;
}

bool Cursor::fresh(CommitNumber since, std::string& units, std::string& row, FreshRow& out) {
  if (!query_.is_null(column_rest)) return false;
  const auto meta = record::fresh_meta(query_.text(column_meta));
  if (!meta || meta->created.commit <= since) return false;
  if (places_.empty()) places_ = places_of(table_);
  units.clear();
  row.clear();
  row += '[';
  append_json(row, query_.text(column_id));
  row += ',';
  append_json(row, query_.text(column_account));
  row += ',';
  append_json(row, std::string_view(meta->created.name.text()));
  row += ',';
  append_json(row, meta->created.commit);
  row += ',';
  append_json(row, std::string_view(meta->created.user));
  row += ',';
  append_json(row, meta->created.committed_ms);
  row += ',';
  append_json(row, meta->created.counter);
  for (const Place& place : places_) {
    const auto byte = static_cast<std::size_t>(place.number) / 8;
    const unsigned bits = byte < meta->units.size() ? static_cast<unsigned char>(meta->units[byte]) : 0U;
    if ((bits >> (place.number % 8) & 1U) == 0) continue;
    units += units.empty() ? '[' : ',';
    append_json(units, std::string_view(place.unit->unit->name));
    row += ',';
    if (!append_unit(place, row)) return false;
  }
  units += units.empty() ? "[]" : "]";
  row += ']';
  out = {table_.type().name, query_.text(column_id), units, row};
  return true;
}

// Which of the types have something of this file that changed later. One statement for all: most types of most files
// are empty, and a statement for each of them would cost more than the records of a small file.
std::vector<const TypeTable*> holding(sqlite::Database& database, const std::vector<TypeTable>& types,
                                      std::string_view account, CommitNumber since) {
  constexpr std::size_t compound_max = 400;  // SQLite takes 500 parts
  std::vector<const TypeTable*> out;
  for (std::size_t from = 0; from < types.size(); from += compound_max) {
    std::string sql;
    for (std::size_t i = from; i < std::min(types.size(), from + compound_max); ++i)
      sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") + std::to_string(i) + " WHERE EXISTS(SELECT 1 FROM " +
             types[i].quoted() + " WHERE account = ?1 AND _changed > ?2)";
    auto query = prepared(database, sql);
    query.bind(account).bind(since);
    while (step(query)) out.push_back(&types[static_cast<std::size_t>(query.integer(0))]);
  }
  return out;
}

}  // namespace

void RecordTables::changed_text(std::string_view account, CommitNumber since,
                                const std::function<bool(const FreshRow&, CommitNumber)>& fresh,
                                const std::function<bool(RecordState&&, CommitNumber)>& each) {
  // Records of types that nobody declared come last of all in a merge of their own: they are few.
  std::vector<std::pair<CommitNumber, std::string>> others;
  std::vector<std::string> other_types;
  {
    auto query = prepared(database_, "SELECT _changed, id, type FROM " + table("") +
                                         " WHERE account = ? AND _changed > ? ORDER BY _changed");
    query.bind(account).bind(since);
    while (step(query)) {
      others.emplace_back(query.integer(0), query.text(1));
      other_types.emplace_back(query.text(2));
    }
  }
  std::vector<Cursor> cursors;
  const auto types = holding(database_, type_tables(), account, since);
  cursors.reserve(types.size());
  for (const TypeTable* one : types) {
    Cursor cursor(database_, *one, account, since);
    if (cursor.there()) cursors.push_back(std::move(cursor));
  }
  std::string units, row;
  std::size_t other = 0;
  for (;;) {
    Cursor* least = nullptr;
    for (Cursor& cursor : cursors)
      if (cursor.there() && (least == nullptr || cursor.changed() < least->changed())) least = &cursor;
    if (other < others.size() && (least == nullptr || others[other].first < least->changed())) {
      auto state = read(other_types[other], others[other].second);
      if (state && !each(std::move(*state), others[other].first)) return;
      ++other;
      continue;
    }
    if (least == nullptr) return;
    const CommitNumber changed = least->changed();
    FreshRow text;
    const bool go_on = least->fresh(since, units, row, text) ? fresh(text, changed) : each(least->state(), changed);
    if (!go_on) return;
    least->next();
  }
}

}  // namespace keybook::tables
