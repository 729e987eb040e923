// What became of a device's own late edits, asked for by their numbers: their author may not see the file any more, and
// gets nothing of it but this. Threads: one. Errors: base::Failure of storage.
#pragma once

#include "protocol/messages.h"
#include "storage/storage.h"

namespace keybook::server::session {

// Only what was decided; cost follows the number of mutations asked for.
[[nodiscard]] std::vector<protocol::Receipt> receipts(storage::Reader& reader, const std::string& enrolment,
                                                      const std::vector<record::Counter>& counters);
// The same for edits of this user by their names.
[[nodiscard]] std::vector<protocol::Receipt> receipts(storage::Reader& reader, const std::string& user,
                                                      const std::vector<protocol::LateEdit>& late);

}  // namespace keybook::server::session
