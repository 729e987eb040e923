#include "session/push.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/failure.h"
#include "merge/refused_creations.h"
#include "record/codec.h"
#include "session/epochs.h"
#include "session/limits.h"
#include "session/told.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using record::Counter;

namespace {

// Failures that are about the store or the whole request, not about one mutation.
bool concerns_all(ErrorCode code) {
  switch (code) {
    case ErrorCode::CounterReused:
    case ErrorCode::Busy:
    case ErrorCode::DiskFull:
    case ErrorCode::ReadOnly:
    case ErrorCode::Corrupt:
    case ErrorCode::WrongVersion:
      return true;
    default:
      return false;
  }
}

// Of the mutation as it was made. One that is sent again to a restored server names its bases anew; under its old
// number it is the same for all that.
std::string digest_of(const record::Mutation& mutation) {
  const bool same_number = mutation.first.enrolment == mutation.enrolment && mutation.first.counter == mutation.counter;
  return same_number && !mutation.first.digest.empty() ? mutation.first.digest : record::digest(mutation);
}

}  // namespace

Push::Push(const Ground& ground, const Tokens& tokens, const Session& session, const Incoming& incoming,
           std::int64_t now_ms)
    : ground_(ground),
      tokens_(tokens),
      session_(session),
      incoming_(incoming),
      now_ms_(now_ms),
      pushed_{{}, Echo(incoming.request.cursor)} {}

Pushed Push::run(Presence& presence) {
  writer_ = ground_.store.write();
  const auto stored = writer_->enrolment(session_.enrolment.id);
  const bool itself = !session_.by_administrator;
  if (!stored || (itself && stored->revoked))
    throw Failure({ErrorCode::Revoked, "this device was revoked by an administrator", {}, {}});
  enrolment_ = *stored;
  begin_ = writer_->last_commit();
  presence.bring_up(enrolment_);
  // Again, now that nobody else can write: two copies may have asked at once.
  if (itself && tokens_.judge(enrolment_, incoming_.request.token) == Tokens::Standing::Dead)
    throw Failure({ErrorCode::Copied, "this profile is a copy of another one that is in use", {}, {}});
  origins_.emplace(*writer_, enrolment_.id);
  stamps_.emplace(*writer_, enrolment_.id, origins_->copied());
  proofs_.emplace(ground_.receipt_key, *writer_);
  device_ = {now_ms_,         incoming_.request.clock,     enrolment_.last_rank,
             enrolment_.made, enrolment_.last_exchange_ms, enrolment_.offset_ms};
  line_up();
  restart_engine();
  for (std::size_t from = 0; from < items_.size(); from += mutations_per_savepoint)
    commit_group(from, std::min(items_.size(), from + mutations_per_savepoint));
  finish(presence);
  return std::move(pushed_);
}

// Readable and unreadable mutations in the order of their numbers, which follow on each other and on what is known.
void Push::line_up() {
  items_.reserve(incoming_.request.mutations.size() + incoming_.unreadable.size());
  for (const record::Mutation& mutation : incoming_.request.mutations)
    items_.push_back({mutation.counter, &mutation, nullptr, digest_of(mutation)});
  for (const auto& [counter, unreadable] : incoming_.unreadable)
    items_.push_back({counter, nullptr, &unreadable, unreadable.digest});
  if (!incoming_.unreadable.empty())
    std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.counter < b.counter; });
  Counter expected = enrolment_.counter + 1, before = 0;
  for (const Item& item : items_) {
    const bool is_known = item.counter < expected && item.counter > before;
    before = item.counter;
    if (is_known) continue;
    if (incoming_.request.gaps && item.counter > expected) expected = item.counter;
    if (item.counter != expected)
      throw Failure(
          {ErrorCode::BadRequest,
           "mutation " + std::to_string(item.counter) + " came where " + std::to_string(expected) + " should follow",
           {},
           "Send the mutations in order, from " + std::to_string(enrolment_.counter + 1) + " on"});
    ++expected;
  }
}

