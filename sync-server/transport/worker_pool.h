// Threads that run handlers, so that none of them blocks the network thread.
//
// Threads: every member from any thread, stop() from one. Limits: `waiting_max` jobs wait at most; continuations of
// work that was already accepted are not counted against it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace keybook::server::transport {

class WorkerPool {
 public:
  using Job = std::function<void()>;  // must not throw

  WorkerPool(int threads, std::size_t waiting_max);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when too many are waiting, or after stop().
  [[nodiscard]] bool submit(Job job);
  // Goes on with accepted work; false after stop().
  bool resume(Job job);

  // Runs what is waiting, then ends the threads.
  void stop();

 private:
  void work();
  bool push(Job job, std::size_t waiting_max);

  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace keybook::server::transport
