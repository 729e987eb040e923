#include "session/quick_confirm.h"

#include <algorithm>

namespace keybook::client::session {

using record::Counter;
using record::OriginPtr;
using record::RecordState;

namespace {

// Deleted, revived, merged records have lines and families to look at.
bool is_simple(const RecordState& state) {
  return !state.has_deletes && !state.deleted && !state.kept && state.rebuilt == 0 && state.merged_into.empty() && state.home.empty();
}

bool is_of(const OriginPtr& origin, Counter counter) { return origin && origin->commit == 0 && origin->counter == counter; }

// An edit that did not cover all heads was merged, and is again once it has its commit.
bool was_plain(const RecordState& state, Counter counter) {
  return std::all_of(state.fields.begin(), state.fields.end(), [&](const auto& unit) {
    const record::FieldState& field = unit.second;
    const bool touched = std::any_of(field.heads.begin(), field.heads.end(), [&](const record::Head& head) { return is_of(head.origin, counter); });
    return !touched || (field.heads.size() == 1 && !field.conflict);
  });
}

// Gives the pending origins of one mutation the commit that it got.
class Committed {
 public:
  Committed(const protocol::Outcome& outcome, std::int64_t server_ms) : outcome_(outcome), server_ms_(server_ms) {}
  // Whether it was one of them.
  bool operator()(OriginPtr& origin) {
    if (!is_of(origin, outcome_.counter)) return false;
    if (!committed_) {
      record::Origin made = *origin;
      made.commit = outcome_.commit;
      made.committed_ms = outcome_.committed_ms == 0 ? server_ms_ : outcome_.committed_ms;
      committed_ = std::make_shared<const record::Origin>(std::move(made));
    }
    origin = committed_;
    return true;
  }

 private:
  const protocol::Outcome& outcome_;
  std::int64_t server_ms_;
  OriginPtr committed_;
};

}  // namespace

QuickConfirm::QuickConfirm(store::Store& store, outbox::Outbox& outbox, const std::vector<protocol::SyncAnswer>& answers, bool downloading)
    : store_(store), outbox_(outbox), possible_(!downloading) {
  for (const protocol::SyncAnswer& answer : answers) {
    possible_ = possible_ && answer.evicted.empty() && answer.whole.empty() && answer.batches.empty();
    for (const record::Value& record : answer.records) spoken_of_.insert(record.value("r", ""));
    for (const record::Value& line : answer.lines) spoken_of_.insert(line.value("r", ""));
  }
}

bool QuickConfirm::only_pending_edit(const std::string& record) {
  auto rows = store::prepared(store_.database(), "SELECT 1 FROM edit_of WHERE record = ? LIMIT 2", record);
  return store::next(rows) && !store::next(rows);
}

bool QuickConfirm::confirm(const protocol::Outcome& outcome, std::int64_t server_ms, const std::function<bool(const std::string&)>& busy) {
  if (!possible_ || !outcome.plain || !outcome.rank.empty() || !outcome.parts.empty()) return false;
  std::vector<RecordState> states;
  for (const auto& [record, type] : outbox_.touched(outcome.counter)) {
    if (spoken_of_.contains(record) || busy(record) || !only_pending_edit(record)) return false;
    auto state = store_.shown().read(type, record);
    if (!state || !is_simple(*state) || !was_plain(*state, outcome.counter)) return false;
    states.push_back(std::move(*state));
  }
  if (states.empty()) return false;  // refused, dropped, or answered before
  for (RecordState& state : states) confirm(state, outcome, server_ms);
  outbox_.remove(outcome.counter);
  return true;
}

void QuickConfirm::confirm(RecordState& state, const protocol::Outcome& outcome, std::int64_t server_ms) {
  Committed committed(outcome, server_ms);
  committed(state.created);
  for (auto& [unit, field] : state.fields)
    for (record::Head& head : field.heads)
      if (committed(head.origin)) head.base.reset();  // implied from now on: everything that was committed before
  store_.shown().write_origins(state, std::max(state.changed, outcome.commit));
  store_.shadow().erase(state.type, state.id);
  std::vector<record::Line> lines = store_.shadow().lines(state.id);
  if (lines.empty()) return;
  for (record::Line& line : lines) {
    committed(line.origin);
    line.changed = std::max(line.changed, line.origin->commit);
    store_.write_line(store::Store::Side::Confirmed, line, state.account);
  }
  store_.erase_pending_lines(state.id);
}

}  // namespace keybook::client::session
