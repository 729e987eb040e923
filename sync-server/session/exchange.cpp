#include "session/exchange.h"

#include "base/failure.h"
#include "session/feed.h"
#include "session/push.h"
#include "session/receipts.h"
#include "session/where.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using base::need;

namespace {

// A cursor means something only in the store that gave it.
void check_epoch(const protocol::SyncRequest& request, storage::Reader& reader, const std::string& epoch) {
  if (request.cursor > 0 && request.epoch.empty())
    throw Failure({ErrorCode::BadRequest, "a cursor came without its epoch", at_field("e"),
                   "Send the epoch of the answer that gave the cursor"});
  if ((!request.epoch.empty() && request.epoch != epoch) || request.cursor > reader.last_commit())
    throw Failure(
        {ErrorCode::WrongEpoch, "this server is another one than the device knew, or was restored from a backup",
         at_field("e"),
         "Unsent work is safe on the device. Ask your administrator; enrol anew if the server was set up anew"});
}

storage::Enrolment reported(storage::Enrolment seen, const protocol::SyncRequest& request, std::int64_t now_ms) {
  seen.last_seen_ms = seen.last_exchange_ms = now_ms;
  seen.made = std::max(seen.made, request.made);
  seen.waiting = request.waiting;
  seen.cursor = request.cursor;
  if (request.clock.wall_ms != 0) seen.offset_ms = now_ms - request.clock.wall_ms;
  return seen;
}

}  // namespace

base::Result<Exchanged> Exchange::run(std::string_view authorization, std::string_view body) {
  return base::caught([&]() -> Exchanged {
    const std::int64_t now_ms = ground_.clock.wall_ms();
    auto reader = ground_.store.read();
    const Session session = need(Auth::session(authorization, *reader));
    const Incoming in = need(incoming(need(protocol::parse(body)), session.enrolment.id));
    const std::string epoch = reader->meta("epoch");
    check_epoch(in.request, *reader, epoch);

    Exchanged done;
    done.user = session.user.name;
    done.enrolment = session.enrolment.id;
    Reply reply;
    reply.head.server_ms = now_ms;
    if (in.request.epoch != epoch) reply.head.epoch = epoch;
    std::optional<Pushed> pushed;
    if (in.brings_mutations()) {
      reader.reset();  // the pull must see what is committed now
      pushed = Push(ground_, session, in, now_ms).run(presence_);
      done.committed = true;
      done.mutations = pushed->outcomes.size();
      done.refused = pushed->refused;
      done.parked = pushed->parked;
      done.repeated = pushed->repeated;
      reply.head.outcomes = std::move(pushed->outcomes);
      reader = ground_.store.read();
    } else {
      storage::Enrolment seen = session.enrolment;
      presence_.bring_up(seen);
      presence_.note(reported(std::move(seen), in.request, now_ms));
    }

    reply.head.receipts = receipts(*reader, session.enrolment.id, in.request.parked);
    Feed feed(*reader, session.user);
    feed.fill(reply,
              {in.request.cursor, in.request.page, pushed ? &pushed->echo : nullptr, pushed ? pushed->own_until : 0,
               {in.request.dropped.begin(), in.request.dropped.end()}},
              page_bytes_);
    done.answered = reply.head.cursor;
    done.more = !reply.head.page.empty();
    done.records = reply.records();
    done.lines = reply.lines();
    done.evicted = reply.head.evicted.size();
    done.whole = reply.head.whole.size();
    done.text = std::move(reply).text();
    return done;
  });
}

}  // namespace keybook::server::session
