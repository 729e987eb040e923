#include "transport/refusals.h"

namespace keybook::server::transport {
namespace {

constexpr std::int64_t busy_retry_ms = 5'000;

Response with_status(const base::Error& error, int status) {
  Response response = error_response(error);
  response.status = status;
  return response;
}

}  // namespace

Response refuse_malformed(std::string_view reason) {
  return error_response(
      {base::ErrorCode::BadRequest, "not a valid HTTP request: " + std::string(reason), {}, "Send HTTP/1.1"});
}

Response refuse_without_host() {
  return error_response({base::ErrorCode::BadRequest, "the Host header is missing", {}, "Send it"});
}

Response refuse_method() {
  Response response = with_status(
      {base::ErrorCode::BadRequest, "the method is not known here", {}, "Use GET, POST, PUT or DELETE"}, 405);
  response.headers.push_back({"Allow", "GET, POST, PUT, DELETE"});
  return response;
}

Response refuse_slow() {
  return with_status({base::ErrorCode::Unreachable, "the request took too long to arrive", {}, "Send it again"}, 408);
}

Response refuse_body_size(const Limits& limits) {
  return error_response({base::ErrorCode::TooLarge,
                         "the body is larger than " + std::to_string(limits.body_bytes_max) + " bytes",
                         {},
                         "Send it in smaller parts"});
}

Response refuse_coding(const base::Error& error) {
  Response response = with_status(error, 415);
  response.headers.push_back({"Accept-Encoding", "zstd, gzip"});
  return response;
}

Response refuse_rate(std::int64_t wait_ms) {
  return error_response(
      {base::ErrorCode::TooMany, "too many requests in a short time", {}, "Wait, then send again", wait_ms});
}

Response refuse_header_size(const Limits& limits) {
  return with_status({base::ErrorCode::TooLarge,
                      "the headers are larger than " + std::to_string(limits.header_bytes_max) + " bytes",
                      {},
                      "Send shorter headers"},
                     431);
}

Response refuse_busy(std::string_view what_is_too_much) {
  return error_response({base::ErrorCode::Busy,
                         "the server has too many " + std::string(what_is_too_much) + " at once",
                         {},
                         "Send again later",
                         busy_retry_ms});
}

}  // namespace keybook::server::transport
