// The lines of shared/docs/coverage.md, for tests. KEYBOOK_COVERAGE names the file. Threads: pure functions.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace keybook::testing {

struct CoverageLine {
  std::string item, state, what, how, shown;
};

// Those of the table; one that has not five cells has no item.
inline std::vector<CoverageLine> coverage_lines(const std::string& path) {
  const auto trimmed = [](const std::string& text) {
    const auto from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
    return from == std::string::npos ? std::string() : text.substr(from, to - from + 1);
  };
  std::vector<CoverageLine> out;
  std::ifstream in(path);
  for (std::string text; std::getline(in, text);) {
    if (text.size() < 4 || text[0] != '|' || text[2] < '0' || text[2] > '9') continue;
    std::vector<std::string> cells;
    std::istringstream row(text.substr(1));
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(trimmed(cell));
    if (cells.size() == 5)
      out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4]});
    else
      out.push_back({"", "", text, "", ""});
  }
  return out;
}

// What stands between back quotes.
inline std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find('`'); at != std::string::npos;) {
    const std::size_t end = text.find('`', at + 1);
    if (end == std::string::npos) break;
    out.push_back(text.substr(at + 1, end - at - 1));
    at = text.find('`', end + 1);
  }
  return out;
}

}  // namespace keybook::testing
