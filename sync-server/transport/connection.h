// One connection: reads requests within the limits, hands each to a worker, writes its answer. Included by
// beast_server.cpp alone.
//
// Threads: every member runs on the network thread; workers reach it through an AnswerBox and Core::Gate. Ownership:
// the connection lives as long as its coroutine. Life: handshake, then for each request: read it, answer it. Reading
// ahead goes on meanwhile, which is how a client that has gone is noticed.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <optional>

#include "transport/body_producer.h"
#include "transport/channel.h"
#include "transport/incoming.h"
#include "transport/outgoing.h"
#include "transport/refusals.h"

namespace keybook::server::transport {

// Whether a connection is served, or only told that there are too many.
enum class Admission { Served, OverMaximum };

template <class Stream>
class Connection final : public ConnectionBase, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  Connection(Core& core, Stream stream, std::string remote, Admission admission)
      : core_(core),
        limits_(core.options.limits),
        channel_(std::make_shared<Channel<Stream>>(core.io, std::move(stream), limits_)),
        address_(std::move(remote)),
        admission_(admission) {
    core_.connections.insert(this);
    ++core_.connections_of_remote[address_];
  }

  ~Connection() override {
    release_body();
    core_.connections.erase(this);
    const auto count = core_.connections_of_remote.find(address_);
    if (--count->second == 0) core_.connections_of_remote.erase(count);
    if (core_.connections.empty() && core_.on_empty) core_.on_empty();
  }

  // `self` keeps the connection alive while the coroutine runs.
  static asio::awaitable<void> run(std::shared_ptr<Connection> self) {
    if (co_await self->channel_->handshake()) {
      while (co_await self->read_request()) {
        const bool goes_on = co_await self->answer_request();
        if (!goes_on) break;
      }
      if (self->unread_) co_await self->channel_->linger();
    } else {
      self->log_handshake();
    }
    self->close();
  }

  void stop() override {
    if (phase_ == Phase::Idle)
      close();
    else
      channel_->wake();
  }

  void close() override {
    if (box_) box_->abandoned_by_client();
    channel_->close();
  }

 private:
  enum class Phase { Idle, Reading, Waiting };
  using Got = typename Channel<Stream>::Got;
  using Parser = http::request_parser<http::string_body>;

  static constexpr std::size_t joined_bytes_max = 64 * kib;  // up to here head and body go out in one write

  // --- reading ---

