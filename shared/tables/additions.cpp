#include "tables/additions.h"

#include "base/failure.h"
#include "tables/type_table.h"

namespace keybook::tables {

std::vector<schema::Addition> additions(sqlite::Database& database, const std::string& prefix) {
  const std::string table = prefix + schema::addition_type;
  auto exists = prepared(database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  exists.bind(table);
  std::vector<schema::Addition> out;
  if (!step(exists)) return out;
  auto row = prepared(database, "SELECT number, document FROM " + sqlite::quoted(table) +
                                    " WHERE number > 0 AND document IS NOT NULL ORDER BY number, id");
  while (step(row)) out.push_back({row.integer(0), std::string(row.text(1))});
  return out;
}

}  // namespace keybook::tables
