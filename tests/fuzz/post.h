// What a fuzz target posts to the server of a fleet.
#pragma once

#include <string>
#include <utility>

#include "support/fleet/fleet.h"

namespace keybook::testing {

// `credential` may be empty: nobody's.
inline client::transport::Reply post(Fleet& fleet, const std::string& path, std::string body,
                                     const std::string& credential) {
  client::transport::Call call;
  call.method = client::transport::Method::Post;
  call.path = path;
  call.body = std::move(body);
  if (!credential.empty()) call.headers.push_back({"Authorization", "Bearer " + credential});
  return fleet.answer(call);
}

// The corpus writes marks for ids that are made at random.
inline std::string with_ids(std::string text, const std::string& mark, const std::string& id) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + id.size()))
    text.replace(at, mark.size(), id);
  return text;
}

}  // namespace keybook::testing
