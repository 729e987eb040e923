// The Transport of the product: libcurl, with one connection that is kept open between calls.
//
// HTTP/1.1, and HTTP/2 where a proxy offers it over TLS (the wire bytes of a Reply then count headers as HTTP/1.1 would
// write them, before HPACK). Request bodies above 200 bytes go out as zstd when that is smaller; answers are taken as
// zstd. Certificates are verified. Redirects are not followed. Proxies are taken from the environment, except for
// loopback.
#pragma once

#include <memory>
#include <string>

#include "transport/transport.h"

namespace keybook::client::transport {

struct CurlOptions {
  std::string server_url;  // "https://keybook.example.com" or "http://127.0.0.1:8080", without a path
  std::string ca_file;     // PEM; empty: the system's certificate authorities
  std::string user_agent;  // empty: the header is not sent
};

// Does not connect yet. Fails with Usage when the address is not one.
[[nodiscard]] base::Result<std::unique_ptr<Transport>> make_curl_transport(CurlOptions options);

}  // namespace keybook::client::transport
