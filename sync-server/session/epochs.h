// Epochs: a new one begins whenever the store was put back to an earlier state, so that devices notice (REPLICATION
// §9).
//
// Commit numbers of an epoch begin far above all that were given before, so that a number never means two commits. Of
// each epoch before, it is kept up to which commit it is common with what the store holds now.
// Threads: any. Errors: base::Failure of storage.
#pragma once

#include <optional>

#include "base/clock.h"
#include "base/random.h"
#include "protocol/messages.h"
#include "storage/storage.h"

namespace keybook::server::session {

inline constexpr int epoch_characters = 12;  // 60 random bits: no two restores of the world's servers share one

// Begins a new epoch in a store that was put back. Returns its name.
std::string begin_epoch(storage::Writer& writer, base::Clock& clock, base::Random& random);

// What a device of another epoch is told. `shown`: the epoch that it knows.
[[nodiscard]] protocol::Restored restored(storage::Reader& reader, const std::string& shown);

// From the beginning of an epoch until an administrator closes the restore, devices may hold what this store has not
// got back yet: nothing is taken away from them, and digests are not compared.
[[nodiscard]] bool restore_is_open(storage::Reader& reader);
void close_restore(storage::Writer& writer);

// ---- backups
// The last commit that a verified backup holds, of the epoch in force.
[[nodiscard]] record::CommitNumber horizon(storage::Reader& reader);
void set_horizon(storage::Writer& writer, record::CommitNumber commit);

}  // namespace keybook::server::session
