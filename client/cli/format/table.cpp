#include "format/table.h"

#include <algorithm>
#include <array>

#include "interchange/utf8.h"

namespace keybook::cli {
namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view ellipsis = "…";

struct Range {
  char32_t from, to;
};

bool in(const Range* ranges, std::size_t count, char32_t code) {
  return std::any_of(ranges, ranges + count, [code](const Range& r) { return code >= r.from && code <= r.to; });
}

// East Asian Width W and F (UAX 11), in the coarse blocks that terminals use.
constexpr std::array wide = {Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
                             Range{0xA960, 0xA97C},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
                             Range{0xFE30, 0xFE6F},   Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},
                             Range{0x1F300, 0x1F64F}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};
// Marks that stand on the character before, joiners, variation selectors.
constexpr std::array none = {Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},
                             Range{0xFE00, 0xFE0F}};

std::size_t width_of_char(char32_t code) {
  if (code < 0x300) return code < 0x20 ? 0 : 1;
  if (in(none.data(), none.size(), code)) return 0;
  return in(wide.data(), wide.size(), code) ? 2 : 1;
}

bool is_space(char c) { return c == '\n' || c == '\t' || c == '\r'; }

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width - std::min(width, width_of(text)), ' ');
  return right ? blanks + text : text + blanks;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const interchange::Utf8Char c = interchange::utf8_char(text, at);
    width += width_of_char(c.code);
    at += c.size;
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t used = 0, keep = 0;  // `keep`: bytes that leave room for the ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const bool blank = is_space(text[at]);
    const interchange::Utf8Char c = interchange::utf8_char(text, at);
    const std::size_t more = blank ? 1 : width_of_char(c.code);
    if (used + more > width) return out.substr(0, keep) + std::string(ellipsis);
    if (blank)
      out += ' ';
    else
      out += text.substr(at, c.size);
    used += more;
    if (used < width) keep = out.size();
    at += c.size;
  }
  return out;
}

std::string indented(std::string_view text, std::size_t indent) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out.append(indent, ' ');
  }
  return out;
}

Table::Table(std::vector<std::string> titles, std::size_t cell_width)
    : titles_(std::move(titles)), right_(titles_.size(), false), cell_width_(cell_width) {}

void Table::add(std::vector<std::string> cells) {
  cells.resize(titles_.size());
  for (std::string& cell : cells) cell = shortened(cell, cell_width_);
  rows_.push_back(std::move(cells));
}

void Table::align_right(std::size_t column) { right_[column] = true; }

void Table::drop_empty_columns() {
  for (std::size_t column = titles_.size(); column-- > 0;) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    if (std::any_of(rows_.begin(), rows_.end(), [column](const auto& row) { return !row[column].empty(); })) continue;
    titles_.erase(titles_.begin() + at);
    right_.erase(right_.begin() + at);
    for (auto& row : rows_) row.erase(row.begin() + at);
  }
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  for (const std::string& title : titles_) widths.push_back(width_of(title));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i)
      text += (i > 0 ? std::string(gap) : "") + padded(cells[i], widths[i], right_[i]);
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  };
  if (std::any_of(titles_.begin(), titles_.end(), [](const std::string& title) { return !title.empty(); }))
    line(titles_);
  for (const auto& row : rows_) line(row);
  return out;
}

}  // namespace keybook::cli
