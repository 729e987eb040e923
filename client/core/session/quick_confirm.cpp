#include "session/quick_confirm.h"

#include <algorithm>

namespace keybook::client::session {

using record::Counter;
using record::OriginPtr;
using record::RecordState;

namespace {

// Deleted, revived, merged records have lines and families to look at.
bool is_simple(const RecordState& state) {
  return !state.has_deletes && !state.deleted && !state.kept && state.rebuilt == 0 && state.merged_into.empty() &&
         state.home.empty();
}

bool is_of(const OriginPtr& origin, Counter counter) {
  return origin && origin->commit == 0 && origin->counter == counter;
}

// An edit that did not cover all heads was merged, and is again once it has its commit.
bool was_plain(const RecordState& state, Counter counter) {
  return std::all_of(state.fields.begin(), state.fields.end(), [&](const auto& unit) {
    const record::FieldState& field = unit.second;
    const bool touched = std::any_of(field.heads.begin(), field.heads.end(),
                                     [&](const record::Head& head) { return is_of(head.origin, counter); });
    return !touched || (field.heads.size() == 1 && !field.conflict);
  });
}

bool is_common(const protocol::Outcome& outcome) {
  return outcome.plain && outcome.rank.empty() && outcome.parts.empty();
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

QuickConfirm::QuickConfirm(store::Store& store, outbox::Outbox& outbox,
                           const std::vector<protocol::SyncAnswer>& answers, bool downloading)
    : store_(store), outbox_(outbox), possible_(!downloading) {
  for (const protocol::SyncAnswer& answer : answers) {
    possible_ = possible_ && answer.evicted.empty() && answer.whole.empty() && answer.batches.empty();
    for (const record::Value& record : answer.records) spoken_of_.insert(record.value("r", ""));
    for (const record::Value& line : answer.lines) spoken_of_.insert(line.value("r", ""));
  }
  if (possible_) find_touched(answers);
}

// One query for all: 10,000 mutations come back in one answer.
void QuickConfirm::find_touched(const std::vector<protocol::SyncAnswer>& answers) {
  Counter from = 0, to = 0;
  for (const protocol::SyncAnswer& answer : answers)
    for (const protocol::Outcome& outcome : answer.outcomes) {
      if (!is_common(outcome)) continue;
      from = from == 0 ? outcome.counter : std::min(from, outcome.counter);
      to = std::max(to, outcome.counter);
    }
  if (to == 0) return;
  auto rows = store::prepared(
      store_.database(),
      "SELECT counter, record, type, (SELECT count(*) FROM edit_of other WHERE other.record = mine.record) "
      "FROM edit_of mine WHERE enrolment = ? AND counter BETWEEN ? AND ?",
      outbox_.enrolment(), from, to);
  while (store::next(rows))
    touched_[rows.integer(0)].push_back({std::string(rows.text(1)), std::string(rows.text(2)), rows.integer(3) == 1});
}

bool QuickConfirm::confirm(const protocol::Outcome& outcome, std::int64_t server_ms,
                           const std::function<bool(const std::string&)>& busy) {
  const auto touched = touched_.find(outcome.counter);  // nothing: refused, dropped, or answered before
  if (!possible_ || touched == touched_.end() || !is_common(outcome)) return false;
  if (touched->second.empty()) return true;  // the same outcome once more
  std::vector<RecordState> states;
  for (const Touched& one : touched->second) {
    if (!one.once || spoken_of_.contains(one.record) || busy(one.record)) return false;
    auto state = store_.shown().read(one.type, one.record);
    if (!state || !is_simple(*state) || !was_plain(*state, outcome.counter)) return false;
    states.push_back(std::move(*state));
  }
  for (RecordState& state : states) confirm(state, outcome, server_ms);
  touched->second.clear();
  confirmed_.emplace_back(outcome.counter, outcome.commit);
  proofs_.push_back(protocol::proof_of(outcome));
  server_ms_ = server_ms;
  return true;
}

void QuickConfirm::finish() {
  for (std::size_t from = 0, to = 0; from < confirmed_.size(); from = to) {
    const auto [first, commit] = confirmed_[from];
    const auto follows = [&](std::size_t at) {
      const auto ahead = static_cast<std::int64_t>(at - from);
      return confirmed_[at] == std::pair(first + ahead, commit + ahead);
    };
    for (to = from + 1; to < confirmed_.size() && follows(to);) ++to;
    const Counter last = confirmed_[to - 1].first;
    outbox_.keep(first, last, commit, {}, server_ms_);
    for (std::size_t at = from; at < to; ++at) outbox_.prove(confirmed_[at].first, proofs_[at]);
    outbox_.remove(first, last);
  }
}

void QuickConfirm::confirm(RecordState& state, const protocol::Outcome& outcome, std::int64_t server_ms) {
  Committed committed(outcome, server_ms);
  const bool is_new = committed(state.created);
  if (const auto before = is_new ? std::nullopt : store_.shadow().read(state.type, state.id))
    store_.digests().change(before->account, record::sum_of(*before), 0);
  store_.digests().change(state.account, 0, record::sum_of(state));
  for (auto& [unit, field] : state.fields)
    for (record::Head& head : field.heads)
      if (committed(head.origin)) head.base.reset();  // implied from now on: everything that was committed before
  store_.shown().write_origins(state, std::max(state.changed, outcome.commit));
  store_.shadow().erase(state.type, state.id);
  std::vector<record::Line> lines = store_.shadow().lines(state.id);
  if (lines.empty()) return;
  // None of them is a request, or ever was: a mutation that brought one is not plain.
  for (record::Line& line : lines) {
    committed(line.origin);
    line.changed = std::max(line.changed, line.origin->commit);
    store_.shown().write_line(line, state.account);
  }
  store_.shadow().erase_lines(state.id);
}

}  // namespace keybook::client::session
