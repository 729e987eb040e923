// From Beast's message to ours. Included by beast_server.cpp alone.
//
// Threads: pure functions. Views are into the message.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "transport/handler.h"

namespace keybook::server::transport {

namespace http = boost::beast::http;
using Message = http::request<http::string_body>;

inline std::string_view text(boost::beast::string_view view) { return {view.data(), view.size()}; }

// Nothing for methods that no handler gets.
inline std::optional<Method> method_of(const Message& message) {
  switch (message.method()) {
    case http::verb::get:
      return Method::Get;
    case http::verb::post:
      return Method::Post;
    case http::verb::put:
      return Method::Put;
    case http::verb::delete_:
      return Method::Delete;
    default:
      return std::nullopt;
  }
}

inline std::string_view path_of(const Message& message) {
  const std::string_view target = text(message.target());
  return target.substr(0, target.find('?'));
}

// The last address that a proxy has added; empty without one.
inline std::string_view forwarded_for(const Message& message) {
  const std::string_view chain = text(message["X-Forwarded-For"]);
  return chain.substr(chain.find_last_of(", ") + 1);
}

// Moves the body out; the method must be one that a handler gets.
inline Request take_request(Message& message, std::string remote) {
  Request request;
  request.method = *method_of(message);
  request.path = path_of(message);
  const std::string_view target = text(message.target());
  if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
  for (const auto& field : message)
    request.headers.push_back({std::string(text(field.name_string())), std::string(text(field.value()))});
  request.body = std::move(message.body());
  request.remote = std::move(remote);
  return request;
}

}  // namespace keybook::server::transport
