// Enrolment, sync and waiting: the use cases that talk to the server.
#include "platform/files.h"
#include "protocol/limits.h"
#include "protocol/messages.h"
#include "session/forgetting.h"
#include "session/sealing.h"
#include "session/turning.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;

namespace {

constexpr const char* sync_lock_name = "sync.lock";
constexpr std::int64_t wait_grace_ms = 15'000;  // a held answer may come this much later than asked for

// A good answer's JSON, or the server's error.
base::Result<Value> ask(transport::Transport& transport, const transport::Call& call) {
  auto reply = transport.send(call);
  if (!reply) return tl::unexpected(reply.error());
  if (reply->status != 200) return tl::unexpected(session::error_of(*reply));
  return protocol::parse(reply->body);
}

base::Status check_hello(transport::Transport& transport, const std::string& url) {
  transport::Call call;
  call.method = transport::Method::Get;
  call.path = "/v1/hello";
  auto hello = ask(transport, call);
  if (!hello && hello.error().code != ErrorCode::BadRequest) return tl::unexpected(hello.error());
  if (!hello || !hello->is_object() || hello->value("product", "") != "keybook")
    return base::fail(ErrorCode::BadRequest, url + " is not a Keybook server", {},
                      "Check the address with your administrator");
  const int version = hello->value("protocol", 0);
  if (version != protocol::protocol_version)
    return base::fail(ErrorCode::WrongVersion,
                      "the server speaks version " + std::to_string(version) +
                          " of the protocol, this program version " + std::to_string(protocol::protocol_version),
                      {},
                      version > protocol::protocol_version ? "Install the newer version of Keybook"
                                                           : "Ask your administrator to upgrade the server");
  return {};
}

Progress progress_of(const session::Report& report) {
  Progress progress;
  switch (report.doing) {
    case session::Report::Doing::Connecting:
      progress.stage = Progress::Stage::Connecting;
      break;
    case session::Report::Doing::Sending:
      progress.stage = Progress::Stage::Sending;
      break;
    case session::Report::Doing::Receiving:
      progress.stage = Progress::Stage::Receiving;
      break;
    case session::Report::Doing::Storing:
      progress.stage = Progress::Stage::Storing;
      break;
    case session::Report::Doing::Done:
      progress.stage = Progress::Stage::Done;
      break;
  }
  progress.bytes_sent = report.bytes_sent;
  progress.bytes_received = report.bytes_received;
  progress.mutations_sent = report.pushed;
  progress.mutations_waiting = report.waiting;
  progress.records_received = report.pulled;
  progress.page = report.page;
  return progress;
}

// A device whose credential is worth nothing any more (the server was restored to a time before it was enrolled, or it
// was revoked) goes on under a new one.
bool enrol_again(store::Store& store, const store::Device& was, const protocol::EnrolAnswer& answer,
                 const std::string& server_url) {
  if (was.server != answer.server)
    fail_at(ErrorCode::Usage, "this profile belongs to another server", {},
            "Use another --profile folder for another server");
  if (was.revoked && !session::waiting_parcels(store).empty())
    fail_at(ErrorCode::Usage, "sealed work of this device waits to be sent", {}, "Sync first");
  session::take_identity(store, answer);
  store::Device now = *store::load_device(store);
  now.revoked = false;
  if (was.revoked) {
    // It was told nothing of a restore while it was revoked.
    if (was.epoch != answer.epoch) session::send_parcels_again(store, 0);
    now.epoch = answer.epoch;
  }
  store::save_device(store, now);
  store::run(store.database(), "UPDATE enrolment SET server_url = ?", server_url);
  return true;
}

// Whether the server still knows this device by its credential.
bool is_known(transport::Transport& transport, const store::Device& device) {
  transport::Call call;
  call.path = "/v1/act";
  call.headers = {{"Authorization", "Bearer " + device.credential}};
  call.body = R"({"act":"cover.list"})";  // the shortest question that takes a credential and changes nothing
  const auto reply = base::need(transport.send(call));
  if (reply.status == 200) return true;
  const base::Error error = session::error_of(reply);
  if (error.code == ErrorCode::Unauthorized || error.code == ErrorCode::Revoked) return false;
  throw base::Failure(error);
}

}  // namespace

transport::Transport& Client::Impl::connection(const std::string& server_url) {
  if (!transport) transport = base::need(environment.connect(server_url));
  return *transport;
}

base::Status Client::enroll(const std::string& server_url, const std::string& user, const std::string& password,
                            const std::string& device_name) {
  auto done = base::caught([&] {
    const auto known = store::load_device(*impl_->store);
    if (known && (known->server_url.empty() || known->user != user))
      fail_at(ErrorCode::Usage, "this profile is a device of " + known->user + " already", {},
              "Use another --profile folder for another user or server");
    impl_->transport.reset();
    transport::Transport& transport = impl_->connection(server_url);
    base::need(check_hello(transport, server_url));
    // Enrolled once more, it would be two devices to the server.
    if (known && known->server_url == server_url && !known->revoked && is_known(transport, *known)) return;
    protocol::EnrolRequest request{user, password, device_name.empty() ? platform::host_name() : device_name};
    transport::Call call;
    call.path = "/v1/enrol";
    call.body = protocol::to_json(request).dump();
    const auto answer = base::need(protocol::enrol_answer(base::need(ask(transport, call))));
    store::Device device;
    device.enrolment = answer.enrolment;
    device.credential = answer.credential;
    device.user = answer.user;
    device.role = answer.role;
    device.territory = answer.territory;
    device.device_name = request.device_name;
    device.server_url = server_url;
    device.server = answer.server;
    device.epoch = answer.epoch;
    device.token = answer.token;
    device.seal_key = answer.seal_key;
    device.offset_ms = answer.server_ms - impl_->environment.clock.wall_ms();
    base::need(impl_->write([&] {
      const auto now = store::load_device(*impl_->store);
      if (now) return enrol_again(*impl_->store, *now, answer, server_url);
      store::insert_device(*impl_->store, device);
      return true;
    }));
  });
  if (!done) impl_->transport.reset();
  return done;
}

