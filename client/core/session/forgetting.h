// Own late edits that were decided: their author sees for a while what became of which values; then this device, which
// lost the file, keeps the outcome alone. Threads: as the database. Errors: base::Failure; inside a transaction of the
// caller.
#pragma once

#include "outbox/outbox.h"

namespace keybook::client::session {

// Whether there is any: nearly always not, and a sync with nothing to do writes nothing.
[[nodiscard]] bool has_late(store::Store& store, const std::string& enrolment);
// Notes which late edits are decided by now, and forgets the values of those that have been for long enough.
void forget_decided(store::Store& store, const std::string& enrolment, std::int64_t now_ms);
// Forgets one at once. False: something of it still waits, or it is none of this enrolment's.
[[nodiscard]] bool forget_now(store::Store& store, const std::string& enrolment, record::Counter counter,
                              std::int64_t now_ms);

}  // namespace keybook::client::session
