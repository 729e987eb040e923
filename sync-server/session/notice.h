// Live notices: requests that wait until there is something for their user (GET /v1/wait).
//
// Threads: any. A waiter is answered once; those whose client has gone are forgotten at the next publication.
// Errors: base::Failure of storage; TooMany when too many wait.
#pragma once

#include <list>
#include <mutex>

#include "session/auth.h"
#include "sync-server/transport/handler.h"

namespace keybook::server::session {

using record::CommitNumber;

class Notice {
 public:
  explicit Notice(CommitNumber last) : published_(last) {}

  // Answers at once if something after `cursor` concerns the user, else when it does, or after `ms_max`.
  void wait(storage::Store& store, const Session& session, CommitNumber cursor, std::int64_t ms_max,
            transport::Responder responder);

  // Tells the waiters of everything that was committed since the last publication, by this process or another. Cheap
  // when there is nothing. An `author` has heard of everything up to `answered` in its own answer.
  void publish(storage::Reader& reader, const std::string& author = {}, CommitNumber answered = 0);

  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Waiter {
    access::User user;
    std::string enrolment;
    transport::Responder responder;
  };
  mutable std::mutex mutex_;
  std::list<Waiter> waiters_;
  CommitNumber published_;
};

}  // namespace keybook::server::session
