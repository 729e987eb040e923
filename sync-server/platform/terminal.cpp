#include "sync-server/platform/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace keybook::server::platform {
namespace {

// Hides what is typed while it lives.
class NoEcho {
 public:
  NoEcho() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    hidden_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~NoEcho() {
    if (!hidden_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << '\n';
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool hidden_ = false;
};

base::Result<std::string> line() {
  std::string text;
  if (!std::getline(std::cin, text))
    return base::fail(base::ErrorCode::Usage, "no password was given", {},
                      "Give it on standard input with --password-stdin, or at the prompt");
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

base::Result<std::string> ask(const std::string& prompt) {
  std::cerr << prompt << std::flush;
  const NoEcho hidden;
  return line();
}

}  // namespace

base::Result<std::string> password_from_stdin() { return line(); }

base::Result<std::string> ask_new_password(const std::string& prompt) {
  if (isatty(STDIN_FILENO) == 0)
    return base::fail(base::ErrorCode::Usage, "there is no terminal to ask for the password", {},
                      "Give it on standard input with --password-stdin");
  auto first = ask(prompt + ": ");
  if (!first) return first;
  auto again = ask(prompt + " (again): ");
  if (!again) return again;
  if (*first != *again) return base::fail(base::ErrorCode::Usage, "the two passwords differ", {}, "Try again");
  return first;
}

}  // namespace keybook::server::platform
