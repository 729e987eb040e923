// What a failure of libcurl means to a person.
//
// Threads: a pure function.
#pragma once

#include <curl/curl.h>

#include <string>

#include "base/error.h"

namespace keybook::client::transport {

// What was known when it failed.
struct FailedCall {
  CURLcode code = CURLE_OK;
  std::string detail;  // libcurl's own words
  std::string server_url;
  bool connected = false;  // the request could be sent
  int os_error = 0;        // errno of the connect
  std::string limits;      // "no answer for 30 s", said for time-outs
};

// Always Unreachable, except TooLarge for libcurl's own size limit.
[[nodiscard]] base::Error failure(const FailedCall& call);

}  // namespace keybook::client::transport
