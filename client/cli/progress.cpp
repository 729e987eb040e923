#include "progress.h"

#include <iostream>

#include "platform/terminal.h"

namespace keybook::cli {
namespace {

constexpr std::int64_t silent_ms = 1000;  // what ends sooner needs no word
constexpr std::int64_t every_ms = 100;    // a terminal over a slow line keeps up
constexpr const char* clear_line = "\r\033[K";
constexpr std::int64_t kilo = 1000;

}  // namespace

ProgressLine::ProgressLine(base::Clock& clock)
    : clock_(clock), started_ms_(clock.monotonic_ms()), enabled_(client::platform::errors_are_terminal()) {}

ProgressLine::~ProgressLine() {
  if (visible_) std::cerr << clear_line << std::flush;
}

void ProgressLine::show(const std::string& text) {
  if (!enabled_) return;
  const std::int64_t now_ms = clock_.monotonic_ms();
  if (now_ms - started_ms_ < silent_ms || now_ms - shown_ms_ < every_ms) return;
  shown_ms_ = now_ms;
  visible_ = true;
  std::cerr << clear_line + text << std::flush;
}

std::string bytes_text(std::int64_t bytes) {
  if (bytes < 10 * kilo) return std::to_string(bytes) + " B";
  if (bytes < 10 * kilo * kilo) return std::to_string(bytes / kilo) + " kB";
  return std::to_string(bytes / (kilo * kilo)) + " MB";
}

}  // namespace keybook::cli
