// Slows down guessing of passwords: after some wrong ones a name has to wait, longer each time. Names that do not exist
// wait just the same, so that the answer tells nothing about them.
//
// Threads: any. Time is given by the caller.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace keybook::server::session {

class Throttle {
 public:
  // Milliseconds that `name` still has to wait; 0: it may try.
  [[nodiscard]] std::int64_t wait_ms(const std::string& name, std::int64_t now_ms);
  void wrong(const std::string& name, std::int64_t now_ms);
  void right(const std::string& name);

 private:
  struct Entry {
    int wrong = 0;
    std::int64_t until_ms = 0;  // monotonic
  };
  void make_room();

  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace keybook::server::session
