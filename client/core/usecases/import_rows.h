// The rows of an imported file, whatever its format. Internal to this folder.
// Threads: one object belongs to one thread. Errors: base::Failure where the file cannot be read at all.
#pragma once

#include <filesystem>
#include <memory>

#include "usecases/values.h"

namespace keybook::client {

// One line of the file, ready to become an edit.
struct ImportRow {
  std::int64_t line = 0;
  Edit edit;
  std::vector<std::string> cells;  // as they came, for the file of rejected lines
};

class ImportRows {
 public:
  virtual ~ImportRows() = default;
  // nullopt at the end. An error that names a line is of that line alone, and the next call goes on behind it.
  virtual base::Result<std::optional<ImportRow>> next() = 0;
  // The names of the columns; empty: each line names its own.
  [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
};

// The end of the name says what it is: .jsonl and .ndjson, .tsv, .xlsx and .xlsm, anything else CSV. `type` and
// `options` must outlive it.
[[nodiscard]] std::unique_ptr<ImportRows> import_rows(const schema::Type& type, const std::filesystem::path& file,
                                                      const ImportOptions& options);

}  // namespace keybook::client
