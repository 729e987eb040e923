// What several records break together, by the rules of their declaration: a hierarchy that goes in a circle (`tree`),
// weights that do not add up (`sums`), bands that overlap (`bands`). Each alone is valid, and each may have been
// written on another device: so these are findings on the merged state, never a reason to refuse. Threads: pure
// functions of values.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/registry.h"

namespace keybook::domain::findings {

// What the rules read of a record: canonical values by field. Absent fields may be missing.
struct Facts {
  std::string id, name;  // name: what people call it
  std::map<std::string, schema::Value, std::less<>> fields;
};

struct Finding {
  std::string type, record, field;
  std::string rule;  // "circle", "sum", "overlap", "bounds"
  std::string message, remedy;
};

// Of all records of one type that are in force on `day` (ISO): a record with valid_from after it, or valid_to before
// it, or active=false takes no part in sums and bands. By record.
[[nodiscard]] std::vector<Finding> findings(const schema::Type& type, const std::vector<Facts>& records,
                                            const std::string& day);
// The fields that findings() reads of a type; empty: the type has no such rules.
[[nodiscard]] std::vector<const schema::Field*> fields_of(const schema::Type& type);

}  // namespace keybook::domain::findings
