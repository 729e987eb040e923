// Outcomes of mutations as the store keeps them, to be given again to a repeated mutation. Small: most say nothing but
// when.
#pragma once

#include "merge/engine.h"

namespace keybook::server::merge {

[[nodiscard]] std::string outcome_text(const MutationOutcome& outcome);
[[nodiscard]] MutationOutcome outcome_from(const Mutation& mutation, const storage::Committed& committed);

}  // namespace keybook::server::merge