  // True when there is a request to be answered, if only by a refusal.
  asio::awaitable<bool> read_request() {
    box_.reset();
    refusal_.reset();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes_max));
    parser_->body_limit(limits_.body_bytes_max);
    if (channel_->buffer().size() == 0) {
      phase_ = Phase::Idle;
      if (core_.stopping) co_return false;
      const Deadline deadline = in_ms(first_ ? limits_.header_ms_max : limits_.idle_ms_max);
      if (co_await channel_->more_bytes(deadline, channel_->bytes_of_header) != Got::Bytes) co_return false;
    }
    first_ = false;
    phase_ = Phase::Reading;
    started_ms_ = core_.clock.monotonic_ms();

    const auto header_done = [this] { return parser_->is_header_done(); };
    if (!co_await parse(in_ms(limits_.header_ms_max), limits_.header_ms_max, header_done))
      co_return refusal_.has_value();
    refuse_by_header();
    if (!refusal_ && !parser_->is_done()) co_await read_body();
    unread_ = !parser_->is_done();
    if (channel_->closed() || (unread_ && channel_->ended())) co_return false;
    last_ = unread_ || !parser_->keep_alive() || admission_ == Admission::OverMaximum;
    co_return true;
  }

  asio::awaitable<void> read_body() {
    if (boost::beast::iequals(parser_->get()[http::field::expect], "100-continue"))
      if (!co_await channel_->write("HTTP/1.1 100 Continue\r\n\r\n")) co_return;
    const auto declared = static_cast<std::int64_t>(parser_->content_length().value_or(limits_.body_bytes_max));
    const std::int64_t ms_max = limits_.body_stall_ms_max + declared * 1000 / limits_.body_bytes_per_s_min;
    co_await parse(in_ms(ms_max), limits_.body_stall_ms_max, [this] { return parser_->is_done(); });
  }

  // Feeds the parser until `done`. False when the client has gone, or was too slow or wrong: then `refusal_` is set.
  template <class Done>
  asio::awaitable<bool> parse(Deadline deadline, std::int64_t stall_ms, Done done) {
    auto& buffer = channel_->buffer();
    const std::size_t bytes = parser_->is_header_done() ? channel_->bytes_of_body : channel_->bytes_of_header;
    while (!done()) {
      error_code error = http::error::need_more;
      if (buffer.size() > 0) {
        buffer.consume(parser_->put(buffer.data(), error));
        if (!count_body()) co_return false;
      }
      if (error == http::error::need_more) {
        const Got got = co_await channel_->more_bytes(std::min(deadline, in_ms(stall_ms)), bytes);
        if (got == Got::TimeOut) refuse(refuse_slow());
        if (got != Got::Bytes) co_return false;
      } else if (error) {
        refuse_unparsed(error);
        co_return false;
      }
    }
    co_return true;
  }

  // Bodies are counted as they arrive, not as they are announced: an announcement costs its sender nothing.
  bool count_body() {
    const std::size_t size = parser_->get().body().size();
    core_.bodies_bytes += size - body_bytes_;
    body_bytes_ = size;
    if (core_.bodies_bytes <= limits_.bodies_bytes_max) return true;
    parser_->get().body() = {};
    release_body();
    refuse(refuse_busy("bytes on their way"));
    return false;
  }

  void release_body() {
    core_.bodies_bytes -= body_bytes_;
    body_bytes_ = 0;
  }

  // --- refusing ---

  // The answer comes before the end of the request: the connection ends with it.
  void refuse(Response response) {
    refusal_ = std::move(response);
    unread_ = last_ = true;
  }

  void refuse_unparsed(error_code error) {
    if (error == http::error::body_limit)
      refuse(refuse_body_size(limits_));
    else if (error == http::error::header_limit)
      refuse(refuse_header_size(limits_));
    else
      refuse(refuse_malformed(error.message()));
  }

  // What can be refused before the body is read.
  void refuse_by_header() {
    const auto& message = parser_->get();
    if (admission_ == Admission::OverMaximum) {
      refuse(refuse_busy("connections"));
    } else if (message.version() >= 11 && message.find(http::field::host) == message.end()) {
      refuse(refuse_without_host());
    } else if (!method_of(message)) {
      refuse(refuse_method());
    } else if (const auto coding = coding_named(text(message[http::field::content_encoding])); !coding) {
      refuse(refuse_coding(coding.error()));
    } else if (const std::int64_t wait_ms = over_rate(); wait_ms > 0) {
      refuse(refuse_rate(wait_ms));
    } else {
      coding_ = *coding;
    }
  }

  std::int64_t over_rate() {
    const std::hash<std::string_view> hash;
    const std::int64_t now_ms = core_.clock.monotonic_ms();
    std::int64_t wait_ms = core_.by_remote.take(hash(remote()), now_ms);
    const std::string_view credential = text(parser_->get()[http::field::authorization]);
    if (wait_ms == 0 && !credential.empty()) wait_ms = core_.by_credential.take(hash(credential), now_ms);
    return wait_ms;
  }

  [[nodiscard]] std::string_view remote() const {
    const std::string_view forwarded = forwarded_for(parser_->get());
    return core_.options.remote_from == RemoteFrom::Connection || forwarded.empty() ? address_ : forwarded;
  }

  // --- answering ---
  // GCC 12 compiles `co_await a && co_await b` wrongly (it ends in an illegal instruction): one per expression.

  // True when the connection is good for another request.
  asio::awaitable<bool> answer_request() {
    dispatch();
    const bool answered = co_await await_answer();
    if (!answered) co_return false;
    const bool sent = co_await write_answer();
    co_return sent && !last_;
  }

  void dispatch() {
    phase_ = Phase::Waiting;
    channel_->shrink();
    const auto accept =
        parser_->is_header_done() ? text(parser_->get()[http::field::accept_encoding]) : std::string_view();
    const auto wake = [gate = core_.gate, weak = this->weak_from_this()] {
      gate->post([weak] {
        if (const auto self = weak.lock()) self->channel_->wake();
      });
    };
    box_ = std::make_shared<AnswerBox>(best_accepted(accept), limits_, wake);
    if (refusal_) {
      box_->send(std::move(*refusal_));
      return;
    }
    // The Responder's holders share a handle of their own, whose end says that no answer will come.
    const std::shared_ptr<Answer> answer(box_.get(), [box = box_](Answer*) { box->abandoned_by_handler(); });
    auto request = std::make_shared<Request>(take_request(parser_->get(), std::string(remote())));
    const bool taken =
        core_.pool.submit([core = &core_, request, coding = coding_, responder = Responder(answer)]() mutable {
          handle(*core, std::move(*request), coding, std::move(responder));
        });
    if (!taken) box_->send(refuse_busy("requests"));
    if (channel_->buffer().size() == 0) channel_->start_read(channel_->bytes_of_header);
  }

  // On a worker.
  static void handle(Core& core, Request request, Coding coding, Responder responder) {
    if (coding != Coding::Identity) {
      auto plain = decode(coding, request.body, core.options.limits.body_bytes_max);
      if (!plain) return responder.send(error_response(plain.error()));
      request.body = std::move(*plain);
    }
    const std::string path = request.path;
    try {
      core.handler.handle(std::move(request),
                          responder);  // a copy: should it throw, the log has it before the answer goes
    } catch (const std::exception& exception) {
      core.log.write(base::LogLevel::Error, "handler-threw", {{"path", path}, {"what", exception.what()}});
    }
  }

  // False when there is nobody left to answer.
  asio::awaitable<bool> await_answer() {
    using State = AnswerBox::State;
    Deadline held_until = never;
    while (!channel_->closed()) {
      const State state = box_->state();
      if (state == State::Answered) co_return true;
      if (state == State::Held) {
        if (channel_->ended()) break;
        if (held_until == never) held_until = in_ms(box_->hold_ms());
        if (core_.stopping || asio::steady_timer::clock_type::now() >= held_until) {
          box_->answer_otherwise();
          continue;
        }
      }
      co_await channel_->wait(held_until, [this, state] {
        return box_->state() != state || (state == State::Held && (channel_->ended() || core_.stopping));
      });
    }
    box_->abandoned_by_client();
    co_return false;
  }

  asio::awaitable<bool> write_answer() {
    Outgoing outgoing = box_->take();
    release_body();
    const bool known = parser_->is_header_done();  // else the refusal answers what is not HTTP
    const Framing framing = known && parser_->get().version() < 11 ? Framing::None : Framing::Chunks;
    if (core_.stopping || (outgoing.more && framing == Framing::None)) last_ = true;
    if (last_) outgoing.head += "Connection: close\r\n";
    if (outgoing.more && framing == Framing::Chunks) outgoing.head += "Transfer-Encoding: chunked\r\n";
    outgoing.head += "\r\n";
    if (known && parser_->get().method() == http::verb::head) outgoing.body.clear();

    const std::size_t sent_before = channel_->sent_bytes();
    const int status = outgoing.status;
    if (!outgoing.more && outgoing.body.size() <= joined_bytes_max) outgoing.head += std::exchange(outgoing.body, {});
    bool sent = co_await channel_->write(std::move(outgoing.head));
    if (sent && outgoing.more)
      sent = co_await write_stream(std::move(outgoing), framing);
    else if (sent)
      sent = co_await channel_->write(std::move(outgoing.body));
    log_request(status, channel_->sent_bytes() - sent_before, sent);
    co_return sent;
  }

  void start_producing(const std::shared_ptr<BodyProducer>& producer) {
    produced_.reset();
    const bool taken =
        core_.pool.resume([producer, gate = core_.gate, log = &core_.log, weak = this->weak_from_this()] {
          gate->post([weak, piece = producer->next(*log)]() mutable {
            if (const auto self = weak.lock()) {
              self->produced_ = std::move(piece);
              self->channel_->wake();
            }
          });
        });
    if (!taken) produced_ = BodyPiece{{}, BodyPiece::Kind::Failed};
  }

  asio::awaitable<bool> write_stream(Outgoing outgoing, Framing framing) {
    const auto producer = std::make_shared<BodyProducer>(std::move(outgoing.more), std::move(outgoing.body),
                                                         outgoing.coding, limits_.compression_level, framing);
    start_producing(producer);
    while (true) {
      if (!co_await channel_->wait(never, [this] { return produced_.has_value(); })) co_return false;
      BodyPiece piece = std::move(*produced_);
      if (piece.kind == BodyPiece::Kind::Failed) {
        close();  // without the last chunk: the client sees that it is not whole
        co_return false;
      }
      const bool last = piece.kind == BodyPiece::Kind::Last;
      if (!last) start_producing(producer);  // one ahead
      if (!co_await channel_->write(std::move(piece.bytes))) co_return false;
      if (last) co_return true;
    }
  }

  // --- logging ---

  void log_handshake() {
    core_.log.write(base::LogLevel::Info, "tls-refused",
                    {{"remote", address_}, {"reason", channel_->read_error().message()}});
  }

  void log_request(int status, std::size_t sent_bytes, bool sent) {
    const bool failed = !sent || status >= 500 || status == 413 || status == 429;
    if (!failed && core_.options.request_log == RequestLog::Failures) return;
    const bool known = parser_->is_header_done();
    core_.log.write(failed ? base::LogLevel::Warning : base::LogLevel::Info, "request",
                    {{"remote", address_},
                     {"method", known ? std::string(text(parser_->get().method_string())) : std::string()},
                     {"path", known ? std::string(path_of(parser_->get())) : std::string()},
                     {"status", std::to_string(status)},
                     {"sent_bytes", std::to_string(sent_bytes)},
                     {"whole", sent ? "yes" : "no"},
                     {"ms", std::to_string(core_.clock.monotonic_ms() - started_ms_)}});
  }

  Core& core_;
  const Limits& limits_;
  const std::shared_ptr<Channel<Stream>> channel_;
  const std::string address_;  // of the other end of the connection
  const Admission admission_;
  std::optional<Parser> parser_;
  std::optional<Response> refusal_;
  Coding coding_ = Coding::Identity;  // of the request's body
  std::size_t body_bytes_ = 0;        // counted in core_.bodies_bytes
  std::shared_ptr<AnswerBox> box_;
  std::optional<BodyPiece> produced_;
  std::int64_t started_ms_ = 0;
  Phase phase_ = Phase::Idle;
  bool first_ = true;    // no request has been read yet
  bool last_ = false;    // the connection ends with this answer
  bool unread_ = false;  // input of the client is left
};

}  // namespace keybook::server::transport
