// The paths of shared/docs/protocol.md: what HTTP brings goes to sign-in, exchange, notices and declarations; errors
// become statuses (protocol::http_status). The composition of everything in this folder.
//
// Threads: handle on any worker, tick on any thread. Ownership: the ground outlives the service. Logs: one line for
// each request that did something, with user, device, counts, bytes and time; never values or secrets.
#pragma once

#include "protocol/limits.h"
#include "session/acts/acts.h"
#include "session/auth.h"
#include "session/exchange.h"
#include "session/notice.h"

namespace keybook::server::session {

struct ServiceOptions {
  PasswordCost password_cost = PasswordCost::Interactive;
  std::int64_t page_bytes = protocol::page_bytes_target;  // tests page earlier
};

class Service final : public transport::Handler {
 public:
  explicit Service(const Ground& ground, const ServiceOptions& options = {});

  void handle(transport::Request request, transport::Responder responder) override;

  // To be called about twice a second: tells waiting devices of what other processes committed, writes what devices
  // reported. Errors are logged; the next call tries again.
  void tick();
  // Writes what is still only in memory. Called once, after the last request.
  void finish();

 private:
  [[nodiscard]] transport::Response hello();
  [[nodiscard]] transport::Response parcel(const transport::Request& request);
  [[nodiscard]] transport::Response enrol(const transport::Request& request);
  void sync(const transport::Request& request, const transport::Responder& responder);
  void act(const transport::Request& request, const transport::Responder& responder);
  void run_due();
  void wait(const transport::Request& request, const transport::Responder& responder);
  [[nodiscard]] transport::Response schema(const transport::Request& request);
  void after(const Exchanged& done);

  const Ground ground_;
  const Secrets secrets_;
  Auth auth_;
  Presence presence_;
  Exchange exchange_;
  Acts acts_;
  Notice notice_;
};

}  // namespace keybook::server::session
