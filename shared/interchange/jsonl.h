// JSON Lines: one JSON document per line, UTF-8. Empty lines are skipped, LF and CRLF end a line, a byte order mark is
// skipped.
//
// Threads: one object belongs to one thread. A reader refers to its source.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "interchange/source.h"

namespace keybook::interchange {

inline constexpr std::size_t json_line_bytes_max = 16u << 20;  // one record with all its texts
inline constexpr int json_depth_max = 64;                      // arrays and objects inside each other

class JsonLinesReader {
 public:
  explicit JsonLinesReader(ByteSource& source, std::size_t line_bytes_max = json_line_bytes_max);

  // Fills `value` and returns true; false at the end. Error (BadFile) with the line: not JSON (with column and what was
  // expected), invalid UTF-8, too deep, a line over the limit. The next call goes on with the next line.
  [[nodiscard]] base::Result<bool> next(nlohmann::json& value);

  [[nodiscard]] std::int64_t line() const { return line_; }  // of the last value, 1-based
  // The last line as it stood in the source, also one with an error, without its end. Of a line over the limit, its
  // beginning.
  [[nodiscard]] const std::string& raw() const { return text_; }

 private:
  [[nodiscard]] base::Result<bool> next_line();

  ByteSource& source_;
  std::size_t line_bytes_max_;
  std::vector<char> buffer_ = std::vector<char>(read_bytes);
  std::size_t at_ = 0, size_ = 0;
  std::string text_;
  std::int64_t line_ = 0;
  bool ended_ = false;
};

// One document as one line. Error (NotValid) where a string in it is not UTF-8.
[[nodiscard]] base::Status append_json_line(std::string& out, const nlohmann::json& value);

}  // namespace keybook::interchange
