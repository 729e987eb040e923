// Whole batches of records that stand as their creation wrote them: the bulk of a first download.
// Threads: as the database. Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include "protocol/messages.h"
#include "store/store.h"

namespace keybook::client::session {

// Puts the rows of a batch straight into the type's table and the search index. Returns those that were not put there,
// because something of their name is here already: they go the long way.
[[nodiscard]] std::vector<std::size_t> insert_batch(store::Store& store, const protocol::Batch& batch);

// [id, account, stamp, commit, user, committed_ms, value of each unit…] as a record's state.
[[nodiscard]] record::RecordState state_of_row(const protocol::Batch& batch, const record::Value& row);

}  // namespace keybook::client::session
