#include "session/runner.h"

#include <algorithm>
#include <future>

#include "protocol/limits.h"
#include "session/limits.h"
#include "session/sealing.h"
#include "session/turning.h"

namespace keybook::client::session {

using base::ErrorCode;
using store::next;
using store::prepared;

namespace {

store::Device device_of(store::Store& store) {
  auto device = store::load_device(store);
  if (!device)
    throw base::Failure({ErrorCode::NotEnrolled,
                         "this profile is not connected to a server",
                         {},
                         "Run: keybook enroll --server URL --user NAME"});
  return *std::move(device);
}

// Commits without waiting for the disk: for what may be forgotten by a power failure.
class Relaxed {
 public:
  explicit Relaxed(sqlite::Database& database) : database_(database) {
    base::need(database_.exec("PRAGMA synchronous=NORMAL"));
  }
  ~Relaxed() { static_cast<void>(database_.exec("PRAGMA synchronous=FULL")); }
  Relaxed(const Relaxed&) = delete;
  Relaxed& operator=(const Relaxed&) = delete;

 private:
  sqlite::Database& database_;
};

bool says_nothing(const protocol::SyncAnswer& answer, const Situation& asked) {
  return answer.outcomes.empty() && answer.evicted.empty() && answer.whole.empty() && answer.records.empty() &&
         answer.batches.empty() && answer.lines.empty() && answer.receipts.empty() && answer.page.empty() &&
         answer.epoch.empty() && answer.parcels.empty() && answer.horizon == 0 && answer.unequal.empty() &&
         !answer.anew && answer.cursor == asked.cursor && !asked.downloading;
}

std::string repaired_message(const Report& report) {
  return report.repaired == 0 ? ""
                              : "account files that were damaged and sent anew: " + std::to_string(report.repaired);
}

}  // namespace

Runner::Runner(store::Store& store, Outside outside)
    : store_(store),
      outside_(std::move(outside)),
      self_check_(store, outside_.clock, outside_.log),
      push_bytes_max_(protocol::push_bytes_target) {}

Runner::Ready Runner::ready(std::int64_t bytes_max) {
  const auto one_state = store_.begin(sqlite::Begin::Deferred);
  const store::Device device = device_of(store_);
  asked_ = situation(device);
  return {asked_, outgoing(device, bytes_max)};
}

Situation Runner::situation(const store::Device& device) {
  Situation now;
  now.cursor = device.cursor;
  now.epoch = device.epoch;
  now.credential = device.credential;
  now.page = device.page;
  now.downloading = device.downloading;
  now.declarations = store_.registry().digest();
  now.made = device.counter;
  now.token = device.token;
  now.gaps = device.gaps;
  now.parcels = waiting_parcels(store_);
  now.clock = {outside_.clock.wall_ms(), outside_.clock.monotonic_ms(), outside_.boot};
  // By the stamp that they were sent with: it may be of another device, which this one was before.
  auto late =
      prepared(store_.database(),
               "SELECT DISTINCT late.counter, json_extract(mutation, '$.s'), record FROM late JOIN outbox ON "
               "outbox.enrolment = late.enrolment AND outbox.counter IN (late.counter, -late.counter) AND stage "
               "= ? WHERE late.enrolment = ? AND state = 'parked' LIMIT ?",
               static_cast<int>(outbox::Stage::Parked), device.enrolment, protocol::mutations_per_request_max);
  while (next(late)) now.late.push_back({late.integer(0), std::string(late.text(1)), std::string(late.text(2))});
  auto dropped =
      prepared(store_.database(), "SELECT account FROM dropped LIMIT ?", protocol::mutations_per_request_max);
  while (next(dropped)) now.dropped.emplace_back(dropped.text(0));
  now.acts = lost_acts(store_);
  now.held = outbox::Outbox(store_, device.enrolment).held(protocol::mutations_per_request_max);
  self_check_.ask(now);
  return now;
}

Outgoing Runner::outgoing(const store::Device& device, std::int64_t bytes_max) {
  Outgoing out;
  if (!device.page.empty()) return out;
  std::int64_t bytes = 0;
  outbox::Outbox outbox(store_, device.enrolment);
  outbox.each_to_send([&](outbox::Entry&& entry) {
    bytes += static_cast<std::int64_t>(entry.mutation.size());
    const bool full =
        !out.counters.empty() &&
        (bytes > bytes_max || out.counters.size() >= static_cast<std::size_t>(protocol::mutations_per_request_max));
    if (full) return false;  // the rest is counted, not read: it goes with other messages
    out.counters.push_back(entry.counter);
    out.mutations.push_back(std::move(entry.mutation));
    return true;
  });
  out.left = outbox.count(outbox::Stage::Pending) - static_cast<std::int64_t>(out.counters.size());
  return out;
}

void Runner::tell(const RunOptions& options, Report& report, Report::Doing doing) {
  report.doing = doing;
  if (options.progress) options.progress(report);
}

void Runner::store(const Take& take, Report& report) {
  const std::int64_t received_ms = outside_.clock.wall_ms();
  const bool quiet = says_nothing(take.answer, asked_) && self_check_.is_quiet(take.answer);
  std::optional<Relaxed> relaxed;
  if (quiet) relaxed.emplace(store_.database());
  auto transaction = store_.begin();
  store::Device device = device_of(store_);  // inside the transaction: somebody may have saved meanwhile
  if (!take.answer.epoch.empty()) {
    if (!device.epoch.empty() && device.epoch != take.answer.epoch)
      throw base::Failure({ErrorCode::WrongEpoch,
                           "the server was restored from a backup or replaced by another one; nothing was changed here",
                           {},
                           "Ask your administrator; unsent work stays on this device"});
    device.epoch = take.answer.epoch;
  }
  if (take.how == Take::How::Stage) {
    store::run(store_.database(), "INSERT INTO page(answer) VALUES(?)", take.body);
    device.page = take.answer.page;
  } else {
    std::vector<protocol::SyncAnswer> answers;
    if (take.how == Take::How::Whole) {
      auto staged = prepared(store_.database(), "SELECT answer FROM page ORDER BY n");
      while (next(staged))
        answers.push_back(base::need(protocol::sync_answer(base::need(protocol::parse(staged.text(0))))));
    }
    answers.push_back(take.answer);
    const auto seal = [&](const std::string& account) {
      Sealing(store_, device, outside_.random, take.answer.server_ms).file(account);
    };
    const Received received = Receiver(store_, device, seal).take(answers, take.batches);
    report.pushed += received.answered;
    report.pulled += received.pulled;
    report.repaired += received.repaired;
    if (received.repaired > 0)
      outside_.log.write(base::LogLevel::Warning, "account-files-repaired",
                         {{"files", std::to_string(received.repaired)}});
    store_.take_declarations();
    if (take.how == Take::How::Whole && !device.page.empty()) store::run(store_.database(), "DELETE FROM page");
    device.page = take.answer.page;
    device.downloading = take.how == Take::How::Page && !take.answer.page.empty();
    if (take.answer.page.empty() && device.cursor == 0) {
      note_download(store_, take.answer.cursor);
      if (!SelfCheck::restore_is_open(store_)) Sealing(store_, device, outside_.random, take.answer.server_ms).strays();
    }
    if (take.answer.page.empty()) device.cursor = std::max(device.cursor, take.answer.cursor);
    if (take.answer.page.empty())
      for (const std::string& account : take.dropped)
        store::run(store_.database(), "DELETE FROM dropped WHERE account = ?", account);
  }
  if (take.answer.anew) {
    store::run(store_.database(), "DELETE FROM page");
    erase_confirmed(device);
    device.page.clear();
    device.cursor = 0;
    device.downloading = true;
    outside_.log.write(base::LogLevel::Warning, "away-too-long", {});
  }
  const bool was_open = SelfCheck::restore_is_open(store_);
  self_check_.take(take, asked_.cursor, quiet);
  if (was_open && !SelfCheck::restore_is_open(store_)) send_once_more(store_, device);
  if (!take.answer.token.empty()) device.token = take.answer.token;
  const record::CommitNumber arrived = arrived_by(store_, take.answer);
  parcels_arrived(store_, take.answer.parcels, arrived, take.answer.server_ms);
  acts_arrived(store_, take.acts, arrived);
  if (take.answer.horizon > 0) forget_kept(store_, take.answer.horizon, take.answer.server_ms);
  for (const protocol::Outcome& outcome : take.answer.outcomes)
    device.gaps = device.gaps && outcome.counter != device.counter;
  // The answer was under way for a while: the offset errs to the early side, never past the server's now.
  device.offset_ms = take.answer.server_ms - received_ms;
  if (device.page.empty()) {
    device.last_sync_ms = take.answer.server_ms;
    device.offline_since_ms = 0;
    device.sent_upto = 0;
  }
  store::save_device(store_, device);
  if (!device.downloading) forget_strays(store_);
  report.cursor = device.cursor;
  // That there was nothing is told by the time of the last sync; the list is of exchanges that did something.
  if (device.page.empty() && !quiet) log_exchange(report, "done", repaired_message(report));
  base::need(transaction.commit());
}

void Runner::log_exchange(const Report& report, const std::string& result, const std::string& message) {
  const std::int64_t now = outside_.clock.wall_ms();
  store::run(store_.database(),
             "INSERT INTO exchange(at_ms, pushed, pulled, round_trips, bytes_sent, bytes_received, duration_ms, "
             "result, message) "
             "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
             now, report.pushed, report.pulled, report.round_trips, report.bytes_sent, report.bytes_received,
             outside_.clock.monotonic_ms() - started_ms_, result, message);
  store::run(store_.database(), "DELETE FROM exchange WHERE n <= (SELECT max(n) FROM exchange) - ?", log_entries_max);
}

void Runner::note_failure(const base::Error& error, const Report& report) {
  // A disk that is full or gone has worse to say than this; the error itself reaches the caller.
  const auto noted = base::caught([&] {
    const Relaxed relaxed(store_.database());
    auto transaction = store_.begin();
    store::Device device = device_of(store_);
    if (device.offline_since_ms == 0) device.offline_since_ms = device.now_ms(outside_.clock);
    if (report.round_trips > 0 || error.code == ErrorCode::Unreachable) device.sent_upto = device.counter;
    store::save_device(store_, device);
    log_exchange(report, std::string(base::key(error.code)), error.message);
    base::need(transaction.commit());
  });
  if (!noted) outside_.log.write(base::LogLevel::Warning, "sync-log-failed", {{"error", noted.error().message}});
}

// What is pending stays, and is shown again on what comes.
void Runner::erase_confirmed(const store::Device& device) {
  store_.erase_all();
  need_scrub(store_);
  std::vector<std::pair<std::string, std::string>> touched;
  auto rows = prepared(store_.database(), "SELECT DISTINCT type, record FROM edit_of");
  while (next(rows)) touched.emplace_back(rows.text(0), rows.text(1));
  outbox::Overlay overlay(store_, device);
  for (const auto& [type, record] : touched) overlay.rebuild(type, record, std::nullopt);
}

void Runner::begin_anew() {
  auto transaction = store_.begin();
  store::Device device = device_of(store_);
  store::run(store_.database(), "DELETE FROM page");
  device.page.clear();
  if (device.downloading) erase_confirmed(device);  // half a download may hold what is gone by now
  device.downloading = false;
  store::save_device(store_, device);
  base::need(transaction.commit());
}

void Runner::turn(const protocol::Refusal& refusal) {
  if (refusal.error.code == ErrorCode::Revoked) return wipe(refusal);
  auto transaction = store_.begin();
  if (refusal.fork) take_identity(store_, *refusal.fork);
  if (refusal.restored) follow_restore(store_, *refusal.restored);
  base::need(transaction.commit());
  outside_.log.write(base::LogLevel::Warning,
                     refusal.fork ? "this profile was copied: it goes on as a device of its own"
                                  : "the server was restored: what it lost is sent again",
                     {});
}

// First everything is closed and erased here, then it is sent: whatever becomes of the connection, nobody reads it
// here.
void Runner::wipe(const protocol::Refusal& refusal) {
  if (!device_of(store_).revoked) {
    auto transaction = store_.begin();
    if (refusal.restored) follow_restore(store_, *refusal.restored);
    const store::Device device = device_of(store_);
    static_cast<void>(Sealing(store_, device, outside_.random, outside_.clock.wall_ms()).wipe());
    base::need(transaction.commit());
  }
  const std::vector<protocol::Parcel> parcels = waiting_parcels(store_);
  if (parcels.empty()) return;
  protocol::SyncRequest request;
  request.parcels = parcels;
  transport::Call call;
  call.path = "/v1/parcel";
  call.headers = {{"Authorization", "Bearer " + device_of(store_).credential}};
  call.body = protocol::to_json(request).dump();
  const auto reply = outside_.transport.send(call);
  if (!reply || reply->status != 200) return;  // at the next contact
  const auto json = protocol::parse(reply->body);
  if (!json) return;
  const auto answer = protocol::sync_answer(*json);
  if (!answer) return;
  auto transaction = store_.begin();
  parcels_arrived(store_, answer->parcels, not_yet_told, answer->server_ms);
  base::need(transaction.commit());
}

Action Runner::exchange(Session& session, const RunOptions& options, Report& report,
                        const std::function<base::Result<transport::Reply>()>& send) {
  auto reply = send();
  if (!reply) {
    if (options.stop.stop_requested()) return Done{};
    return session.broken(reply.error());
  }
  ++report.round_trips;
  report.bytes_sent += reply->bytes_sent;
  report.bytes_received += reply->bytes_received;
  return session.answered(std::move(*reply));
}

// One session, to its end or its failure. `again`: another attempt may help.
base::Result<Report> Runner::converse(const RunOptions& options, Report& report, bool& again) {
  Session session(push_bytes_max_);
  int messages = 0;
  again = false;
  Ready at_start = ready(session.push_bytes_max());
  Action action = session.start(at_start.situation, std::move(at_start.outgoing));
  for (;;) {
    if (std::holds_alternative<Done>(action)) {
      report.complete = !options.stop.stop_requested();
      tell(options, report, Report::Doing::Done);
      return report;
    }
    if (const auto* fail = std::get_if<Fail>(&action)) {
      push_bytes_max_ = session.push_bytes_max();
      if (fail->drop_page) begin_anew();
      if (fail->turn) {
        turn(*fail->turn);
        again = fail->again;
        report.turned = true;
      }
      again = fail->again;
      base::Error error = fail->error;
      if (error.code == ErrorCode::Revoked)
        error.message =
            "this device was revoked by an administrator; its unsent work was sealed for the server, and all data on "
            "it were wiped";
      return tl::unexpected(std::move(error));
    }
    if (auto* send = std::get_if<Send>(&action)) {
      if (options.stop.stop_requested() || (options.messages_max > 0 && messages >= options.messages_max))
        return report;
      ++messages;
      send->call.cancel = options.stop;
      tell(options, report, send->counters.empty() ? Report::Doing::Receiving : Report::Doing::Sending);
      action = exchange(session, options, report, [&] { return outside_.transport.send(send->call); });
      continue;
    }
    const Take take = std::move(std::get<Take>(action));
    ++report.page;
    tell(options, report, Report::Doing::Storing);
    if (outside_.threads && take.how == Take::How::Page && !take.answer.page.empty() && options.messages_max == 0) {
      Situation next = situation(device_of(store_));
      next.page = take.answer.page;
      action = session.taken(next, {});
      if (auto* ahead = std::get_if<Send>(&action)) {
        ahead->call.cancel = options.stop;
        auto reply =
            std::async(std::launch::async, [this, call = ahead->call] { return outside_.transport.send(call); });
        store(take, report);
        action = exchange(session, options, report, [&] { return reply.get(); });
        continue;
      }
    }
    store(take, report);
    Ready more = ready(session.push_bytes_max());
    report.waiting = more.outgoing.left + static_cast<std::int64_t>(more.outgoing.counters.size());
    action = session.taken(more.situation, std::move(more.outgoing));
  }
}

// After everything that somebody may be waiting for.
bool Runner::is_damaged() {
  const auto looked = base::caught([&] {
    const SelfCheck::Look look = self_check_.look();
    if (look != SelfCheck::Look::Sound) return look == SelfCheck::Look::Damaged;
    const Relaxed relaxed(store_.database());
    auto transaction = store_.begin();
    self_check_.note_progress();
    base::need(transaction.commit());
    return false;
  });
  if (!looked) outside_.log.write(base::LogLevel::Warning, "self-check-failed", {{"error", looked.error().message}});
  return looked && *looked;
}

base::Result<Report> Runner::run(const RunOptions& options) {
  started_ms_ = outside_.clock.monotonic_ms();
  Report report;
  std::int64_t wait_ms = backoff_ms_first;
  int turns = 0;
  for (int attempt = 1;; ++attempt) {
    bool again = false;
    const std::int64_t before = report.round_trips;
    tell(options, report, Report::Doing::Connecting);
    auto done = base::caught([&] { return base::need(converse(options, report, again)); });
    if (done && report.complete && options.messages_max == 0 && is_damaged())
      done = base::caught([&] { return base::need(converse(options, report, again)); });
    if (done) return done;
    if (report.round_trips > before + 1) attempt = 1;  // it got somewhere: this is a new trouble
    const base::Error& error = done.error();
    outside_.log.write(base::LogLevel::Info, "sync-failed",
                       {{"error", std::string(base::key(error.code))}, {"message", error.message}});
    if (again && error.code == ErrorCode::TooLarge) {
      attempt = 0;  // a smaller message is no repetition, and there is nothing to wait for
      continue;
    }
    if (again && report.turned && turns++ < turns_max) {  // at once, as what it is now
      report.turned = false;
      --attempt;
      continue;
    }
    if (!again || attempt >= options.attempts_max || options.stop.stop_requested() ||
        error.retry_after_ms > hinted_wait_ms_max) {
      note_failure(error, report);
      return done;
    }
    const std::int64_t jittered =
        wait_ms / 2 + static_cast<std::int64_t>(outside_.random.below(static_cast<std::uint64_t>(wait_ms / 2 + 1)));
    outside_.pause(std::max(jittered, error.retry_after_ms), options.stop);
    wait_ms = std::min(wait_ms * 2, backoff_ms_max);
  }
}

}  // namespace keybook::client::session
