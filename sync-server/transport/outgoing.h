// An answer on its way: a Response turned into bytes, and the box in which a connection waits for it.
//
// Threads: make_outgoing from any thread. An AnswerBox is shared by the connection (network thread) and the Responder's
// holders (any thread); every member takes its lock. Ownership: the box outlives both sides' interest in it.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "transport/coding.h"
#include "transport/handler.h"
#include "transport/limits.h"

namespace keybook::server::transport {

struct Outgoing {
  int status = 500;
  std::string head;  // status line and headers, without Connection, Transfer-Encoding and the closing blank line
  std::string body;  // encoded; with `more`, the plain first piece
  BodySource more;
  Coding coding = Coding::Identity;  // of the pieces of `more`
};

// `accepted` is the best coding that the client takes.
[[nodiscard]] Outgoing make_outgoing(Response response, Coding accepted, const Limits& limits);

// The first answer wins: send() by the handler, or what was to be said otherwise, by time-out or stop.
class AnswerBox final : public Answer {
 public:
  // `wake` tells the connection that something has changed; called without the lock, from any thread.
  AnswerBox(Coding accepted, const Limits& limits, std::function<void()> wake)
      : accepted_(accepted), limits_(limits), wake_(std::move(wake)) {}

  // Answer
  void send(Response response) override;
  void hold(std::int64_t ms_max, Response otherwise) override;
  [[nodiscard]] bool closed() const override;

  // No holder of a Responder is left: without an answer, the held one or 500 takes its place.
  void abandoned_by_handler();

  // The connection's side.
  enum class State { Open, Held, Answered, Gone };
  [[nodiscard]] State state() const;
  [[nodiscard]] std::int64_t hold_ms() const;
  void answer_otherwise();        // Held -> Answered
  void abandoned_by_client();     // -> Gone
  [[nodiscard]] Outgoing take();  // only when Answered; once

 private:
  bool settle(Outgoing outgoing);

  const Coding accepted_;
  const Limits limits_;
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  State state_ = State::Open;
  std::int64_t hold_ms_ = 0;
  Outgoing outgoing_;  // when Held, what is sent otherwise
};

}  // namespace keybook::server::transport
