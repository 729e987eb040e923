// Who asks: passwords once, to make a device of a user; its own credential from then on.
//
// Only the SHA-256 of a credential is kept; it is 256 random bits, so no slow hash is needed. An unknown user, a
// disabled one and a wrong password get the same answer after the same work. Threads: any. Errors: values;
// base::Failure of storage only from `session`, which runs inside the caller's snapshot.
#pragma once

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "protocol/messages.h"
#include "session/password.h"
#include "session/throttle.h"
#include "storage/storage.h"

namespace keybook::server::session {

// A device of a user that showed its credential.
struct Session {
  storage::Enrolment enrolment;
  access::User user;
};

class Auth {
 public:
  Auth(storage::Store& store, base::Clock& clock, base::Random& random, base::Log& log, PasswordCost cost);

  // WrongPassword, or TooMany with the time to wait. Slow.
  [[nodiscard]] base::Result<protocol::EnrolAnswer> enrol(const protocol::EnrolRequest& request);

  // `authorization`: the header's value, "Bearer …". Unauthorized for an unknown or revoked device or a disabled user.
  [[nodiscard]] static base::Result<Session> session(std::string_view authorization, storage::Reader& reader);

 private:
  storage::Store& store_;
  base::Clock& clock_;
  base::Random& random_;
  base::Log& log_;
  Throttle throttle_;
  std::string nobody_;  // hash that no password fits: the work for a user that does not exist
};

}  // namespace keybook::server::session
