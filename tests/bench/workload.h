// The benchmark's data: ../shared/tools/workload.py beside the checkout writes it, this maps it onto Keybook's
// declarations.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/error.h"

namespace keybook::bench {

using Json = nlohmann::json;

// One record of the base set: {"type","id","fields"} with Keybook's field names.
struct Workload {
  std::vector<Json> records;    // accounts, contacts, visits; a file's account comes first
  std::int64_t json_bytes = 0;  // as the generator wrote them
};

// Runs the generator (python3) with these options and reads its lines. BadFile with a remedy where it is absent.
[[nodiscard]] base::Result<std::vector<Json>> generate(const std::string& options);
[[nodiscard]] base::Result<Workload> base_set(int accounts);
// A generated document with Keybook's field names: fields that Keybook does not declare under that name are renamed.
[[nodiscard]] Json fields_of(const std::string& type, const Json& document);

}  // namespace keybook::bench