void Push::commit_group(std::size_t from, std::size_t to) {
  const Counter counter_before = enrolment_.counter, closed_before = enrolment_.closed;
  const Stamp rank_before = device_.last_rank, stamp_before = stamps_->last();
  std::vector<merge::MutationOutcome> outcomes;
  std::optional<base::Error> broken;
  writer_->savepoint();
  try {
    for (std::size_t i = from; i < to; ++i) outcomes.push_back(commit_one(items_[i]));
  } catch (const Failure& failure) {
    if (concerns_all(failure.error().code)) throw;
    broken = failure.error();
  } catch (const nlohmann::json::exception& failure) {
    broken = base::Error{ErrorCode::Internal, failure.what()};
  }
  if (!broken) {
    writer_->release();
    for (std::size_t i = from; i < to; ++i) take(items_[i], std::move(outcomes[i - from]));
    return;
  }
  writer_->rollback_to_savepoint();
  enrolment_.counter = counter_before;
  enrolment_.closed = closed_before;
  device_.last_rank = rank_before;
  stamps_->back_to(stamp_before);
  brake_.reset();
  restart_engine();
  if (to - from > 1) {
    for (std::size_t i = from; i < to; ++i) commit_group(i, i + 1);
    return;
  }
  const Item& item = items_[from];
  ground_.log.write(
      base::LogLevel::Error, "mutation-broke",
      {{"enrolment", enrolment_.id}, {"counter", std::to_string(item.counter)}, {"why", broken->message}});
  take(item, refuse(item, *broken));
}

// Of this device, or of the one that it was before its profile was copied or enrolled again.
bool Push::own_stamp(const record::Mutation& mutation) {
  if (mutation.stamp.device == enrolment_.id) return true;
  if (mutation.first.empty() || mutation.stamp.device != mutation.first.enrolment) return false;
  const auto before = writer_->enrolment(mutation.first.enrolment);
  return !before || before->user == enrolment_.user;
}

// Numbers before this one that are closed elsewhere, or were lost with what a restore took back.
void Push::close_gap(const Item& item) {
  if (item.counter <= enrolment_.counter + 1) return;
  ground_.log.write(base::LogLevel::Warning, "numbers-closed",
                    {{"enrolment", enrolment_.id},
                     {"from", std::to_string(enrolment_.counter + 1)},
                     {"to", std::to_string(item.counter - 1)}});
  enrolment_.closed += item.counter - 1 - enrolment_.counter;
  enrolment_.counter = item.counter - 1;
  restart_engine();
}

// A new number whose mutation is known, or that must be seen through others' names; nullopt: the engine's matter.
std::optional<merge::MutationOutcome> Push::commit_new(const Item& item) {
  if (auto outcome = origins_->known(*item.mutation)) {
    enrolment_.counter = item.counter;
    restart_engine();
    if (auto refused = refused_before(item)) return refused;
    return outcome;
  }
  if (const auto why = stamps_->refuses(*item.mutation)) return refuse(item, *why);
  const auto before = proven(*item.mutation);
  if (!before)
    if (auto outcome = held(item)) return outcome;
  if (!origins_->sees_through() && item.mutation->first.empty()) return std::nullopt;
  record::Mutation mutation = *item.mutation;
  origins_->see_through(mutation);
  merge::MutationOutcome outcome =
      engine_->commit({session_.user, enrolment_.id}, mutation, before ? mutation.ranked : rank_of(mutation), now_ms_,
                      item.digest, before);
  outcome.plain = false;  // its bases are not those that the device has
  origins_->committed(mutation);
  enrolment_.counter = item.counter;
  device_.last_rank = std::max(device_.last_rank, outcome.rank);
  return outcome;
}

merge::MutationOutcome Push::commit_one(const Item& item) {
  close_gap(item);
  if (item.counter > enrolment_.counter && item.mutation != nullptr && own_stamp(*item.mutation))
    if (auto outcome = commit_new(item)) return *outcome;
  if (item.counter <= enrolment_.counter) {
    if (auto outcome = refused_before(item)) return *outcome;
  } else if (item.mutation == nullptr) {
    return refuse(item, item.unreadable->why);
  } else if (!own_stamp(*item.mutation)) {
    return refuse(item, {ErrorCode::NotValid,
                         "the stamp is not of this device",
                         {},
                         "Stamps end in the enrolment's name, " + enrolment_.id});
  }
  if (item.mutation == nullptr)  // was readable when it came first
    throw Failure({ErrorCode::CounterReused,
                   "mutation " + std::to_string(item.counter) + " was sent before with other content",
                   {},
                   {}});
  const bool repeated = item.counter <= enrolment_.counter;
  const Stamp rank = repeated ? item.mutation->stamp : rank_of(*item.mutation);
  merge::MutationOutcome outcome =
      engine_->commit({session_.user, enrolment_.id}, *item.mutation, rank, now_ms_, item.digest);
  if (!repeated) {
    enrolment_.counter = item.counter;
    device_.last_rank = outcome.rank;
  }
  return outcome;
}