base::Status Client::start_without_server(const std::string& user, const std::string& role) {
  return impl_->write([&] {
    if (store::load_device(*impl_->store))
      fail_at(ErrorCode::Usage, "this profile is in use already", {}, "Use another folder");
    store::Device device;
    device.enrolment = "local-" + base::random_token(impl_->environment.random, 10);
    device.user = user;
    device.role = role;
    store::insert_device(*impl_->store, device);
  });
}

namespace {

// A profile of an earlier version does not have it yet.
void learn_seal_key(Client::Impl& impl, const store::Device& device) {
  transport::Call call;
  call.method = transport::Method::Get;
  call.path = "/v1/hello";
  const auto hello = base::need(ask(impl.connection(device.server_url), call));
  if (!hello.is_object() || !hello.contains("seal")) return;
  base::need(impl.write(
      [&] { store::run(impl.store->database(), "UPDATE enrolment SET seal_key = ?", hello.value("seal", "")); }));
}

}  // namespace

base::Result<SyncResult> Client::sync(const SyncOptions& options) {
  return base::caught([&] {
    const store::Device device = impl_->device();
    if (device.server_url.empty())
      fail_at(ErrorCode::NotEnrolled, "this profile works without a server", {},
              "Make a profile with: keybook enroll --server URL --user NAME");
    if (device.seal_key.empty()) learn_seal_key(*impl_, device);
    std::optional<platform::FolderLock> lock;
    if (impl_->environment.vfs.empty())
      lock.emplace(base::need(platform::FolderLock::take(impl_->profile / sync_lock_name,
                                                         "another sync of this profile is running", store::busy_ms)));
    session::Runner runner(*impl_->store, {impl_->environment.clock, impl_->environment.random, impl_->environment.log,
                                           impl_->connection(device.server_url), impl_->boot, impl_->environment.pause,
                                           impl_->environment.vfs.empty()});
    session::RunOptions run;
    if (options.progress) run.progress = [&](const session::Report& report) { options.progress(progress_of(report)); };
    run.stop = options.stop;
    run.attempts_max = options.attempts_max;
    run.messages_max = options.exchanges_max;
    const auto ran = runner.run(run);
    if (session::has_late(*impl_->store, device.enrolment))
      base::need(impl_->write(
          [&] { session::forget_decided(*impl_->store, device.enrolment, device.now_ms(impl_->environment.clock)); }));
    if (auto scrubbed = base::caught([&] { session::scrub(*impl_->store); }); !scrubbed)
      impl_->environment.log.write(base::LogLevel::Warning, "scrub-failed", {{"error", scrubbed.error().message}});
    const session::Report report = base::need(ran);
    impl_->cover_look.wait_ms = 0;  // it may have brought one
    impl_->index_beside();
    const Status now = base::need(status());
    SyncResult result;
    result.pushed = report.pushed;
    result.pulled = report.pulled;
    result.conflicts = now.conflicts;
    result.parked = now.parked;
    result.refused = now.refused;
    result.round_trips = report.round_trips;
    result.bytes_sent = report.bytes_sent;
    result.bytes_received = report.bytes_received;
    result.cursor = now.cursor;
    result.complete = report.complete;
    return result;
  });
}

base::Result<bool> Client::wait(std::int64_t timeout_ms, std::stop_token stop) {
  return base::caught([&] {
    const store::Device device = impl_->device();
    const std::int64_t wait_ms = std::min(timeout_ms, protocol::wait_ms_max);
    transport::Call call;
    call.method = transport::Method::Get;
    call.path = "/v1/wait?c=" + std::to_string(device.cursor);
    call.headers = {{"Authorization", "Bearer " + device.credential}};
    call.cancel = stop;
    call.stall_ms_max = protocol::wait_ms_max + wait_grace_ms;
    call.total_ms_max = wait_ms;
    const std::int64_t started_ms = impl_->environment.clock.monotonic_ms();
    auto answer = ask(impl_->connection(device.server_url), call);
    if (!answer) {
      const bool own_limit = answer.error().code == ErrorCode::Unreachable &&
                             impl_->environment.clock.monotonic_ms() - started_ms >= wait_ms;
      if (stop.stop_requested() || own_limit) return false;
      throw base::Failure(answer.error());
    }
    return answer->is_object() && answer->value("c", std::int64_t{0}) > device.cursor;
  });
}

base::Result<std::vector<ExchangeEntry>> Client::exchanges(int count) {
  return impl_->read([&] {
    std::vector<ExchangeEntry> out;
    auto row = store::prepared(impl_->store->database(),
                               "SELECT at_ms, pushed, pulled, round_trips, bytes_sent, bytes_received, duration_ms, "
                               "result, message FROM exchange ORDER BY n DESC LIMIT ?",
                               count);
    while (store::next(row))
      out.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5),
                     row.integer(6), std::string(row.text(7)), std::string(row.text(8))});
    return out;
  });
}

}  // namespace keybook::client
