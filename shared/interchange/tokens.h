// Text to search tokens, for the full-text index and for queries: both sides must use this and nothing else.
//
// A token is one Chinese, Japanese or Korean character, or one run of letters, digits and their marks. It is given
// folded (lower case, full width to normal, compatibility forms to plain ones: NFKC_Casefold), with its place in the
// bytes of the text. "ＡＢＣ电力 3M" gives abc, 电, 力, 3m. So a phrase query for 电力 finds it at any length from one
// character on. ASCII and common Han characters never reach ICU. Bytes that are not UTF-8 separate tokens.
//
// Threads: one cursor belongs to one thread. The text must outlive the cursor.
#pragma once

#include <string>
#include <string_view>

namespace keybook::interchange {

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  [[nodiscard]] bool next();                                        // false at the end
  [[nodiscard]] std::string_view token() const { return folded_; }  // until the next call
  [[nodiscard]] std::size_t begin() const { return begin_; }        // in bytes of the text
  [[nodiscard]] std::size_t end() const { return end_; }

 private:
  enum class Kind { Separator, Word, Single, Nothing };
  struct Seen {
    Kind kind;
    std::size_t size;
    bool is_plain;  // ASCII or common Han: folding is lower-casing
  };
  [[nodiscard]] Seen look(std::size_t at) const;
  void fold(bool is_plain);

  std::string_view text_, folded_;
  std::string buffer_;
  std::size_t at_ = 0, begin_ = 0, end_ = 0;
};

// A whole text folded as tokens are, for comparing names.
[[nodiscard]] std::string folded_text(std::string_view text);

}  // namespace keybook::interchange
