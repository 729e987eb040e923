// Runs syncs: carries out what the session says, stores what comes, and tries again after failures that may pass.
//
// Every answer is one transaction: outcomes, records, cursor and the log entry, or nothing of it. A sync that brought
// nothing new writes its log entry without waiting for the disk, which costs no more than reading.
// Threads: one sync at a time per profile (the caller holds the lock). Errors: Result values.
#pragma once

#include <functional>
#include <stop_token>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "session/receiver.h"
#include "session/self_check.h"
#include "session/session.h"

namespace keybook::client::session {

struct Outside {
  base::Clock& clock;
  base::Random& random;
  base::Log& log;
  transport::Transport& transport;
  std::string boot;                                                    // names this start of the program
  std::function<void(std::int64_t ms, const std::stop_token&)> pause;  // waits between attempts
  bool threads = true;  // of a first download, the next page is on its way while one is stored; not in the simulator
};

// What a sync did so far; also its progress.
struct Report {
  enum class Doing { Connecting, Sending, Receiving, Storing, Done } doing = Doing::Connecting;
  std::int64_t pushed = 0, pulled = 0, round_trips = 0, bytes_sent = 0, bytes_received = 0;
  std::int64_t waiting = 0;   // mutations that have not gone out yet
  std::int64_t repaired = 0;  // damaged account files
  int page = 0;
  CommitNumber cursor = 0;
  bool complete = false;
  bool turned = false;  // the device goes on as another, or in another epoch: once more, at once
};

struct RunOptions {
  std::function<void(const Report&)> progress;
  std::stop_token stop;
  int attempts_max = 3;
  int messages_max = 0;  // 0: until done
};

class Runner {
 public:
  Runner(store::Store& store, Outside outside);
  [[nodiscard]] base::Result<Report> run(const RunOptions& options);

 private:
  [[nodiscard]] base::Result<Report> converse(const RunOptions& options, Report& report, bool& again);
  // What the next message starts from, read in one state of the database.
  struct Ready {
    Situation situation;
    Outgoing outgoing;
  };
  [[nodiscard]] Ready ready(std::int64_t bytes_max);
  [[nodiscard]] Situation situation(const store::Device& device);
  [[nodiscard]] Outgoing outgoing(const store::Device& device, std::int64_t bytes_max);
  // Sends, and counts what went over the wire.
  [[nodiscard]] Action exchange(Session& session, const RunOptions& options, Report& report,
                                const std::function<base::Result<transport::Reply>()>& send);
  void store(const Take& take, Report& report);
  void begin_anew();
  [[nodiscard]] bool is_damaged();
  void erase_confirmed(const store::Device& device);
  void turn(const protocol::Refusal& refusal);
  void wipe(const protocol::Refusal& refusal);
  void log_exchange(const Report& report, const std::string& result, const std::string& message);
  void note_failure(const base::Error& error, const Report& report);
  void tell(const RunOptions& options, Report& report, Report::Doing doing);

  store::Store& store_;
  Outside outside_;
  SelfCheck self_check_;
  std::int64_t started_ms_ = 0;
  Situation asked_;              // what the last message started from
  std::int64_t push_bytes_max_;  // what the server takes at once, as far as known
};

}  // namespace keybook::client::session
