// What a workbook says before its rows: where its first sheet is, the texts that cells share, how numbers are shown.
// Internal to this folder. Threads: as the archive. Errors: BadFile, TooLarge.
#pragma once

#include <string>
#include <vector>

#include "interchange/xlsx/archive.h"
#include "interchange/xlsx/cells.h"

namespace keybook::interchange {

struct Workbook {
  std::string sheet;               // the part with the first sheet that is not hidden
  std::vector<std::string> texts;  // by the numbers that cells give
  std::vector<Shown> styles;       // by the numbers that cells give
  bool from_1904 = false;
};

[[nodiscard]] base::Result<Workbook> read_workbook(const Archive& archive);

}  // namespace keybook::interchange
