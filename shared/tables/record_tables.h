// Tables for every declared type, with real columns and indexes, in one SQLite database; used by the device's store and
// by the server's embedded storage alike. Derived from the declarations: a new field is an ALTER TABLE at the next
// open.
//
// Per type r_<type>:
//   _row      INTEGER PRIMARY KEY; stays the same while the record is there
//   id        TEXT, unique
//   account   TEXT, the account file; '' for shared records. The parent field of a direct child ("account") is this
//   column _changed  INTEGER, the commit that last changed the row _flags    INTEGER, bits of `flag` below _meta BLOB,
//   record::pack_meta: origins and whatever is not simple; also the values of unknown units _rest     TEXT, nearly
//   always NULL: JSON of known units whose value does not fit its columns exactly <field>   the canonical value:
//   INTEGER for integers and bools (0, 1), TEXT for all others (a set as its JSON array), NULL
//             for none. Members of a group are columns like others. A tally with decimals is INTEGER or TEXT as its
//             value is
// with an index on (account, _changed), one on each field declared with index or key, and a small one on open
// conflicts. Decimals are text, so that no digit is lost; they sort and are indexed by sort_key(), CAST(column AS
// REAL), which keeps their order (amounts that differ in the 16th digit compare as equal; sums are made of the texts).
// Records of types that no declaration knows (and all, where tables are not typed) are rows of r__other(_row, type, id,
// account, _changed, _flags, _meta). History: line(record, unit, name, account, changed, body), unique by the first
// three, indexed by (account, changed). Layout versions per set of tables: schema_version(name, version).
//
// Threads: as sqlite::Database. Errors: base::Failure (call inside a transaction). Statements are prepared once.
#pragma once

#include <functional>
#include <memory>

#include "record/state.h"
#include "schema/registry.h"
#include "sqlite/database.h"

namespace keybook::tables {

using record::CommitNumber;
using record::Line;
using record::RecordState;

// One database may hold several sets of the tables (confirmed and shown states); the prefix keeps them apart.
struct Options {
  std::string prefix = "r_";
  std::string line_table = "line";
  // False: no table per type, all are rows of the other table; for few records, found by id alone. Tables of types that
  // were made before are gathered into it by migrate().
  bool typed = true;
};

// Bits of _flags, for the WHERE clauses of the layers above.
namespace flag {
inline constexpr std::int64_t deleted = 1;  // hidden by a delete of its own
inline constexpr std::int64_t kept = 2;     // lives although deleted: an open conflict
inline constexpr std::int64_t has_deletes = 4;
inline constexpr std::int64_t conflict = 8;  // some unit has an open conflict
inline constexpr std::int64_t unknown_units =
    16;                                     // _meta holds values of units that were not declared when it was written
inline constexpr std::int64_t merged = 32;  // merged into another account: not shown
}  // namespace flag

class TypeTable;

// A record of the feed that stands as its creation wrote it, as text that is ready to be sent (protocol::Batch).
struct FreshRow {
  std::string_view type, id;
  std::string_view units;  // JSON list of the units that have a value; rows of a type with the same list go together
  std::string_view row;    // JSON: [id, account, stamp, commit, user, committed ms, value of each of these units…]
};

class RecordTables final : public record::History {
 public:
  RecordTables(sqlite::Database& database, const schema::Registry& registry, Options options = {});
  ~RecordTables() override;

  // Creates what is missing: tables, columns, indexes; values that waited for their declaration move into the new
  // columns, and `moved` gets each record that had some. Rows without such values are not written. Never drops
  // anything. WrongVersion, with nothing changed, if the database was written by a newer program or holds types or
  // fields that these declarations lack, other than what was added at run time. Inside a transaction of the caller.
  void migrate(const std::function<void(const RecordState&)>& moved = {});
  // From now on these declarations; what hangs on the old ones (TypeTable, prepared statements) is gone. The tables are
  // as they were until migrate().
  void follow(const schema::Registry& registry);
  [[nodiscard]] std::optional<RecordState> read(std::string_view type, std::string_view id);
  // Inserts or replaces; `changed`: the commit that last changed it in any way (device: the one it came with).
  void write(const RecordState& state, CommitNumber changed);
  // The same where nothing but commits, names and bases of edits differ from what is stored: values and flags stay.
  void write_origins(const RecordState& state, CommitNumber changed);
  void erase(std::string_view type, std::string_view id);
  [[nodiscard]] bool contains(std::string_view type, std::string_view id);
  // Of which type a record is; empty: there is none.
  [[nodiscard]] std::string type_of(std::string_view id);

  // Records of one account file that changed after `since`, by (_changed, type, id); stops when `each` returns false.
  void changed(std::string_view account, CommitNumber since,
               const std::function<bool(RecordState&&, CommitNumber)>& each);
  // The same for sending much at once, by _changed alone: records that stand as their creation after `since` wrote them
  // go to `fresh` as text, without a state being built; all others to `each`. Either stops it by returning false.
  void changed_text(std::string_view account, CommitNumber since,
                    const std::function<bool(const FreshRow&, CommitNumber)>& fresh,
                    const std::function<bool(RecordState&&, CommitNumber)>& each);
  // Records with an open conflict, by type and id; cost follows their number.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> in_conflict();
  // All ids of a file with their types, the account itself included.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> members(std::string_view account);
  // Removes everything of a file, lines included: (records, lines) removed.
  std::pair<std::int64_t, std::int64_t> erase_file(std::string_view account);

  // ---- history
  [[nodiscard]] std::vector<Line> lines(const std::string& record, const std::string& unit) override;
  [[nodiscard]] std::vector<Line> lines(const std::string& record) override;
  void write_line(const Line& line, std::string_view account);  // inserts or replaces (record, unit, name)
  void erase_line(const Line& line);
  void erase_lines(const std::string& record);  // all of a record
  // By (changed, record, unit, name); stops when `each` returns false.
  void changed_lines(std::string_view account, CommitNumber since, const std::function<bool(Line&&)>& each);

  // ---- for queries of the layers above
  [[nodiscard]] std::string table(
      std::string_view type) const;  // quoted table name; of an unknown type: the other table
  [[nodiscard]] static std::string column(std::string_view field);  // quoted column name
  // What to compare and sort a field by: its column, or for decimals CAST(column AS REAL).
  [[nodiscard]] static std::string sort_key(const schema::Field& field);
  [[nodiscard]] const schema::Registry& registry() const { return *registry_; }
  [[nodiscard]] std::vector<TypeTable>& type_tables();  // by number of the type; internal to this folder

  // Lists what is wrong with the tables: meta that cannot be read, values without an edit, values past their
  // declaration, children of no account, lines that cannot be read; empty: all is well. Reads every row.
  [[nodiscard]] std::vector<std::string> check();

 private:
  void gather_types();
  struct Impl;
  sqlite::Database& database_;
  const schema::Registry* registry_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace keybook::tables
