// Columns that stand below each other on a terminal, where a Chinese character is two cells wide.
// Threads: pure functions and values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace keybook::cli {

inline constexpr std::size_t cell_width_max = 40;  // a list stays readable; `get` shows values whole

// How many terminal cells a text takes: East Asian wide characters two, combining marks none.
[[nodiscard]] std::size_t width_of(std::string_view text);

// At most `width` cells of it, ending in "…" where something was cut; line ends and tabs become blanks.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

// A reading of a multi-line value below its label: every line after the first is moved to column `indent`.
[[nodiscard]] std::string indented(std::string_view text, std::size_t indent);

class Table {
 public:
  // Columns without a title have no heading; a table whose titles are all empty has no heading line.
  explicit Table(std::vector<std::string> titles, std::size_t cell_width = cell_width_max);
  void add(std::vector<std::string> cells);
  void align_right(std::size_t column);  // numbers
  void drop_empty_columns();
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] std::string text() const;  // every line ends with \n; no blanks at line ends

 private:
  std::vector<std::string> titles_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> right_;
  std::size_t cell_width_;
};

}  // namespace keybook::cli
