#include "session/receiver.h"

#include <algorithm>
#include <limits>

#include "record/codec.h"
#include "session/bulk.h"
#include "session/quick_confirm.h"
#include "session/sealing.h"
#include "session/self_check.h"

namespace keybook::client::session {

using base::need;
using outbox::Stage;
using record::RecordEdit;
using record::Value;

namespace {

const protocol::PartOutcome* parked_part(const protocol::Outcome& outcome) {
  for (const protocol::PartOutcome& part : outcome.parts)
    if (part.state == protocol::PartState::Parked) return &part;
  return nullptr;
}

base::Error waits_for_decision(const protocol::PartOutcome& parked) {
  return {base::ErrorCode::Held,
          "waits for the decision of whoever has the account now",
          {{}, parked.account, {}, {}, 0},
          {}};
}

}  // namespace

Receiver::Receiver(Store& store, const store::Device& device,
                   std::function<void(const std::string& account)> before_eviction)
    : store_(store),
      device_(device),
      before_eviction_(std::move(before_eviction)),
      outbox_(store, device.enrolment),
      overlay_(store, device) {}

Receiver::Work& Receiver::work(const std::string& type, const std::string& record) {
  const auto [found, fresh] = works_.try_emplace(record);
  Work& work = found->second;
  if (fresh) {
    work.type = type;
    work.was_pending = store_.has_pending(record);
    work.confirmed = work.was_pending ? store_.shadow().read(type, record) : store_.shown().read(type, record);
    if (work.confirmed) {
      work.account = work.confirmed->account;
      work.sum = record::sum_of(*work.confirmed);
    }
  }
  return work;
}

Received Receiver::take(const std::vector<protocol::SyncAnswer>& answers, const std::vector<RawBatch>& batches) {
  received_ = {};
  dropped_ = false;
  store_.digests().begin();
  const bool downloading = !batches.empty();
  QuickConfirm quick(store_, outbox_, answers, downloading);
  for (const protocol::SyncAnswer& answer : answers) {
    take_outcomes(answer, quick);
    for (const protocol::Receipt& receipt : answer.receipts)
      store::run(store_.database(),
                 "UPDATE late SET state = ? WHERE enrolment = ? AND counter = ? AND record = ? AND unit = ?",
                 receipt.state, device_.enrolment, receipt.counter, receipt.record, receipt.unit);
    for (const std::string& account : answer.evicted) {
      before_eviction_(account);
      drop_file(account);
      note_eviction(account, answers.back());
    }
    for (const std::string& account : answer.whole) {
      // Records that left the file (accounts parted, a child moved) may be none of this user's business any more.
      const bool was_here = !store_.type_of(account).empty();
      const bool is_parted = was_here && !store_.digests().is_damaged(account);
      if (was_here) need_scrub(store_);
      if (is_parted) forget_earlier_values(store_, account);
      drop_file(account);
      if (is_parted)
        note_eviction(account, answers.back());
      else
        store::run(store_.database(), "DELETE FROM evicted WHERE account = ?", account);
    }
    for (const auto* files : {&answer.evicted, &answer.whole})
      for (const std::string& account : *files)
        if (store_.digests().is_damaged(account)) {
          store_.digests().repaired(account);
          ++received_.repaired;
        }
    for (const Value& record : answer.records) take_record(record);
    for (const protocol::Batch& batch : answer.batches) take_batch(batch);
    if (&answer == &answers.back()) {
      BulkInsert bulk(store_);
      for (const RawBatch& batch : batches)
        for (RecordState& state : bulk.insert(batch)) {
          Work& one = work(state.type, state.id);
          one.confirmed = std::move(state);
        }
      received_.pulled += bulk.rows();
    }
    for (const Value& line : answer.lines) take_line(line);
  }
  quick.finish();
  finish();
  store_.digests().write();
  return received_;
}

void Receiver::take_outcomes(const protocol::SyncAnswer& answer, QuickConfirm& quick) {
  const auto busy = [this](const std::string& record) { return works_.contains(record); };
  for (const protocol::Outcome& outcome : answer.outcomes) {
    if (quick.confirm(outcome, answer.server_ms, busy)) {
      ++received_.answered;
      continue;
    }
    if (sent_again(outcome)) continue;
    const auto entry = outbox_.entry(outcome.counter);
    const bool waits = entry && (entry->stage == Stage::Pending || entry->stage == Stage::Held);
    if (!waits) continue;  // the same outcome once more
    const record::Mutation mutation = outbox_.parse(entry->mutation);
    // What the records were like is asked while they still count as pending.
    for (const auto& [record, type] : outbox_.touched(outcome.counter)) work(type, record);
    if (outcome.plain) confirm(mutation, outcome, answer.server_ms);
    const outbox::Parts parts = outbox::parts_of(mutation, outcome);
    if (outcome.commit > 0 && (!parts.reason || parts.are_several())) {
      if (parts.reason)
        outbox_.keep_part(parts, outcome.commit, outcome.rank, answer.server_ms);
      else
        outbox_.keep(outcome.counter, outcome.counter, outcome.commit, outcome.rank, answer.server_ms);
      outbox_.prove(outcome.counter, protocol::proof_of(outcome));
    }
    set_aside(mutation, parts, outcome);
    ++received_.answered;
  }
}

bool Receiver::sent_again(const protocol::Outcome& outcome) {
  const auto mutation = outbox_.sent_again(outcome.counter);
  if (!mutation) return false;
  ++received_.answered;
  const outbox::Parts parts = outbox::parts_of(*mutation, outcome);
  if (!parts.reason || parts.are_several()) {
    outbox_.arrived_again(outcome.counter, outcome.commit, outcome.rank);
    outbox_.prove(outcome.counter, protocol::proof_of(outcome));
  }
  if (!parts.reason) return true;
  // Another device made the record, and has not been back yet.
  const bool later = parts.reason->code == base::ErrorCode::UnknownRecord && SelfCheck::restore_is_open(store_);
  outbox_.refused_again(outcome.counter, parts, later ? outbox::Outbox::When::Later : outbox::Outbox::When::Now);
  received_.refused += later ? 0 : 1;
  return true;
}

void Receiver::confirm(const record::Mutation& mutation, const protocol::Outcome& outcome, std::int64_t server_ms) {
  record::Origin origin;
  origin.name = mutation.stamp;
  origin.rank = outcome.rank.empty() ? mutation.stamp : outcome.rank;
  origin.commit = outcome.commit;
  origin.counter = mutation.counter;
  origin.user = device_.user;
  origin.committed_ms = outcome.committed_ms == 0 ? server_ms : outcome.committed_ms;
  const auto shared = std::make_shared<const record::Origin>(std::move(origin));
  for (const RecordEdit& edit : mutation.edits) {
    Work& one = work(edit.type, edit.id);
    overlay_.confirm(one.confirmed, edit, shared);
    if (one.confirmed) one.confirmed->changed = std::max(one.confirmed->changed, outcome.commit);
  }
}

void Receiver::set_aside(const record::Mutation& mutation, const outbox::Parts& parts,
                         const protocol::Outcome& outcome) {
  const protocol::PartOutcome* parked = parked_part(outcome);
  if (parts.reason && parts.reason->code == base::ErrorCode::Held) {
    outbox_.hold(mutation.counter, *parts.reason);
    return;
  }
  if (parked != nullptr) {
    ++received_.parked;
    note_late(mutation, outcome);
  }
  if (parts.reason) {
    ++received_.refused;
    outbox_.move_aside(mutation.counter, Stage::Refused, parts.reason);
    if (parts.are_several())
      outbox_.take_apart(mutation.counter, parts,
                         parked == nullptr ? std::nullopt : std::optional(waits_for_decision(*parked)));
  } else if (parked != nullptr) {
    outbox_.move_aside(mutation.counter, Stage::Parked, waits_for_decision(*parked));
    // What was applied in other files leaves with them; only what waits stays its author's to see.
    outbox_.rewrite_parked(mutation.counter, parts.parked);
  } else {
    outbox_.remove(mutation.counter);
  }
}

// What of it is parked, so that its author can follow it without seeing the file.
void Receiver::note_late(const record::Mutation& mutation, const protocol::Outcome& outcome) {
  const auto note = [&](const std::string& record, const std::string& unit, const std::string& account) {
    store::run(store_.database(), "INSERT OR REPLACE INTO late VALUES(?, ?, ?, ?, ?, 'parked')", device_.enrolment,
               mutation.counter, record, unit, account);
  };
  for (const protocol::PartOutcome& part : outcome.parts) {
    if (part.state != protocol::PartState::Parked) continue;
    for (const RecordEdit& edit : mutation.edits) {
      if (std::find(part.records.begin(), part.records.end(), edit.id) == part.records.end()) continue;
      if (edit.op != record::Op::Set) note(edit.id, "", part.account);
      for (const auto& [unit, field] : edit.fields)  // a locked field became a request, which goes its own way
        if (std::find(part.requests.begin(), part.requests.end(), edit.id + '.' + unit) == part.requests.end())
          note(edit.id, unit, part.account);
    }
  }
}

void Receiver::drop_file(const std::string& account) {
  // What is pending stays in the outbox and goes up; its outcome comes as usual (REPLICATION §6).
  dropped_ = true;
  work_on_pending(account);
  store_.erase_file(account);
  for (auto& [record, one] : works_) {
    if (one.account == account) one.sum = 0;
    if (one.confirmed && one.confirmed->account == account) one.confirmed.reset();
  }
}

// A server that is restored to a commit before `last` may still give the file, or what left it, to this user
// (turning.h). The last page of a first download alone says where it ends; what was taken away before that counts as
// taken away at last.
void Receiver::note_eviction(const std::string& account, const protocol::SyncAnswer& last) {
  const CommitNumber number = last.page.empty() ? last.cursor : std::numeric_limits<CommitNumber>::max();
  store::run(store_.database(), "INSERT OR REPLACE INTO evicted VALUES(?, ?, ?)", account, number, last.server_ms);
}

// What is pending is shown again on whatever comes, even where nothing does: a record that no server knows yet.
void Receiver::work_on_pending(const std::string& account) {
  std::vector<std::pair<std::string, std::string>> pending;
  auto rows = store::prepared(store_.database(), "SELECT DISTINCT type, record FROM edit_of");
  while (store::next(rows)) pending.emplace_back(rows.text(0), rows.text(1));
  for (const auto& [type, record] : pending) {
    const auto shown = store_.shown().read(type, record);
    if (shown && shown->account == account) work(type, record);
  }
}

void Receiver::take_batch(const protocol::Batch& batch) {
  for (const Value& row : batch.rows) {
    RecordState state = state_of_row(batch.type, batch.units, row);
    Work& one = work(batch.type, state.id);
    one.confirmed = std::move(state);
    ++received_.pulled;
  }
}

void Receiver::take_record(const Value& json) {
  const std::string type = json.value("t", ""), record = json.value("r", "");
  if (type.empty() || record.empty())
    throw base::Failure({base::ErrorCode::BadRequest, "the server sent a record without type or id", {}, {}});
  Work& one = work(type, record);
  if (!one.confirmed) {
    one.confirmed.emplace();
    one.confirmed->type = type;
    one.confirmed->id = record;
  }
  if (record::lines_follow_anew(json)) {
    store::run(store_.database(), "DELETE FROM line WHERE record = ?", record);
    store::run(store_.database(), "DELETE FROM parked WHERE record = ?", record);
  }
  need(record::apply_json(json, *one.confirmed));
  ++received_.pulled;
}

void Receiver::take_line(const Value& json) {
  const record::Line line = need(record::line_from_json(json));
  const auto found = works_.find(line.record);
  std::string account;
  if (found != works_.end() && found->second.confirmed) {
    account = found->second.confirmed->account;
  } else if (const std::string type = store_.type_of(line.record); !type.empty()) {
    if (const auto state = store_.shown().read(type, line.record)) account = state->account;
  }
  store_.write_line(Store::Side::Confirmed, line, account);
}

void Receiver::finish() {
  // Accounts last: whether a deleted one lives depends on what hangs below it.
  std::vector<std::pair<std::string, const Work*>> later;
  for (const auto& [record, one] : works_) {
    const schema::Type* type = store_.registry().type(one.type);
    if (type != nullptr && type->scope == schema::Scope::Root && one.confirmed && one.confirmed->has_deletes)
      later.emplace_back(record, &one);
    else
      overlay_.rebuild(one.type, record, one.confirmed);
    store_.digests().change(one.account, one.sum, 0);
    if (one.confirmed) store_.digests().change(one.confirmed->account, 0, record::sum_of(*one.confirmed));
  }
  for (const auto& [record, one] : later) overlay_.rebuild(one->type, record, one->confirmed);
  works_.clear();
  if (dropped_) note_strays(store_);
}

}  // namespace keybook::client::session
