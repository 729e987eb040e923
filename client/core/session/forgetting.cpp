#include "session/forgetting.h"

#include "record/codec.h"
#include "session/limits.h"
#include "session/sealing.h"

namespace keybook::client::session {

using store::next;
using store::prepared;
using store::run;

namespace {

void note_decided(store::Store& store, const std::string& enrolment, std::int64_t now_ms) {
  run(store.database(),
      "INSERT OR IGNORE INTO late_decided SELECT enrolment, counter, ?, 0 FROM late WHERE enrolment = ? "
      "GROUP BY counter HAVING sum(state = 'parked') = 0",
      now_ms, enrolment);
}

void forget(store::Store& store, const std::string& enrolment, record::Counter counter) {
  outbox::Outbox outbox(store, enrolment);
  if (const auto entry = outbox.parked(counter))
    outbox.rewrite_parked(counter, without_values(outbox.parse(entry->mutation)));
  run(store.database(), "UPDATE late_decided SET forgotten = 1 WHERE enrolment = ? AND counter = ?", enrolment,
      counter);
}

}  // namespace

bool has_late(store::Store& store, const std::string& enrolment) {
  auto row = prepared(store.database(), "SELECT 1 FROM late WHERE enrolment = ? LIMIT 1", enrolment);
  return next(row);
}

void forget_decided(store::Store& store, const std::string& enrolment, std::int64_t now_ms) {
  note_decided(store, enrolment, now_ms);
  std::vector<record::Counter> due;
  auto row = prepared(store.database(),
                      "SELECT counter FROM late_decided WHERE enrolment = ? AND forgotten = 0 AND decided_ms <= ?",
                      enrolment, now_ms - decided_kept_ms);
  while (next(row)) due.push_back(row.integer(0));
  for (const record::Counter counter : due) forget(store, enrolment, counter);
}

bool forget_now(store::Store& store, const std::string& enrolment, record::Counter counter, std::int64_t now_ms) {
  note_decided(store, enrolment, now_ms);
  auto row =
      prepared(store.database(), "SELECT 1 FROM late_decided WHERE enrolment = ? AND counter = ?", enrolment, counter);
  if (!next(row)) return false;
  forget(store, enrolment, counter);
  return true;
}

}  // namespace keybook::client::session
