// What commands read besides their arguments. Errors: base::Failure (BadFile, Usage).
// Threads: main only.
#pragma once

#include <istream>
#include <memory>
#include <string>

#include "format/views.h"

namespace keybook::cli {

// A file that a person named; "-" is standard input. Pipes work.
class Input {
 public:
  explicit Input(const std::string& name);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  [[nodiscard]] std::istream& stream();
  [[nodiscard]] std::string name() const;  // for messages
  void check() const;                      // that the end was the end, and not a fault

 private:
  class Buffer;
  std::string name_;
  std::unique_ptr<Buffer> buffer_;
  std::unique_ptr<std::istream> file_;
};

// One JSON object; `expected` says what it looks like, for who gave another document.
[[nodiscard]] Value read_object(const std::string& name, const std::string& expected = R"({"FIELD": VALUE, …})");

// From the first line of standard input, or asked for on the terminal.
enum class PasswordFrom { Terminal, StandardInput };
[[nodiscard]] std::string read_password(PasswordFrom from, const std::string& prompt);

}  // namespace keybook::cli
