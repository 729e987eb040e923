// What every request stands on; passed in, so that the simulator drives the same code on its own clock and store.
// Ownership: all of it outlives the sessions. Threads: each part as it says itself.
#pragma once

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "schema/registry.h"
#include "storage/storage.h"

namespace keybook::server::session {

struct Ground {
  storage::Store& store;
  const schema::Registry& registry;  // what the program brought; in force is the registry() of a reader or writer
  base::Clock& clock;
  base::Random& random;
  base::Log& log;
  // Signs what devices are told (session/proofs.h); lies outside the store. Empty: nothing is signed.
  std::string receipt_key = {};
};

}  // namespace keybook::server::session
