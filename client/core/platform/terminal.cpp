#include "platform/terminal.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <thread>

namespace keybook::client::platform {

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) != 0; }
bool errors_are_terminal() { return ::isatty(STDERR_FILENO) != 0; }

base::Result<std::string> ask_password(const std::string& prompt) {
  termios shown{};
  if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &shown) != 0)
    return base::fail(base::ErrorCode::Usage, "there is no terminal to ask for the password", {},
                      "Give it on standard input with --password-stdin");
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  std::cerr << prompt << std::flush;
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::string password;
  std::getline(std::cin, password);
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << '\n';
  return password;
}

struct StopOnSignal::Impl {
  std::stop_source stop;
  sigset_t signals{};
  std::thread waiter;
};

StopOnSignal::StopOnSignal() : impl_(std::make_unique<Impl>()) {
  ::sigemptyset(&impl_->signals);
  for (const int number : {SIGINT, SIGTERM}) ::sigaddset(&impl_->signals, number);
  ::pthread_sigmask(SIG_BLOCK, &impl_->signals, nullptr);
  impl_->waiter = std::thread([this] {
    int number = 0;
    ::sigwait(&impl_->signals, &number);
    impl_->stop.request_stop();
  });
}

StopOnSignal::~StopOnSignal() {
  // Wakes the waiter where no signal came.
  if (!impl_->stop.stop_requested()) ::pthread_kill(impl_->waiter.native_handle(), SIGTERM);
  impl_->waiter.join();
}

std::stop_token StopOnSignal::token() const { return impl_->stop.get_token(); }

}  // namespace keybook::client::platform
