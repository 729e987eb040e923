// An answer's JSON text with its batches cut out: the bulk of a download goes from text to table without a tree of
// values in between (56 MB as nlohmann values would take half a second and 400 MB).
//
// Threads: pure functions. The pieces refer to the text, which must outlive them. Errors: BadRequest where the text is
// not what it should be; strings are not checked for UTF-8 (the server checked them when they were committed).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace keybook::client::session {

// One value as it stands in the text.
struct Cell {
  enum class Kind { Null, True, False, Number, Plain, Escaped, Array, Object } kind = Kind::Null;
  std::string_view text;  // of strings without the quotes; of arrays and objects with their brackets
};
// The string behind an Escaped cell.
[[nodiscard]] std::string unescaped(const Cell& cell);

struct RawBatch {
  std::string type;
  std::vector<std::string> units;
  std::string_view rows;  // "[[…],[…]]"
};

struct CutAnswer {
  std::string rest;  // the answer without its batches
  std::vector<RawBatch> batches;
};
[[nodiscard]] base::Result<CutAnswer> cut_batches(std::string_view answer);

// Rows of a batch, one after the other.
class RawRows {
 public:
  explicit RawRows(std::string_view rows) : rows_(rows) {}
  // Fills `cells`; false at the end.
  [[nodiscard]] base::Result<bool> next(std::vector<Cell>& cells);

 private:
  std::string_view rows_;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace keybook::client::session
