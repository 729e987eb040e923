#include "session/exchange.h"

#include "base/failure.h"
#include "session/acts/act_receipts.h"
#include "session/epochs.h"
#include "session/feed.h"
#include "session/parcels.h"
#include "session/push.h"
#include "session/receipts.h"
#include "session/told.h"
#include "session/where.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using base::need;

namespace {

storage::Enrolment reported(storage::Enrolment seen, const protocol::SyncRequest& request, std::int64_t now_ms) {
  seen.last_seen_ms = seen.last_exchange_ms = now_ms;
  seen.made = std::max(seen.made, request.made);
  seen.waiting = request.waiting;
  seen.cursor = request.cursor;
  if (request.clock.wall_ms != 0) seen.offset_ms = now_ms - request.clock.wall_ms;
  return seen;
}

CommitNumber feed_floor(storage::Reader& reader) {
  const std::string floor = reader.meta(storage::feed_floor_name);
  return floor.empty() ? 0 : std::stoll(floor);
}

}  // namespace

base::Result<Exchanged> Exchange::run(std::string_view authorization, std::string_view body) {
  std::optional<storage::Enrolment> asking;
  auto done = base::caught([&] { return exchange(authorization, body, asking); });
  if (done) return done;
  const ErrorCode code = done.error().code;
  if (code == ErrorCode::Revoked) return base::caught([&] { return revoked(done.error(), authorization, body); });
  if (!asking) return done;
  if (code != ErrorCode::Copied && code != ErrorCode::CounterReused) return done;
  return base::caught([&] { return forked(done.error(), *asking); });
}

// Nothing of the request was done: the device comes again under the identity that it gets here.
Exchanged Exchange::forked(const base::Error& error, const storage::Enrolment& copied) {
  Exchanged done;
  done.user = copied.user;
  done.enrolment = copied.id;
  protocol::Refusal refusal;
  refusal.error = error;
  refusal.fork = auth_.fork(copied);
  done.status = protocol::http_status(error.code);
  done.text = protocol::to_json(refusal).dump();
  return done;
}

// What a restored server lost is unsent work too: the device learns of it before it wipes itself.
Exchanged Exchange::revoked(const base::Error& error, std::string_view authorization, std::string_view body) {
  auto reader = ground_.store.read();
  const storage::Enrolment enrolment = need(Auth::enrolment(authorization, *reader));
  const auto request = protocol::parse(body).and_then(
      [&](const record::Value& json) { return protocol::sync_request(json, enrolment.id); });
  protocol::Refusal refusal;
  refusal.error = error;
  if (request && !request->epoch.empty() && request->epoch != reader->meta("epoch"))
    refusal.restored = restored(*reader, request->epoch);
  Exchanged done;
  done.user = enrolment.user;
  done.enrolment = enrolment.id;
  done.status = protocol::http_status(error.code);
  done.text = protocol::to_json(refusal).dump();
  return done;
}

// A cursor means something only in the epoch that gave it. Without a cursor and an epoch there is nothing to compare.
std::optional<Exchanged> Exchange::other_epoch(const protocol::SyncRequest& request, const Session& session,
                                               storage::Reader& reader) {
  if (request.cursor > 0 && request.epoch.empty())
    throw Failure({ErrorCode::BadRequest, "a cursor came without its epoch", at_field("e"),
                   "Send the epoch of the answer that gave the cursor"});
  const std::string epoch = reader.meta("epoch");
  const bool ahead = request.cursor > reader.last_commit();
  if ((request.epoch.empty() || request.epoch == epoch) && !ahead) return std::nullopt;
  if (request.epoch == epoch) {
    // Somebody put the store back by hand. Who says so must have been here: its token is ahead as well.
    if (!Tokens::later(request.token, session.enrolment.token) ||
        tokens_.judge(session.enrolment, request.token) == Tokens::Standing::Dead)
      throw Failure({ErrorCode::WrongEpoch, "the cursor is of a later state than this server's", at_field("c"),
                     "Ask your administrator whether the server was put back; unsent work is safe on the device"});
    auto writer = ground_.store.write();
    if (writer->meta("epoch") == epoch && request.cursor > writer->last_commit()) {
      begin_epoch(*writer, ground_.clock, ground_.random);
      writer->commit();
      ground_.log.write(base::LogLevel::Error, "store-was-put-back",
                        {{"enrolment", session.enrolment.id}, {"cursor", std::to_string(request.cursor)}});
    }
  }
  protocol::Refusal refusal;
  refusal.error = {ErrorCode::WrongEpoch, "the server was restored from a backup", at_field("e"),
                   "Go on from what is common, and send again what it lost"};
  refusal.restored = restored(*ground_.store.read(), request.epoch);
  Exchanged done;
  done.user = session.user.name;
  done.enrolment = session.enrolment.id;
  done.status = protocol::http_status(ErrorCode::WrongEpoch);
  done.text = protocol::to_json(refusal).dump();
  return done;
}

