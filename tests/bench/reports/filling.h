// A large business in a profile: records as a first download brings them, through the store's own bulk way.
// Threads: one. Errors: base::Failure.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "schema/registry.h"

namespace keybook::bench {

struct Size {
  int accounts = 0;
  std::int64_t lines = 0;  // of orders, four to each
};

// The n-th record of a kind: a account, p product, o order, l line, v visit.
[[nodiscard]] std::string record_id(char kind, std::int64_t n);

// Fills the profile in `folder`, which a Client has made; the same records from the same size on every machine.
void fill(const std::filesystem::path& folder, const schema::Registry& registry, const Size& size);

}  // namespace keybook::bench