// Closes a number whose mutation does nothing. The reason is the whole outcome.
merge::MutationOutcome Push::refuse(const Item& item, const base::Error& why) {
  merge::MutationOutcome outcome;
  outcome.counter = item.counter;
  outcome.commit = writer_->next_commit();
  outcome.committed_ms = now_ms_;
  if (item.mutation != nullptr) outcome.rank = item.mutation->stamp;
  merge::Part part;
  part.state = merge::PartState::Refused;
  part.reason = why;
  if (item.mutation != nullptr)
    for (const record::RecordEdit& edit : item.mutation->edits) part.records.push_back(edit.id);
  outcome.parts.push_back(part);
  storage::Committed committed;
  committed.commit = outcome.commit;
  committed.digest = item.digest;
  committed.outcome = refusal_text(why, now_ms_, part.records);
  writer_->put_committed(enrolment_.id, item.counter, committed);
  if (item.mutation != nullptr && why.code != ErrorCode::Held) remember_creations(*item.mutation);
  enrolment_.counter = item.counter;
  restart_engine();
  return outcome;
}

// What refers to them waits with them.
void Push::remember_creations(const record::Mutation& mutation) {
  std::vector<std::string> records;
  for (const record::RecordEdit& edit : mutation.edits)
    if (edit.op == record::Op::Create) records.push_back(edit.id);
  merge::RefusedCreations(*writer_).add(session_.user.name, records);
}

// The engine remembers what it read, and which number comes next: after a number that passed it by, or a savepoint that
// was taken back, it starts again from the store.
void Push::restart_engine() {
  writer_->put(enrolment_);
  engine_.emplace(writer_->registry(), *writer_);
}

std::optional<merge::MutationOutcome> Push::refused_before(const Item& item) {
  const auto committed = writer_->committed(enrolment_.id, item.counter);
  auto outcome = committed ? refusal_from(*committed, item.counter) : std::nullopt;
  if (!outcome) return std::nullopt;
  if (item.digest != committed->digest)
    throw Failure({ErrorCode::CounterReused,
                   "mutation " + std::to_string(item.counter) + " was sent before with other content",
                   {},
                   {}});
  if (item.mutation != nullptr) outcome->rank = item.mutation->stamp;
  return outcome;
}

// A change of too much at once: its number is closed, and it waits with the server.
std::optional<merge::MutationOutcome> Push::held(const Item& item) {
  // What an administrator lets in has been looked at, and so has what the server had before it was restored.
  if (item.mutation == nullptr || session_.by_administrator) return std::nullopt;
  if (!item.mutation->ranked.empty() && restore_is_open(*writer_)) return std::nullopt;
  if (!brake_) brake_.emplace(writer_->registry(), *writer_, ground_.random, session_.user, enrolment_.id, now_ms_);
  const auto group = brake_->stops(*item.mutation);
  if (!group) return std::nullopt;
  const Stamp rank = rank_of(*item.mutation);
  brake_->hold(*group, *item.mutation, item.digest, rank);
  merge::MutationOutcome outcome = refuse(item, held_error(*group));
  origins_->committed(*item.mutation);
  device_.last_rank = rank;
  ground_.log.write(base::LogLevel::Warning, "mass-change-held",
                    {{"enrolment", enrolment_.id}, {"counter", std::to_string(item.counter)}, {"held", *group}});
  return outcome;
}

// What the server had decided before it was restored, if the device can prove it; else the mutation is dated and judged
// like any late one.
std::optional<merge::DecidedBefore> Push::proven(const record::Mutation& mutation) {
  if (mutation.ranked.empty() || !proofs_->enabled()) return std::nullopt;
  const auto shown = incoming_.proofs.find(mutation.counter);
  const bool missing = shown == incoming_.proofs.end();
  if (!missing && proofs_->holds(session_.user.name, mutation, shown->second))
    return merge::DecidedBefore{{shown->second.parked.begin(), shown->second.parked.end()}};
  ++(missing ? unproven_ : false_proofs_);
  return std::nullopt;
}

Stamp Push::rank_of(const record::Mutation& mutation) {
  return mutation.ranked.empty() ? date(mutation, seen_by(mutation), device_).rank
                                 : dated_before(mutation, seen_by(mutation), device_).rank;
}

