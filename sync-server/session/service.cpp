#include "session/service.h"

#include <charconv>

#include "base/failure.h"
#include "session/epochs.h"
#include "session/parcels.h"
#include "session/where.h"

namespace keybook::server::session {

using base::ErrorCode;
using transport::Method;
using transport::Request;
using transport::Responder;
using transport::Response;

namespace {

Response json(std::string text) {
  Response response;
  response.body = std::move(text);
  return response;
}

// Answers of exchanges leave the content type away: it is always JSON, and the line is a tenth of an empty answer.
Response brief(std::string text) {
  Response response = json(std::move(text));
  response.content_type.clear();
  return response;
}

std::string declarations(const schema::Registry& registry) {
  record::Value types = record::Value::array();
  for (const schema::Type& type : registry.types()) types.push_back(registry.document(type.name));
  return record::Value{{"digest", registry.digest()}, {"types", std::move(types)}}.dump();
}

struct Route {
  std::string_view path;
  Method method;
};
constexpr Route routes[] = {{"/v1/hello", Method::Get}, {"/v1/enrol", Method::Post},  {"/v1/sync", Method::Post},
                            {"/v1/act", Method::Post},  {"/v1/parcel", Method::Post}, {"/v1/wait", Method::Get},
                            {"/v1/schema", Method::Get}};

// "/v2/sync" comes from a device of another version of the protocol: it should not take us for something else.
bool of_another_version(std::string_view path) {
  if (!path.starts_with("/v")) return false;
  const std::string_view version = path.substr(2, path.find('/', 2) - 2);
  const bool is_number = !version.empty() && version.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number && version != std::to_string(protocol::protocol_version);
}

Response wrong_version() {
  Response response = transport::error_response(
      {ErrorCode::WrongVersion,
       "this server speaks version " + std::to_string(protocol::protocol_version) + " of the protocol",
       {},
       "Install the version of Keybook that your administrator names"});
  response.status = protocol::http_status(ErrorCode::WrongVersion);
  return response;
}

std::optional<Response> misdirected(const Request& request) {
  if (of_another_version(request.path)) return wrong_version();
  for (const Route& route : routes) {
    if (route.path != request.path) continue;
    if (route.method == request.method) return std::nullopt;
    Response response = transport::error_response({ErrorCode::BadRequest,
                                                   "wrong method for " + request.path,
                                                   {},
                                                   route.method == Method::Post ? "Use POST" : "Use GET"});
    response.status = 405;
    return response;
  }
  Response response =
      transport::error_response({ErrorCode::BadRequest, "there is nothing at this path", {}, "See docs/protocol.md"});
  response.status = 404;
  return response;
}

}  // namespace

Service::Service(const Ground& ground, const ServiceOptions& options)
    : ground_(ground),
      secrets_(need_secrets(ground)),
      auth_(ground.store, ground.clock, ground.random, ground.log, secrets_, options.password_cost),
      exchange_(ground_, auth_, presence_, secrets_, options.page_bytes),
      acts_(ground_, secrets_),
      notice_(ground.store.read()->last_commit()) {
  if (restore_is_open(*ground.store.read()))
    ground_.log.write(base::LogLevel::Warning, "restore-is-open",
                      {{"remedy", "devices give nothing up until: keybook-server restore --close"}});
}

void Service::handle(Request request, Responder responder) {
  if (auto wrong = misdirected(request)) return responder.send(std::move(*wrong));
  const auto done = base::caught([&] {
    if (request.path == "/v1/sync")
      sync(request, responder);
    else if (request.path == "/v1/act")
      act(request, responder);
    else if (request.path == "/v1/wait")
      wait(request, responder);
    else if (request.path == "/v1/enrol")
      responder.send(enrol(request));
    else if (request.path == "/v1/parcel")
      responder.send(parcel(request));
    else if (request.path == "/v1/schema")
      responder.send(schema(request));
    else
      responder.send(hello());
  });
  if (done) return;
  if (base::exit_status(done.error().code) == 1)
    ground_.log.write(base::LogLevel::Error, "request-failed", {{"path", request.path}, {"why", done.error().text()}});
  Response response = transport::error_response(done.error());
  response.status = protocol::http_status(done.error().code);  // one table for devices, whoever answers
  responder.send(std::move(response));
}

Response Service::hello() {
  auto reader = ground_.store.read();
  return json(record::Value{{"product", "keybook"},
                            {"protocol", protocol::protocol_version},
                            {"server", reader->meta("server")},
                            {"epoch", reader->meta("epoch")},
                            {"seal", secrets_.seal.open},
                            {"time", ground_.clock.wall_ms()}}
                  .dump());
}

Response Service::enrol(const Request& request) {
  const auto asked = base::need(protocol::enrol_request(base::need(protocol::parse(request.body))));
  return json(protocol::to_json(base::need(auth_.enrol(asked))).dump());
}

// Sealed work of a device that may do nothing else any more.
Response Service::parcel(const Request& request) {
  const auto asked = base::need(protocol::sync_request(base::need(protocol::parse(request.body)), {}));
  std::optional<storage::Enrolment> from;
  {
    auto reader = ground_.store.read();
    from = base::need(Auth::enrolment(request.header("authorization"), *reader));
  }
  protocol::SyncAnswer answer;
  answer.server_ms = ground_.clock.wall_ms();
  answer.parcels = take_parcels(ground_, secrets_, *from, asked.parcels, answer.server_ms);
  return brief(protocol::to_json(answer).dump());
}

Response Service::schema(const Request& request) {
  auto reader = ground_.store.read();
  static_cast<void>(base::need(Auth::session(request.header("authorization"), *reader)));
  return json(declarations(reader->registry()));
}

// What is due comes first: nobody's request is answered by rights that have ended.
void Service::run_due() {
  if (!acts_.run_due()) return;
  auto reader = ground_.store.read();
  notice_.publish(*reader);
}

void Service::act(const Request& request, const Responder& responder) {
  if (acts_.due()) run_due();
  if (const std::int64_t now = ground_.clock.monotonic_ms(); presence_.due(now)) presence_.flush(ground_.store, now);
  const Acts::Done done = base::need(acts_.run(request.header("authorization"), request.body));
  responder.send(json(done.text));
  ground_.log.write(base::LogLevel::Info, "act",
                    {{"user", done.user},
                     {"enrolment", done.enrolment},
                     {"act", done.act},
                     {"changed", done.changed ? "yes" : "no"}});
  if (!done.changed) return;
  auto reader = ground_.store.read();
  notice_.publish(*reader);
}

void Service::sync(const Request& request, const Responder& responder) {
  if (acts_.due()) run_due();
  const std::int64_t begin_ms = ground_.clock.monotonic_ms();
  auto result = exchange_.run(request.header("authorization"), request.body);
  if (!result) {
    const base::Error& error = result.error();
    if (error.code == ErrorCode::CounterReused || error.code == ErrorCode::WrongEpoch)
      ground_.log.write(base::LogLevel::Error, "device-disagrees",
                        {{"code", std::string(base::key(error.code))}, {"why", error.message}});
    throw base::Failure(error);
  }
  Exchanged done = std::move(*result);
  const std::size_t bytes_out = done.text.size();
  Response response = brief(std::move(done.text));
  response.status = done.status;
  responder.send(std::move(response));
  if (done.status != 200) return;
  if (done.damaged > 0 || done.unequal > 0)
    ground_.log.write(base::LogLevel::Warning, "files-differ",
                      {{"user", done.user},
                       {"enrolment", done.enrolment},
                       {"sent_anew", std::to_string(done.damaged)},
                       {"found", std::to_string(done.unequal)}});
  const bool moved = done.mutations > 0 || done.records > 0 || done.lines > 0 || done.evicted > 0 || done.more;
  ground_.log.write(moved ? base::LogLevel::Info : base::LogLevel::Debug, "exchange",
                    {{"user", done.user},
                     {"enrolment", done.enrolment},
                     {"mutations", std::to_string(done.mutations)},
                     {"repeated", std::to_string(done.repeated)},
                     {"refused", std::to_string(done.refused)},
                     {"parked", std::to_string(done.parked)},
                     {"records", std::to_string(done.records)},
                     {"lines", std::to_string(done.lines)},
                     {"evicted", std::to_string(done.evicted)},
                     {"cursor", std::to_string(done.answered)},
                     {"bytes_in", std::to_string(request.body.size())},
                     {"bytes_out", std::to_string(bytes_out)},
                     {"ms", std::to_string(ground_.clock.monotonic_ms() - begin_ms)}});
  after(done);
}

// The device has its answer: what others are told, and what is only bookkeeping, need not hold it up.
void Service::after(const Exchanged& done) {
  if (done.committed) {
    auto reader = ground_.store.read();
    notice_.publish(*reader, done.enrolment, done.answered);
  }
  if (const std::int64_t now = ground_.clock.monotonic_ms(); presence_.due(now)) presence_.flush(ground_.store, now);
}

void Service::wait(const Request& request, const Responder& responder) {
  std::optional<Session> session;
  {
    auto reader = ground_.store.read();
    session = base::need(Auth::session(request.header("authorization"), *reader));
  }
  CommitNumber cursor = 0;
  if (const auto text = request.parameter("c")) {
    const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), cursor);
    if (error != std::errc{} || stop != text->data() + text->size() || cursor < 0)
      throw base::Failure({ErrorCode::BadRequest, "the cursor is not a number", at_field("c"), {}});
  }
  notice_.wait(ground_.store, *session, cursor, protocol::wait_ms_max, responder);
}

void Service::tick() {
  const auto done = base::caught([this] {
    run_due();
    {
      auto reader = ground_.store.read();
      notice_.publish(*reader);
    }
    if (const std::int64_t now = ground_.clock.monotonic_ms(); presence_.due(now)) presence_.flush(ground_.store, now);
  });
  if (!done) ground_.log.write(base::LogLevel::Warning, "tick-failed", {{"why", done.error().text()}});
}

void Service::finish() {
  const auto done = base::caught([this] { presence_.flush(ground_.store, ground_.clock.monotonic_ms()); });
  if (!done) ground_.log.write(base::LogLevel::Warning, "presence-not-written", {{"why", done.error().text()}});
}

}  // namespace keybook::server::session
