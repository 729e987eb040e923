// The server's storage without a disk: ordered maps, copied when a writer begins. For tests that open thousands of
// stores, and for the simulation. Same contract as the others (tests/contract), but nothing outlives the object.
//
// Threads: as storage.h. Cost: a write transaction copies the maps (not the records in them).
#pragma once

#include <memory>

#include "schema/registry.h"
#include "sync-server/storage/storage.h"

namespace keybook::support {

// `registry` must outlive the store: it knows the natural keys.
[[nodiscard]] std::unique_ptr<server::storage::Store> memory_store(const schema::Registry& registry);

}  // namespace keybook::support
