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
#include "session/secrets.h"
#include "session/throttle.h"
#include "storage/storage.h"

namespace keybook::server::session {

// A device of a user that showed its credential.
struct Session {
  storage::Enrolment enrolment;
  access::User user;
  bool by_administrator = false;  // not the device itself: an administrator lets in what it had sealed
};

class Auth {
 public:
  Auth(storage::Store& store, base::Clock& clock, base::Random& random, base::Log& log, const Secrets& secrets,
       PasswordCost cost);

  // WrongPassword, or TooMany with the time to wait. Slow.
  [[nodiscard]] base::Result<protocol::EnrolAnswer> enrol(const protocol::EnrolRequest& request);

  // An identity of its own for a copy of a device's profile: same user, same device name.
  [[nodiscard]] protocol::EnrolAnswer fork(const storage::Enrolment& copied);

  // `authorization`: the header's value, "Bearer …". Unauthorized for an unknown device or a disabled user, Revoked for
  // a revoked device.
  [[nodiscard]] static base::Result<Session> session(std::string_view authorization, storage::Reader& reader);
  // Whose credential it is, revoked or not.
  [[nodiscard]] static base::Result<storage::Enrolment> enrolment(std::string_view authorization,
                                                                  storage::Reader& reader);

 private:
  storage::Store& store_;
  base::Clock& clock_;
  base::Random& random_;
  base::Log& log_;
  Throttle throttle_;
  [[nodiscard]] protocol::EnrolAnswer admit(storage::Enrolment enrolment, const access::User& user,
                                            storage::Writer& writer);

  const Secrets secrets_;
  std::string nobody_;  // hash that no password fits: the work for a user that does not exist
};

}  // namespace keybook::server::session
