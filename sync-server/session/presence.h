// What devices report at each exchange beside their mutations: seen, waiting, clock. It is kept in memory and written
// now and then, together: an exchange that brings nothing must not cost a durable commit. What a crash loses is
// reported again at the next exchange; ranks stay safe, since bases bound them too (session/dating.h).
//
// Threads: any. Errors: base::Failure of storage.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "storage/storage.h"

namespace keybook::server::session {

class Presence {
 public:
  // Puts into an enrolment read from the store what was noted since.
  void bring_up(storage::Enrolment& stored) const;
  // Keeps an enrolment's report for the next flush.
  void note(const storage::Enrolment& seen);
  // The caller has committed the enrolment as it is now.
  void written(const std::string& enrolment);

  // Whether a device is to be told of this backup horizon: once per horizon, as far as this process knows.
  [[nodiscard]] bool tell_horizon(const std::string& enrolment, record::CommitNumber horizon);

  [[nodiscard]] bool due(std::int64_t monotonic_ms) const;
  void flush(storage::Store& store, std::int64_t monotonic_ms);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, storage::Enrolment> noted_;
  std::map<std::string, record::CommitNumber> told_;  // horizons, by enrolment
  std::int64_t flushed_ms_ = 0;                       // monotonic
};

}  // namespace keybook::server::session
