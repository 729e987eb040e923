// One exchange: one request, one answer (REPLICATION §3). Mutations first, in a write transaction of their own, then
// everything that the device should now see, in a snapshot after it.
//
// Threads: any number of exchanges at once; the store lets one write at a time. Errors: values. An exchange that brings
// nothing and finds nothing looks at the sequence of commits and at the device's row, and writes nothing.
#pragma once

#include "session/auth.h"
#include "session/ground.h"
#include "session/incoming.h"
#include "session/presence.h"

namespace keybook::server::session {

using record::CommitNumber;

struct Exchanged {
  std::string text;  // the answer as JSON
  std::string user, enrolment;
  CommitNumber answered = 0;  // the new cursor; 0: more pages follow
  bool committed = false;     // mutations were committed: others should be told
  // For the log.
  std::size_t mutations = 0;
  int refused = 0, parked = 0, repeated = 0;
  std::int64_t records = 0, lines = 0;
  std::size_t evicted = 0, whole = 0;
  bool more = false;
};

class Exchange {
 public:
  Exchange(const Ground& ground, Presence& presence, std::int64_t page_bytes)
      : ground_(ground), presence_(presence), page_bytes_(page_bytes) {}

  // `body`: the request's JSON text.
  [[nodiscard]] base::Result<Exchanged> run(std::string_view authorization, std::string_view body);

 private:
  const Ground ground_;
  Presence& presence_;
  const std::int64_t page_bytes_;
};

}  // namespace keybook::server::session
