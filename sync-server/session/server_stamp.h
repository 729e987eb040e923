// Stamps of the server's own transactions: later than every rank committed so far (REPLICATION §7), whatever the
// machine's clock says. Threads: one, inside a write transaction.
#pragma once

#include "session/dating.h"
#include "storage/storage.h"

namespace keybook::server::session {

[[nodiscard]] inline Stamp next_server_stamp(storage::Writer& writer, std::int64_t now_ms) {
  const std::string device(record::server_device);
  const Stamp last = writer.highest_rank(writer.last_commit());
  Stamp stamp{now_ms, 0, device};
  if (!(last < stamp)) stamp = after(last, device);
  writer.note_rank(stamp);
  return stamp;
}

}  // namespace keybook::server::session
