// Sums of what records say, by which two stores tell whether they hold the same (REPLICATION §10, self-check).
//
// The digest of an account file is the exclusive or of the sums of its records: the order makes no difference, a change
// costs what changed, and the digests of several files make one of all of them in the same way. A sum covers the values
// (of fields that this program does not know too), the file, and whether the record stands; not by whom or when its
// edits were made. It finds accidents; nobody is kept out by it. Threads: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "record/state.h"

namespace keybook::record {

using Sum = std::uint64_t;

// The sum of one record, from its parts in any order. Null values count as absent.
class RecordSum {
 public:
  RecordSum(std::string_view type, std::string_view id, std::string_view account);
  void add(std::string_view unit, const Value& value);
  void add_text(std::string_view unit, std::string_view text);   // as add() of a text
  void add_other(std::string_view unit, std::string_view json);  // as add() of what is neither text nor object
  [[nodiscard]] Sum sum() const { return sum_; }

 private:
  void add_term(std::string_view unit, Sum value);
  Sum of_record_ = 0, sum_ = 0;
};

// 0: the record is deleted, as if it were not there.
[[nodiscard]] Sum sum_of(const RecordState& state);
[[nodiscard]] inline Sum sum_of(const std::optional<RecordState>& state) { return state ? sum_of(*state) : 0; }

// On the wire: base 36. nullopt: it is none.
[[nodiscard]] std::string sum_text(Sum sum);
[[nodiscard]] std::optional<Sum> sum_from(std::string_view text);

// SQLite has whole numbers with a sign.
[[nodiscard]] inline std::int64_t stored(Sum sum) { return static_cast<std::int64_t>(sum); }
[[nodiscard]] inline Sum from_stored(std::int64_t sum) { return static_cast<Sum>(sum); }

}  // namespace keybook::record
