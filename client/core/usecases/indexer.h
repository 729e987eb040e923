// Works off the backlog of the search index beside everything else: a thread with a connection of its own that takes
// the write lock for short moments only. Threads: constructed and destroyed by one; the work is on its own thread.
#pragma once

#include <atomic>
#include <thread>

#include "base/log.h"
#include "store/store.h"

namespace keybook::client {

class Indexer {
 public:
  Indexer(store::Settings settings, const schema::Registry& registry, base::Log& log);
  ~Indexer();  // after the row group under work; the rest waits for the next start
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;
  [[nodiscard]] bool done() const { return done_; }

 private:
  void work(const std::stop_token& stop);

  store::Settings settings_;
  const schema::Registry& registry_;
  base::Log& log_;
  std::atomic<bool> done_ = false;
  std::jthread thread_;
};

}  // namespace keybook::client
