// Short ways to say where something went wrong (base::Where).
#pragma once

#include <utility>

#include "base/error.h"

namespace keybook::server::session {

[[nodiscard]] inline base::Where at_field(std::string field) { return {{}, {}, std::move(field), {}, 0}; }
[[nodiscard]] inline base::Where at_record(std::string type, std::string record, std::string field = {}) {
  return {std::move(type), std::move(record), std::move(field), {}, 0};
}
[[nodiscard]] inline base::Where at_file(std::string file) { return {{}, {}, {}, std::move(file), 0}; }

}  // namespace keybook::server::session
