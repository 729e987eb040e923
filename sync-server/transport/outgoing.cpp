#include "transport/outgoing.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace keybook::server::transport {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "";
  }
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

void add_header(std::string& head, std::string_view name, std::string_view value) {
  KEYBOOK_ASSERT(value.find_first_of("\r\n") == std::string_view::npos);  // or a value could pose as further headers
  head.append(name).append(": ").append(value).append("\r\n");
}

// A ready-made body that this client cannot read is decoded; one that we made ourselves is sound.
void undo_encoding(Response& response, Coding accepted) {
  if (response.content_encoding.empty() || response.content_encoding == name(accepted)) return;
  const auto coding = coding_named(response.content_encoding);
  KEYBOOK_ASSERT(coding);
  auto plain = decode(*coding, response.body, SIZE_MAX - 1);
  KEYBOOK_ASSERT(plain);
  response.body = std::move(*plain);
  response.content_encoding.clear();
}

}  // namespace

Outgoing make_outgoing(Response response, Coding accepted, const Limits& limits) {
  undo_encoding(response, accepted);
  Outgoing out{
      .status = response.status, .head = {}, .body = std::move(response.body), .more = std::move(response.more)};
  std::string_view encoding = response.content_encoding;
  if (out.more) {
    KEYBOOK_ASSERT(encoding.empty());
    out.coding = accepted;
    if (out.coding != Coding::Identity) encoding = name(out.coding);
  } else if (encoding.empty() && accepted != Coding::Identity && out.body.size() > limits.compress_from_bytes) {
    std::string encoded = encode(accepted, out.body, limits.compression_level);
    if (encoded.size() < out.body.size()) {
      out.body = std::move(encoded);
      encoding = name(accepted);
    }
  }

  out.head = "HTTP/1.1 " + std::to_string(out.status) + " " + std::string(reason(out.status)) + "\r\n";
  if (!has_body(out.status)) out.body.clear();
  if (has_body(out.status) && !out.more) add_header(out.head, "Content-Length", std::to_string(out.body.size()));
  if (!response.content_type.empty() && (out.more || !out.body.empty()))
    add_header(out.head, "Content-Type", response.content_type);
  if (!encoding.empty()) add_header(out.head, "Content-Encoding", encoding);
  for (const Header& header : response.headers) add_header(out.head, header.name, header.value);
  return out;
}

bool AnswerBox::settle(Outgoing outgoing) {
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::Open && state_ != State::Held) return false;
    outgoing_ = std::move(outgoing);
    state_ = State::Answered;
  }
  wake_();
  return true;
}

void AnswerBox::send(Response response) {
  if (!closed()) settle(make_outgoing(std::move(response), accepted_, limits_));
}

void AnswerBox::hold(std::int64_t ms_max, Response otherwise) {
  Outgoing outgoing = make_outgoing(std::move(otherwise), accepted_, limits_);
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::Open) return;
    outgoing_ = std::move(outgoing);
    hold_ms_ = std::clamp<std::int64_t>(ms_max, 0, limits_.hold_ms_max);
    state_ = State::Held;
  }
  wake_();
}

bool AnswerBox::closed() const {
  const State now = state();
  return now == State::Answered || now == State::Gone;
}

void AnswerBox::abandoned_by_handler() {
  answer_otherwise();
  if (closed()) return;
  settle(make_outgoing(
      error_response(
          {base::ErrorCode::Internal, "the server gave no answer", {}, "Try again later; the server's log has more"}),
      accepted_, limits_));
}

AnswerBox::State AnswerBox::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

std::int64_t AnswerBox::hold_ms() const {
  const std::lock_guard lock(mutex_);
  return hold_ms_;
}

void AnswerBox::answer_otherwise() {
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::Held) return;
    state_ = State::Answered;
  }
  wake_();
}

void AnswerBox::abandoned_by_client() {
  const std::lock_guard lock(mutex_);
  if (state_ == State::Open || state_ == State::Held) state_ = State::Gone;
}

Outgoing AnswerBox::take() {
  const std::lock_guard lock(mutex_);
  KEYBOOK_ASSERT(state_ == State::Answered);
  return std::move(outgoing_);
}

}  // namespace keybook::server::transport
