#include "domain/standards/defaults.h"

namespace keybook::domain::standards {

std::vector<Default> defaults() {
  std::vector<Default> out;
  for (auto& one : nlohmann::json::parse(defaults_text(), nullptr, true, true))
    out.push_back({one.at("type"), one.at("id"), std::move(one.at("fields"))});
  return out;
}

}  // namespace keybook::domain::standards