// The latest rank of what the author had seen. A position covers everything up to a commit; names are looked up.
Stamp Push::seen_by(const record::Mutation& mutation) {
  Stamp seen;
  const auto look = [&](const record::RecordEdit& edit, const std::string& unit, const record::Base& base) {
    if (base.position) seen = std::max(seen, highest_rank(base.commit));
    for (const std::string& name : base.names) seen = std::max(seen, rank_of_name(edit.type, edit.id, unit, name));
  };
  for (const record::RecordEdit& edit : mutation.edits) {
    look(edit, {}, edit.base);
    for (const auto& [unit, field] : edit.fields) look(edit, unit, field.base);
  }
  return seen;
}

Stamp Push::highest_rank(record::CommitNumber at) {
  // A position beyond what was there when the request came cannot have been seen.
  if (highest_.first != at) highest_ = {at, writer_->highest_rank(at)};
  return highest_.second;
}

Stamp Push::rank_of_name(const std::string& type, const std::string& id, const std::string& unit,
                         const std::string& name) {
  const auto state = writer_->record(type, id);
  if (const record::FieldState* field = state ? state->field(unit) : nullptr)
    for (const record::Head& head : field->heads)
      if (record::edit_name(*head.origin) == name) return head.origin->rank;
  for (const record::Line& line : writer_->lines(id, unit))
    if (record::edit_name(*line.origin) == name) return line.origin->rank;
  return {};
}

void Push::take(const Item& item, merge::MutationOutcome outcome) {
  pushed_.repeated += outcome.repeated ? 1 : 0;
  for (const merge::Part& part : outcome.parts) {
    pushed_.refused += part.state == merge::PartState::Refused ? 1 : 0;
    pushed_.parked += part.state == merge::PartState::Parked ? 1 : 0;
  }
  const Stamp made = item.mutation != nullptr ? item.mutation->stamp : Stamp{};
  if (!outcome.repeated && !outcome.rank.empty() && outcome.rank != made) {
    ++pushed_.corrected;
    pushed_.correction_ms_max =
        std::max<std::int64_t>(pushed_.correction_ms_max, std::llabs(outcome.rank.ms - made.ms));
  }
  pushed_.echo.add(outcome);
  protocol::Outcome one = told(outcome, made, now_ms_);
  if (item.mutation != nullptr) {
    record::FirstMade first = item.mutation->first;
    if (first.empty()) first = {enrolment_.id, item.counter, item.digest};
    one.proof = proofs_->of(session_.user.name, *item.mutation, first, outcome.rank.empty() ? made : outcome.rank, one);
  }
  pushed_.outcomes.push_back(std::move(one));
}

void Push::finish(Presence& presence) {
  // The engine may have written the enrolment too: its counters are ours, the rest is read again.
  const protocol::SyncRequest& request = incoming_.request;
  storage::Enrolment now = writer_->enrolment(enrolment_.id).value_or(enrolment_);
  now.counter = std::max(now.counter, enrolment_.counter);
  now.closed = enrolment_.closed;
  now.last_rank = device_.last_rank;
  now.made = std::max({enrolment_.made, request.made, enrolment_.counter});
  if (begin_ == request.cursor && pushed_.echo.whole()) pushed_.own_until = writer_->last_commit();
  if (unproven_ + false_proofs_ > 0)
    ground_.log.write(base::LogLevel::Warning, "ranked-anew",
                      {{"enrolment", enrolment_.id},
                       {"user", session_.user.name},
                       {"without_receipt", std::to_string(unproven_)},
                       {"with_a_false_one", std::to_string(false_proofs_)}});
  stamps_->keep();
  if (session_.by_administrator) {
    writer_->put(now);
    writer_->commit();
    return;
  }
  if (Tokens::later(request.token, now.token)) now.token = request.token;
  now.waiting = request.waiting;
  now.cursor = request.cursor;
  now.last_seen_ms = now.last_exchange_ms = now_ms_;
  if (request.clock.wall_ms != 0) now.offset_ms = now_ms_ - request.clock.wall_ms;
  writer_->put(now);
  writer_->commit();
  writer_.reset();
  presence.written(enrolment_.id);
  if (pushed_.correction_ms_max > clock_tolerance_ms)
    ground_.log.write(base::LogLevel::Warning, "clock-corrected",
                      {{"enrolment", enrolment_.id},
                       {"mutations", std::to_string(pushed_.corrected)},
                       {"by_ms_max", std::to_string(pushed_.correction_ms_max)}});
}

}  // namespace keybook::server::session
