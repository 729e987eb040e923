// The answers that the transport gives by itself, before a handler sees the request.
//
// Threads: pure functions. Each says what was wrong and what to do, as error_response() does.
#pragma once

#include <cstdint>
#include <string_view>

#include "transport/handler.h"
#include "transport/limits.h"

namespace keybook::server::transport {

[[nodiscard]] Response refuse_malformed(std::string_view reason);       // 400
[[nodiscard]] Response refuse_without_host();                           // 400
[[nodiscard]] Response refuse_method();                                 // 405
[[nodiscard]] Response refuse_slow();                                   // 408
[[nodiscard]] Response refuse_body_size(const Limits& limits);          // 413
[[nodiscard]] Response refuse_coding(const base::Error& error);         // 415
[[nodiscard]] Response refuse_rate(std::int64_t wait_ms);               // 429
[[nodiscard]] Response refuse_header_size(const Limits& limits);        // 431
[[nodiscard]] Response refuse_busy(std::string_view what_is_too_much);  // 503

}  // namespace keybook::server::transport
