#include "sync-server/platform/stop_signal.h"

#include <csignal>
#include <ctime>

namespace keybook::server::platform {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

StopSignal::StopSignal() {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool StopSignal::wait(std::int64_t ms) {
  const sigset_t set = stop_signals();
  timespec time{};
  time.tv_sec = static_cast<time_t>(ms / 1000);
  time.tv_nsec = static_cast<long>(ms % 1000 * 1'000'000);
  return sigtimedwait(&set, nullptr, &time) > 0;
}

}  // namespace keybook::server::platform
