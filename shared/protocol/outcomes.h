// What became of mutations, as an answer tells it. For the sources of this folder.
#pragma once

#include <string>
#include <vector>

#include "protocol/members.h"

namespace keybook::protocol {

// Runs of plain outcomes shrink to [n, commit, count].
[[nodiscard]] Value outcomes_json(const std::vector<Outcome>& outcomes);
// Reads one item of that list, which may be a run, to the end of `out`; what is wrong with it becomes a problem of
// `owner`.
void outcome_from(const Value& json, std::vector<Outcome>& out, Reader& owner);

// Marks beside the outcomes, in their order: devices that know of none read the rest as ever. Empty: none has one.
[[nodiscard]] std::string proofs_text(const std::vector<Outcome>& outcomes);
void proofs_from(const std::string& text, std::vector<Outcome>& outcomes, Reader& owner);

}  // namespace keybook::protocol
