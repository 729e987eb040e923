// One exchange: one request, one answer (REPLICATION §3). Mutations first, in a write transaction of their own, then
// everything that the device should now see, in a snapshot after it.
//
// Three things end an exchange before it begins, and the answer says how the device goes on: the device was revoked;
// its profile is a copy of one that is in use (tokens.h, or the same number with other content) and gets an identity of
// its own; the server was restored (epochs.h).
//
// Threads: any number of exchanges at once; the store lets one write at a time. Errors: values. An exchange that brings
// nothing and finds nothing looks at the sequence of commits and at the device's row, and writes nothing.
#pragma once

#include "session/auth.h"
#include "session/ground.h"
#include "session/incoming.h"
#include "session/presence.h"
#include "session/reply.h"
#include "session/sums.h"
#include "session/tokens.h"

namespace keybook::server::session {

using record::CommitNumber;

struct Exchanged {
  std::string text;  // the answer as JSON
  int status = 200;  // of HTTP; another one: a protocol::Refusal, and nothing was done
  std::string user, enrolment;
  CommitNumber answered = 0;  // the new cursor; 0: more pages follow
  bool committed = false;     // mutations were committed: others should be told
  // For the log.
  std::size_t mutations = 0;
  int refused = 0, parked = 0, repeated = 0;
  std::int64_t records = 0, lines = 0;
  std::size_t evicted = 0, whole = 0;
  std::size_t damaged = 0, unequal = 0;  // files that the device asked for anew; that differ from its own
  bool more = false;
};

class Exchange {
 public:
  Exchange(const Ground& ground, Auth& auth, Presence& presence, const Secrets& secrets, std::int64_t page_bytes)
      : ground_(ground),
        auth_(auth),
        presence_(presence),
        secrets_(secrets),
        tokens_(secrets.token_key),
        page_bytes_(page_bytes) {}

  // `body`: the request's JSON text.
  [[nodiscard]] base::Result<Exchanged> run(std::string_view authorization, std::string_view body);

 private:
  [[nodiscard]] Exchanged exchange(std::string_view authorization, std::string_view body,
                                   std::optional<storage::Enrolment>& asking);
  [[nodiscard]] Exchanged revoked(const base::Error& error, std::string_view authorization, std::string_view body);
  [[nodiscard]] Exchanged forked(const base::Error& error, const storage::Enrolment& copied);
  [[nodiscard]] std::optional<Exchanged> other_epoch(const protocol::SyncRequest& request, const Session& session,
                                                     storage::Reader& reader);
  void compare(Reply& reply, const protocol::SyncRequest& request, const access::User& user, const std::string& epoch,
               storage::Reader& reader);

  const Ground ground_;
  Auth& auth_;
  Presence& presence_;
  const Secrets secrets_;
  const Tokens tokens_;
  Sums sums_;
  const std::int64_t page_bytes_;
};

}  // namespace keybook::server::session
