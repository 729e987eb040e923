// Which column of an input file goes to which field. Internal to this folder. Threads: pure functions.
#pragma once

#include "usecases/values.h"

namespace keybook::client {

struct ImportColumn {
  std::string name;                      // in the file
  const schema::Field* field = nullptr;  // nullptr: dropped, or the id
  bool is_id = false;
};

// By the given map, else by field name, else by its label in either language. BadFile for a column that fits nothing,
// for two columns of one field, and for a map that names columns or fields that there are not.
[[nodiscard]] base::Result<std::vector<ImportColumn>> import_columns(const schema::Type& type,
                                                                     const std::vector<std::string>& header,
                                                                     const std::map<std::string, std::string>& map);

}  // namespace keybook::client
