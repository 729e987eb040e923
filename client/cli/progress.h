// One line on standard error that says how far a long command is; only on a terminal, only after a second.
// Threads: main only. Ownership: the clock must outlive it.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace keybook::cli {

class ProgressLine {
 public:
  explicit ProgressLine(base::Clock& clock);
  ~ProgressLine();  // takes the line away
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const std::string& text);

 private:
  base::Clock& clock_;
  std::int64_t started_ms_, shown_ms_ = 0;
  bool enabled_, visible_ = false;
};

// "12 KB", for people.
[[nodiscard]] std::string bytes_text(std::int64_t bytes);

}  // namespace keybook::cli
