// A printable document: headings, paragraphs, facts and tables flow down A4 pages and come out as a PDF with its fonts
// inside, so that Chinese text prints on every machine.
//
//   Pages pages({.title = "交接简报", .header_left = "华东电力", .made_at = "2026-03-01T08:00:00Z"});
//   pages.heading("谁说了算");
//   pages.table({{"姓名"}, {"职务", 2}}, {{"王建国", "采购部长"}});
//   const base::Result<std::string> pdf = std::move(pages).pdf();
//
// Texts are UTF-8; bytes that are none show as a replacement mark. Lengths are points (1/72 inch). What does not fit
// goes on at the top of the next page: a heading never stays behind alone, a table repeats its column titles, a row
// that is taller than what is left is cut between lines. The same calls make the same bytes on machines with the same
// fonts. Threads: a Pages belongs to one; several may be used at once. Ownership: everything is copied. Errors: only
// pdf(): NotValid where this machine has no font with Chinese characters.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace keybook::documents {

enum class Language { Chinese, English };  // of the page numbers, and of which forms characters take
enum class Align { Left, Right };

struct Settings {
  std::string title;                           // in the file's properties, not on a page
  std::string header_left, header_right = {};  // small, at the top of every page
  std::string footer = {};                     // small, at the bottom of every page, beside its number
  std::string made_at = {};  // time for the file's properties, as 2026-03-01T08:00:00Z; never the machine's clock
  Language language = Language::Chinese;
};

struct Column {
  std::string title;
  double share = 1;  // of the table's width, beside the other columns' shares
  Align align = Align::Left;
};

using Facts = std::vector<std::pair<std::string, std::string>>;  // name, value
using Rows = std::vector<std::vector<std::string>>;              // cells as their columns; missing ones are empty

class Pages {
 public:
  explicit Pages(Settings settings);
  ~Pages();
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  // What the document is: large, with a line below it that says for whom and of when (empty: none).
  void title(std::string_view text, std::string_view below = {});
  void heading(std::string_view text);
  void subheading(std::string_view text);
  // Line breaks in `text` stay.
  void paragraph(std::string_view text);
  void remark(std::string_view text);  // small and grey
  void bullets(const std::vector<std::string>& texts);
  // Names and values in two columns; a long value gets the width of the page. Pairs without value are left out.
  void facts(const Facts& facts);
  void table(const std::vector<Column>& columns, const Rows& rows);
  void page_break();  // nothing at the top of a page

  // The finished file. Nothing can be added after it.
  [[nodiscard]] base::Result<std::string> pdf() &&;

 private:
  class Flow;
  std::unique_ptr<Flow> flow_;
};

}  // namespace keybook::documents
