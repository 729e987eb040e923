// The table of one declared type: its columns in the order of their merge units, its SQL, and rows in both directions.
// Internal to this folder. Threads: as sqlite::Database. Errors: base::Failure.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "record/state.h"
#include "tables/column_value.h"

namespace keybook::tables {

// A field's column, or the file column that stands for it.
struct Column {
  const schema::Field* field;
  bool is_file = false;  // the parent field of a direct child: stored in `account`
};

// Units are sorted by name, as RecordState::fields is: rows and states are walked side by side, without look-ups.
struct UnitColumns {
  const schema::Unit* unit;
  std::vector<Column> columns;
};

class TypeTable {
 public:
  TypeTable(sqlite::Database& database, const schema::Type& type, const std::string& prefix);

  void write(const record::RecordState& state, record::CommitNumber changed);
  void write_origins(const record::RecordState& state, record::CommitNumber changed);
  [[nodiscard]] std::optional<record::RecordState> read(std::string_view id);
  // Statements of the same columns as read(): SELECT … FROM … `where`.
  [[nodiscard]] std::string select(const std::string& where) const;
  // The row that a statement of select() stands on.
  [[nodiscard]] record::RecordState row(const sqlite::Query& query) const;

  [[nodiscard]] const schema::Type& type() const { return type_; }
  [[nodiscard]] const std::string& name() const { return name_; }  // without quotes
  [[nodiscard]] const std::string& quoted() const { return quoted_; }
  [[nodiscard]] const std::vector<UnitColumns>& units() const { return units_; }

  // ---- layout
  [[nodiscard]] bool exists() const;
  void create();
  // Adds columns that are missing; whether there were any. WrongVersion where the table has one that is not declared.
  bool extend();
  // Of databases made when an index had an underscore between table and field; create_indexes() makes them anew.
  void drop_old_indexes();
  void create_indexes();

 private:
  // Most records of a type have values in the same few fields. Each such shape has a statement of its own, which leaves
  // out the columns that stay NULL: a tenth of the cost of writing a visit. To make one costs as much as some records
  // by the general statement: it is made for a shape that comes often.
  struct Shape {
    std::string present;  // one character per unit of units_, '1' where there is a value
    sqlite::Query query;
  };
  [[nodiscard]] sqlite::Query& statement(const std::string& present);
  [[nodiscard]] bool comes_often(const std::string& present);
  [[nodiscard]] std::string upsert(const std::string& present) const;
  // Whether the columns of a unit give its value back exactly.
  [[nodiscard]] bool holds(const UnitColumns& unit, const Value& value, const record::RecordState& state) const;
  void bind_unit(sqlite::Query& query, const UnitColumns& unit, const Value& value);
  [[nodiscard]] static Value unit_value(const UnitColumns& unit, const sqlite::Query& query, int column);

  sqlite::Database& database_;
  const schema::Type& type_;
  std::string name_, quoted_;
  std::vector<UnitColumns> units_;
  std::vector<std::unique_ptr<Shape>> shapes_;  // the one used last is at the end
  std::map<std::string, int> met_;              // how often shapes came that have none yet
  std::optional<sqlite::Query> read_;
  // Of one write at a time; kept for their memory.
  std::string present_;
  std::vector<const Value*> values_;
};

// The columns that every table has before those of its fields, in the order of TypeTable::select().
enum SystemColumn { column_id, column_account, column_changed, column_meta, column_rest, column_first_field };

// The bits of _flags that say something of the record; those of its fields come to them.
[[nodiscard]] std::int64_t flags_of(const record::RecordState& state);

// Prepares; throws the error.
[[nodiscard]] sqlite::Query prepared(sqlite::Database& database, std::string_view sql);
[[nodiscard]] bool step(sqlite::Query& query);

}  // namespace keybook::tables
