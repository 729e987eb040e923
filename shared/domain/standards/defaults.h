// The standards that head office starts with. Threads: pure functions of constants.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace keybook::domain::standards {

struct Default {
  std::string type, id;
  nlohmann::json fields;
};
// In an order in which every record comes after those that it refers to.
[[nodiscard]] std::vector<Default> defaults();

[[nodiscard]] std::string_view defaults_text();  // defaults.json

}  // namespace keybook::domain::standards