// At the end of a pull both sides hold the same, and have the same digest.
void Exchange::compare(Reply& reply, const protocol::SyncRequest& request, const access::User& user,
                       const std::string& epoch, storage::Reader& reader) {
  if (!reply.head.page.empty()) return;
  reply.head.sum = sums_.of(reader, user, epoch);
  if (request.digests) reply.head.unequal = unequal_files(reader, user, *request.digests, request.cursor);
}

Exchanged Exchange::exchange(std::string_view authorization, std::string_view body,
                             std::optional<storage::Enrolment>& asking) {
  const std::int64_t now_ms = ground_.clock.wall_ms();
  auto reader = ground_.store.read();
  Session session = need(Auth::session(authorization, *reader));
  asking = session.enrolment;
  presence_.bring_up(session.enrolment);
  Incoming in = need(incoming(need(protocol::parse(body)), session.enrolment.id));
  const std::string epoch = reader->meta("epoch");
  if (auto other = other_epoch(in.request, session, *reader)) return *std::move(other);
  // A page goes on with an exchange whose token was shown already.
  const bool rolls = in.request.page.empty();
  if (!rolls) in.request.token = session.enrolment.token;
  if (tokens_.judge(session.enrolment, in.request.token) == Tokens::Standing::Dead)
    throw Failure({ErrorCode::Copied, "this profile is a copy of another one that is in use", {}, {}});

  Exchanged done;
  done.user = session.user.name;
  done.enrolment = session.enrolment.id;
  Reply reply;
  reply.head.server_ms = now_ms;
  if (in.request.epoch != epoch) reply.head.epoch = epoch;
  if (rolls) reply.head.token = tokens_.next(session.enrolment.id, in.request.token, ground_.random);
  std::optional<Pushed> pushed;
  if (in.brings_mutations() || !in.request.parcels.empty() || !in.request.acts.empty())
    reader.reset();  // the pull must see what is committed now
  if (!in.request.parcels.empty()) {
    reply.head.parcels = take_parcels(ground_, secrets_, session.enrolment, in.request.parcels, now_ms);
    unpack_parcels(secrets_, session.enrolment.id, in);
  }
  if (in.brings_mutations()) {
    pushed = Push(ground_, tokens_, session, in, now_ms).run(presence_);
    done.committed = true;
    done.mutations = pushed->outcomes.size();
    done.refused = pushed->refused;
    done.parked = pushed->parked;
    done.repeated = pushed->repeated;
    reply.head.outcomes = std::move(pushed->outcomes);
  } else {
    storage::Enrolment seen = reported(session.enrolment, in.request, now_ms);
    if (Tokens::later(in.request.token, seen.token)) seen.token = in.request.token;
    presence_.note(seen);
  }
  if (!in.request.acts.empty()) take_receipts(ground_, secrets_, session.user.name, in.request.acts);
  // What came may be what another act waited for. Once the restore is closed, what is left is done by people.
  if ((pushed || !in.request.acts.empty()) && restore_is_open(*ground_.store.read()))
    done.committed = redo_acts(ground_) || done.committed;
  if (!reader) reader = ground_.store.read();

  reply.head.receipts = receipts(*reader, session.enrolment.id, in.request.parked);
  for (protocol::Receipt& one : receipts(*reader, session.user.name, in.request.late))
    reply.head.receipts.push_back(std::move(one));
  for (protocol::Outcome& one : decided(*reader, session.enrolment.id, in.request.held, now_ms))
    reply.head.outcomes.push_back(std::move(one));
  const bool keeps = restore_is_open(*reader);
  if (in.request.cursor > 0 && in.request.cursor < feed_floor(*reader) && !keeps) {
    reply.head.anew = true;  // it has not heard of deletions that are no longer told
    done.text = std::move(reply).text();
    return done;
  }
  Feed feed(*reader, session.user);
  feed.fill(reply,
            {in.request.cursor,
             in.request.page,
             pushed ? &pushed->echo : nullptr,
             pushed ? pushed->own_until : 0,
             {in.request.dropped.begin(), in.request.dropped.end()},
             {in.request.damaged.begin(), in.request.damaged.end()},
             keeps},
            page_bytes_);
  if (!keeps) compare(reply, in.request, session.user, epoch, *reader);
  if (const CommitNumber safe = horizon(*reader); presence_.tell_horizon(session.enrolment.id, safe))
    reply.head.horizon = safe;
  done.damaged = in.request.damaged.size();
  done.unequal = reply.head.unequal.size();
  done.answered = reply.head.cursor;
  done.more = !reply.head.page.empty();
  done.records = reply.records();
  done.lines = reply.lines();
  done.evicted = reply.head.evicted.size();
  done.whole = reply.head.whole.size();
  done.text = std::move(reply).text();
  return done;
}

}  // namespace keybook::server::session
