#include "session/throttle.h"

#include <algorithm>

#include "session/limits.h"

namespace keybook::server::session {

std::int64_t Throttle::wait_ms(const std::string& name, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  return found == entries_.end() ? 0 : std::max<std::int64_t>(0, found->second.until_ms - now_ms);
}

void Throttle::wrong(const std::string& name, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= wrong_password_names_max && !entries_.contains(name)) make_room();
  Entry& entry = entries_[name];
  ++entry.wrong;
  std::int64_t wait = 0;
  if (entry.wrong >= wrong_passwords_free) {
    const int doublings = std::min(entry.wrong - wrong_passwords_free, 20);
    wait = std::min(wrong_password_wait_ms << doublings, wrong_password_wait_ms_max);
  }
  entry.until_ms = now_ms + wait;
}

void Throttle::right(const std::string& name) {
  const std::lock_guard lock(mutex_);
  entries_.erase(name);
}

void Throttle::make_room() {
  const auto least = std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
    return a.second.until_ms < b.second.until_ms;
  });
  if (least != entries_.end()) entries_.erase(least);
}

}  // namespace keybook::server::session
