// Requests that their own authors took back. Pure.
#pragma once

#include "record/state.h"

namespace keybook::record {

// `request`: a line of a locked unit. It is kept like one that was declined, with its author as who decided: programs
// that know of no more read it as closed.
[[nodiscard]] inline bool is_withdrawn(const Line& request) {
  return request.state == LineState::Declined && request.decided_by == request.origin->user;
}

}  // namespace keybook::record
