// Structured log lines. Never pass a secret: passwords, credentials, keys and field values stay out of logs.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace keybook::base {

enum class LogLevel { Debug, Info, Warning, Error };

// Threads: implementations may be called from any thread.
class Log {
 public:
  using Member = std::pair<std::string_view, std::string>;
  virtual ~Log() = default;
  virtual void write(LogLevel level, std::string_view event, std::initializer_list<Member> members) = 0;
};

class NoLog final : public Log {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<Member>) override {}
};

}  // namespace keybook::base
