#include "session/presence.h"

#include <algorithm>

#include "session/limits.h"
#include "session/tokens.h"

namespace keybook::server::session {
namespace {

// Only what a report carries: counters, ranks and revocation belong to the store.
void report(const storage::Enrolment& from, storage::Enrolment& to) {
  if (Tokens::later(from.token, to.token)) to.token = from.token;
  if (from.last_exchange_ms < to.last_exchange_ms) return;  // another server process knows later news
  to.last_seen_ms = from.last_seen_ms;
  to.made = from.made;
  to.waiting = from.waiting;
  to.cursor = from.cursor;
  to.offset_ms = from.offset_ms;
  to.last_exchange_ms = from.last_exchange_ms;
}

}  // namespace

void Presence::bring_up(storage::Enrolment& stored) const {
  const std::lock_guard lock(mutex_);
  if (const auto found = noted_.find(stored.id); found != noted_.end()) report(found->second, stored);
}

void Presence::note(const storage::Enrolment& seen) {
  const std::lock_guard lock(mutex_);
  const auto [kept, fresh] = noted_.try_emplace(seen.id, seen);
  if (fresh) return;
  storage::Enrolment now = seen;
  if (Tokens::later(kept->second.token, now.token)) now.token = kept->second.token;
  kept->second = std::move(now);
}

void Presence::written(const std::string& enrolment) {
  const std::lock_guard lock(mutex_);
  noted_.erase(enrolment);
}

bool Presence::tell_horizon(const std::string& enrolment, record::CommitNumber horizon) {
  if (horizon == 0) return false;
  const std::lock_guard lock(mutex_);
  record::CommitNumber& told = told_[enrolment];
  const bool news = told != horizon;
  told = horizon;
  return news;
}

bool Presence::due(std::int64_t monotonic_ms) const {
  const std::lock_guard lock(mutex_);
  return !noted_.empty() && monotonic_ms - flushed_ms_ >= presence_flush_ms;
}

void Presence::flush(storage::Store& store, std::int64_t monotonic_ms) {
  std::map<std::string, storage::Enrolment> taken;
  {
    const std::lock_guard lock(mutex_);
    flushed_ms_ = monotonic_ms;
    if (noted_.empty()) return;
    taken = noted_;
  }
  auto writer = store.write();
  for (const auto& [id, seen] : taken) {
    auto stored = writer->enrolment(id);
    if (!stored) continue;
    report(seen, *stored);
    writer->put(*stored);
  }
  writer->commit();
  const std::lock_guard lock(mutex_);
  for (const auto& [id, seen] : taken) {
    const auto found = noted_.find(id);  // unless a later report came meanwhile
    if (found != noted_.end() && found->second.last_exchange_ms == seen.last_exchange_ms) noted_.erase(found);
  }
}

}  // namespace keybook::server::session
