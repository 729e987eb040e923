// A vector played in one order of arrival through the product's own commit pipeline, and what everybody then sees.
#pragma once

#include "vectors/vector.h"

namespace keybook::vectors {

// The members of a vector's `expect`, as the product gives them: records, text conflicts, lost, conflicts, parked,
// requests, refused, visible. `writer`: of an empty store; it is left uncommitted.
[[nodiscard]] Json played(const Vector& vector, const schema::Registry& registry, server::storage::Writer& writer,
                          const std::vector<int>& order);

struct Difference {
  std::string rule;
  Json expected, got;
};
// What differs from the expectation; empty: nothing.
[[nodiscard]] std::vector<Difference> differences(const Vector& vector, const Json& got);

}  // namespace keybook::vectors
