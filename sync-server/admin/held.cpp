// Somebody's word on what the brake holds.
#include <algorithm>

#include "admin/admin.h"
#include "base/failure.h"
#include "merge/engine.h"
#include "session/told.h"
#include "session/where.h"

namespace keybook::server::admin {

using base::ErrorCode;
using base::Failure;
using session::HeldGroup;
using session::HeldMutation;

namespace {

HeldGroup need_open(storage::Reader& reader, const std::string& id) {
  for (HeldGroup& group : session::held_groups(reader)) {
    if (group.id != id) continue;
    if (group.state == HeldGroup::State::Open) return std::move(group);
    throw Failure({ErrorCode::Usage, "this was decided already", session::at_record("held", id),
                   "List what waits with: keybook-server held list"});
  }
  throw Failure({ErrorCode::UnknownRecord, "nothing is held under this name", session::at_record("held", id),
                 "List what waits with: keybook-server held list"});
}

void count(const merge::MutationOutcome& outcome, DecidedGroup& done) {
  bool parked = false, refused = false;
  for (const merge::Part& part : outcome.parts) {
    parked |= part.state == merge::PartState::Parked;
    refused |= part.state == merge::PartState::Refused;
  }
  done.parked += parked ? 1 : 0;
  done.refused += refused ? 1 : 0;
  done.applied += parked || refused ? 0 : 1;
}

void commit(const Ground& ground, storage::Writer& writer, const HeldMutation& one, DecidedGroup& done) {
  const auto enrolment = writer.enrolment(one.enrolment);
  const auto user = enrolment ? writer.user(enrolment->user) : std::nullopt;
  if (!user)
    throw Failure({ErrorCode::UnknownRecord, "the device of this change is not known here",
                   session::at_record("device", one.enrolment), "Restore the store that knows it"});
  merge::Engine engine(writer.registry(), writer);
  count(engine.commit_held({user->user, one.enrolment}, one.mutation, one.rank, ground.clock.wall_ms(), one.digest),
        done);
}

void refuse(const Ground& ground, storage::Writer& writer, const HeldMutation& one, DecidedGroup& done) {
  const auto before = writer.committed(one.enrolment, one.mutation.counter);
  if (!before) return;
  storage::Committed now = *before;
  std::vector<std::string> records;
  for (const record::RecordEdit& edit : one.mutation.edits) records.push_back(edit.id);
  now.outcome = session::refusal_text(session::not_confirmed_error(), ground.clock.wall_ms(), records);
  writer.replace_committed(one.enrolment, one.mutation.counter, now);
  ++done.refused;
}

DecidedGroup decide(const Ground& ground, const std::string& id, HeldGroup::State state) {
  auto writer = ground.store.write();
  HeldGroup group = need_open(*writer, id);
  DecidedGroup done;
  for (const HeldMutation& one : session::held_mutations(*writer, id)) {
    ++done.mutations;
    if (state == HeldGroup::State::Released || !one.heavy)
      commit(ground, *writer, one, done);
    else
      refuse(ground, *writer, one, done);
  }
  group.state = state;
  group.decided_ms = ground.clock.wall_ms();
  session::put_group(*writer, group);
  writer->commit();
  ground.log.write(base::LogLevel::Warning, "mass-change-decided",
                   {{"held", id}, {"state", state == HeldGroup::State::Released ? "released" : "rejected"}});
  return done;
}

}  // namespace

base::Result<std::vector<HeldGroup>> held(storage::Store& store) {
  return base::caught([&] { return session::held_groups(*store.read()); });
}

base::Result<DecidedGroup> release_held(const Ground& ground, const std::string& id) {
  return base::caught([&] { return decide(ground, id, HeldGroup::State::Released); });
}

base::Result<DecidedGroup> reject_held(const Ground& ground, const std::string& id) {
  return base::caught([&] { return decide(ground, id, HeldGroup::State::Rejected); });
}

base::Result<session::BrakeLimits> brake_limits(storage::Store& store) {
  return base::caught([&] { return session::brake_limits(*store.read()); });
}

base::Status set_brake_limits(const Ground& ground, const session::BrakeLimits& limits) {
  return base::caught([&] {
    constexpr std::int64_t percent_max = 100;
    if (limits.percent < 1 || limits.percent > percent_max || limits.records < 1 || limits.window_ms < 1)
      throw Failure({ErrorCode::NotValid,
                     "the limits make no sense",
                     {},
                     "Give a share from 1 to 100 percent (100: nothing is held), records and minutes from 1"});
    auto writer = ground.store.write();
    session::set_brake_limits(*writer, limits);
    writer->commit();
  });
}

}  // namespace keybook::server::admin
