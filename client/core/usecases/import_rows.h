// The rows of an imported file, whatever its format. Internal to this folder.
// Threads: one object belongs to one thread. Errors: base::Failure where the file cannot be read at all.
#pragma once

#include <filesystem>
#include <memory>

#include "usecases/values.h"

namespace keybook::client {

// What a line was, for the file of rejected lines: its cells as they came; its text where it could not be taken apart
// into the table's columns, or has none.
struct LineText {
  std::vector<std::string> cells;
  std::string raw;
};

// One line of the file, ready to become an edit.
struct ImportRow {
  std::int64_t line = 0;
  Edit edit;
  LineText text;
};

class ImportRows {
 public:
  virtual ~ImportRows() = default;
  // nullopt at the end. An error that names a line is of that line alone, and the next call goes on behind it.
  virtual base::Result<std::optional<ImportRow>> next() = 0;
  // After an error: the line that it is of.
  [[nodiscard]] virtual const LineText& broken() const = 0;
  // The names of the columns, without the remarks of a file of rejected lines; empty: each line names its own.
  [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
  [[nodiscard]] virtual char delimiter() const = 0;  // of raw texts, where there are columns
};

// The end of the name says what it is: .jsonl and .ndjson, .tsv, .xlsx and .xlsm, anything else CSV. `type` and
// `options` must outlive it.
[[nodiscard]] std::unique_ptr<ImportRows> import_rows(const schema::Type& type, const std::filesystem::path& file,
                                                      const ImportOptions& options);

}  // namespace keybook::client
