// What the server's upper layers see of HTTP: a request, a way to answer it, and the interface that they implement.
//
// Threads: Handler::handle is called on a worker, several at once; a Responder may be used from any thread, before or
// after handle returns. Ownership: requests and responses are values; a Responder shares the way back with its copies.
// Errors: the transport answers what is wrong with the HTTP itself (limits, encodings, methods); a handler that returns
// without an answer and without keeping its Responder, or that throws, is answered with 500.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace keybook::server::transport {

// Other methods (HEAD, OPTIONS, PATCH …) are answered with 405 before a handler sees them.
enum class Method { Get, Post, Put, Delete };

struct Header {
  std::string name, value;
};

struct Request {
  Method method = Method::Get;
  std::string path;   // as sent, without the query: "/v1/exchange"
  std::string query;  // as sent, without the question mark
  std::vector<Header> headers;
  std::string body;    // decompressed
  std::string remote;  // address of the sender, without port

  // Value of a header, its name in any case; empty when it was not sent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  // Value of a query parameter, percent-decoded; nothing when it was not sent.
  [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

// The next piece of a body that is made while it is sent; an empty piece ends it, an error cuts the transfer. Called on
// a worker, one call at a time and one piece ahead of the network. Pieces of 64 KiB and more compress well.
using BodySource = std::function<base::Result<std::string>()>;

struct Response {
  int status = 200;
  std::string content_type = "application/json";  // empty: no such header, which saves 32 bytes
  std::vector<Header> headers = {};
  std::string body = {};  // compressed by the transport when that pays and the client accepts it
  // Set when `body` is already encoded ("zstd"), a ready-made snapshot for instance; decoded for clients without it.
  std::string content_encoding = {};
  BodySource more = {};  // when set, the body is `body` followed by what this gives, sent in chunks
};

// {"error":{"code":"too-large","message":"…","remedy":"…", "where":{…}}} with the HTTP status that belongs to the code,
// and Retry-After where the error has such a hint.
[[nodiscard]] Response error_response(const base::Error& error);

// The way back to the client: implemented by the transport, and by tests of handlers.
class Answer {
 public:
  virtual ~Answer() = default;
  virtual void send(Response response) = 0;
  virtual void hold(std::int64_t ms_max, Response otherwise) = 0;
  [[nodiscard]] virtual bool closed() const = 0;
};

class Responder {
 public:
  explicit Responder(std::shared_ptr<Answer> answer) : answer_(std::move(answer)) {}

  // Answers the request. Only the first answer counts. Compresses on the calling thread.
  void send(Response response) const { answer_->send(std::move(response)); }

  // Keeps the request open for a send() that comes later (the live notice). `otherwise` is sent after `ms_max`
  // milliseconds (at most Limits::hold_ms_max) or when the server stops, unless send() was first.
  void hold(std::int64_t ms_max, Response otherwise) const { answer_->hold(ms_max, std::move(otherwise)); }

  // True when an answer would no longer be read: it was given, or the client has gone. Lets a holder clean up.
  [[nodiscard]] bool closed() const { return answer_->closed(); }

 private:
  std::shared_ptr<Answer> answer_;
};

class Handler {
 public:
  virtual ~Handler() = default;
  // May block: other workers and the network go on.
  virtual void handle(Request request, Responder responder) = 0;
};

}  // namespace keybook::server::transport
