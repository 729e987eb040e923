// Full-text index of the records that the user sees: one FTS5 table f_<type> per type with searchable fields.
//
// A text is indexed as one token per Chinese character and one per other word (interchange/tokens.h), so that phrases
// of any length are found; names also by pinyin and initials from any syllable on, phones by digits from any of them
// on. The table holds no copy of the text (contentless). Tokens of different fields are kept apart by a mark.
//
// The texts of a first download are indexed after it: 50,000 reports take twice as long to index as to store. Until
// then the type has a backlog, the rows after a watermark; queries look through those one by one. Whoever has time
// works it off with catch_up().
//
// Threads: as the database. Errors: base::Failure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/state.h"
#include "schema/registry.h"
#include "sqlite/database.h"

namespace keybook::client::store {

class SearchIndex {
 public:
  SearchIndex(sqlite::Database& database, const schema::Registry& registry)
      : database_(database), registry_(&registry) {}
  void follow(const schema::Registry& registry) { registry_ = &registry; }  // migrate() makes what is missing

  // Once per connection, before anything else.
  void register_tokenizer();
  void migrate();  // makes missing tables, inside a transaction of the caller

  // After the record was written. `before`: its state until now, nullptr: it was not there.
  void update(const record::RecordState& state, const record::RecordState* before);
  // The same where more of the record is searched than before: values that waited for their declaration.
  void renew(const record::RecordState& state);
  void erase(const std::string& type, const std::string& record);  // before it is erased
  void erase_file(const std::string& account);
  void erase_type(const std::string& type);
  // Deleted texts leave their words in the index until it is next tidied: does so now. Costs as much as the index is
  // large.
  void forget_deleted();
  // A record that was just inserted, by its row and texts: the first download.
  void insert(const schema::Type& type, std::int64_t row, const std::string& text);
  // Adds one field's text to what insert() takes.
  void append(std::string& text, const schema::Type& type, const schema::Field& field, std::string_view words) const;
  // Everything of a record that is indexed, as one text; empty: nothing.
  [[nodiscard]] std::string text_of(const schema::Type& type,
                                    const std::function<const schema::Value&(const schema::Field&)>& value_of) const;

  // ---- backlog
  // Whether rows of this type that are inserted from now on wait for catch_up(); so for types with a date, which are
  // many and have long texts. Names are always indexed at once.
  bool put_off(const schema::Type& type);
  // The last row that is indexed; nullopt: all are.
  [[nodiscard]] std::optional<std::int64_t> watermark(const schema::Type& type);
  // Indexes about `rows` more; false: nothing is left. Inside a transaction of the caller.
  bool catch_up(std::int64_t rows);
  [[nodiscard]] bool behind();

  [[nodiscard]] bool has(const schema::Type& type) const;
  // What FTS5 is asked to find what a person typed; empty: nothing that can be looked for.
  [[nodiscard]] static std::string match_expression(const std::string& typed);
  [[nodiscard]] static std::string table(const std::string& type);  // quoted

 private:
  [[nodiscard]] std::string text_of(const schema::Type& type, const record::RecordState& state) const;
  std::int64_t catch_up(const schema::Type& type, std::int64_t from, std::int64_t rows);

  sqlite::Database& database_;
  const schema::Registry* registry_;
};

}  // namespace keybook::client::store
