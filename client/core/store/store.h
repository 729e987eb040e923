// The local database of one profile. Layout:
//
//   r_<type>   what the user sees: the confirmed state, with pending edits merged in where there are any
//   s_<type>   the shadow: the confirmed state of records that have pending edits, and of those only
//   line       confirmed history lines            pline   lines that pending edits give (superseded heads included)
//   edit_of    (record, mutation): which records have pending edits
//   enrolment  who this device is, cursor, clock  outbox  mutations that wait or were refused (outbox/outbox.h)
//   f_<type>   full-text index (search_index.h)   request  lines that are requests and wait
//   parked     lines that are late edits and wait late     own late edits, and what became of them
//   dropped    files given up when a cover ended  draft, exchange, page, undo, meta
//   digest     digests of the confirmed records of each file (digests.h)   damaged  files that are to be sent anew
//
// So: a record without rows in edit_of is confirmed as it stands in r_; a record with some has its confirmed state in
// s_, or none there if no server knows it yet.
//
// What head office declares at run time comes as records of type `declaration`. Whoever writes them calls
// take_declarations() in the same transaction; every other Store on the file notices at its next begin().
//
// Threads: one at a time. Several Stores may be open on one file (WAL); writers take turns for `busy_ms`.
// Errors: open() gives a Result; everything else throws base::Failure inside a transaction of the caller.
#pragma once

#include <filesystem>
#include <memory>

#include "base/failure.h"
#include "schema/additions.h"
#include "sqlite/database.h"
#include "store/digests.h"
#include "store/search_index.h"
#include "tables/record_tables.h"

namespace keybook::client::store {

using record::CommitNumber;
using record::Line;
using record::RecordState;

inline constexpr int busy_ms = 5000;        // a command waits so long for another writer
inline constexpr int cache_kib = 8 * 1024;  // page cache: the first download must stay below 128 MiB in all
inline constexpr int layout_version = 5;    // of the tables that are not derived from declarations

struct Settings {
  std::string path;  // of the database file
  std::string key;   // raw; empty: not encrypted
  std::string vfs;   // empty: the system's
  bool create = true;
};

// History of what the user sees: confirmed lines, replaced or joined by those of pending edits.
class ShownHistory final : public record::History {
 public:
  ShownHistory(record::History& confirmed, record::History& pending) : confirmed_(confirmed), pending_(pending) {}
  [[nodiscard]] std::vector<Line> lines(const std::string& record, const std::string& unit) override;
  [[nodiscard]] std::vector<Line> lines(const std::string& record) override;

 private:
  record::History& confirmed_;
  record::History& pending_;
};

class Store {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<Store>> open(const Settings& settings,
                                                                 const schema::Registry& registry);

  [[nodiscard]] sqlite::Database& database() { return *database_; }
  // Every transaction begins here: the declarations in force are those of the database it sees.
  [[nodiscard]] sqlite::Transaction begin(sqlite::Begin kind = sqlite::Begin::Immediate);
  // Takes into force what the records say that were written: tables and search index grow. Inside a transaction.
  void take_declarations();
  // In force; valid until the next begin() or take_declarations(), and as long as somebody holds declarations().
  [[nodiscard]] const schema::Registry& registry() const { return *registry_; }
  [[nodiscard]] const std::shared_ptr<const schema::Registry>& declarations() const { return registry_; }
  [[nodiscard]] tables::RecordTables& shown() { return *shown_; }
  [[nodiscard]] tables::RecordTables& shadow() { return *shadow_; }  // its history is that of pending edits
  [[nodiscard]] record::History& confirmed_history() { return *shown_; }
  [[nodiscard]] record::History& shown_history() { return *shown_history_; }
  [[nodiscard]] SearchIndex& search() { return *search_; }
  [[nodiscard]] Digests& digests() { return *digests_; }

  // ---- records
  [[nodiscard]] bool has_pending(const std::string& record);
  [[nodiscard]] std::optional<RecordState> confirmed(const std::string& type, const std::string& record);
  // Writes what the user sees and keeps the search index current. `before`: what was there, nullptr: nothing.
  void write_shown(const RecordState& state, CommitNumber changed, const RecordState* before);
  void erase_shown(const std::string& type, const std::string& record);
  // The file that a record of this type lies in, '' if it is shared; nullopt: it is not here.
  [[nodiscard]] std::optional<std::string> file_of(const std::string& type, const std::string& record);
  // The type of a record that is here; empty: it is not.
  [[nodiscard]] std::string type_of(const std::string& record);
  // Records of this type whose field has this value and that are not deleted, the oldest first.
  [[nodiscard]] std::vector<std::string> found(const std::string& type, const std::string& field,
                                               const std::string& value, std::int64_t limit);
  enum class Side { Confirmed, Pending };
  void write_line(Side side, const Line& line, const std::string& account);
  // Deletes all lines that pending edits gave to a record.
  void erase_pending_lines(const std::string& record);
  // Everything of an account file (or, with "", of the shared collection) from state, shadow, history and search.
  void erase_file(const std::string& account);
  void erase_all();  // of every file; pending mutations stay in the outbox

  // ---- small values of the profile
  [[nodiscard]] std::string meta(std::string_view key);
  void set_meta(std::string_view key, std::string_view value);

 private:
  Store(std::unique_ptr<sqlite::Database> database, const schema::Registry& registry);
  void migrate();
  void grow();
  bool follow_additions();
  void left_file(const std::string& account);
  [[nodiscard]] std::string layout_name() const;

  std::unique_ptr<sqlite::Database> database_;
  schema::Declarations declarations_;
  std::shared_ptr<const schema::Registry> registry_;
  std::string seen_;  // the database's word for its layout and declarations, as last looked at
  std::unique_ptr<tables::RecordTables> shown_, shadow_;
  std::unique_ptr<ShownHistory> shown_history_;
  std::unique_ptr<SearchIndex> search_;
  std::unique_ptr<Digests> digests_;
};

// A statement with its parameters bound, or Failure.
template <class... Values>
sqlite::Query prepared(sqlite::Database& database, std::string_view sql, const Values&... values) {
  sqlite::Query query = base::need(database.prepare(sql));
  (query.bind(values), ...);
  return query;
}
template <class... Values>
void run(sqlite::Database& database, std::string_view sql, const Values&... values) {
  base::need(prepared(database, sql, values...).run());
}
[[nodiscard]] inline bool next(sqlite::Query& query) { return base::need(query.step()); }

}  // namespace keybook::client::store
