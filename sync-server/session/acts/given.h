// The members of an act's request, each checked as it is read. Threads: one. Errors: BadRequest with the member.
#pragma once

#include <string>
#include <vector>

#include "base/failure.h"
#include "protocol/messages.h"
#include "session/where.h"

namespace keybook::server::session {

using record::Value;

class Given {
 public:
  explicit Given(const Value& json) : json_(json) {
    if (!json.is_object()) wrong("", "the request is no object");
  }

  [[nodiscard]] std::string text(const char* name) const {
    const auto found = json_.find(name);
    if (found == json_.end() || found->is_null()) return {};
    if (!found->is_string()) wrong(name, "must be text");
    return found->get<std::string>();
  }
  [[nodiscard]] std::string needed(const char* name) const {
    std::string value = text(name);
    if (value.empty()) wrong(name, "is missing");
    return value;
  }
  [[nodiscard]] bool flag(const char* name) const {
    const auto found = json_.find(name);
    return found != json_.end() && found->is_boolean() && found->get<bool>();
  }
  [[nodiscard]] std::int64_t number(const char* name) const {
    const auto found = json_.find(name);
    if (found == json_.end() || found->is_null()) return 0;
    if (!found->is_number_integer()) wrong(name, "must be a whole number");
    return found->get<std::int64_t>();
  }
  [[nodiscard]] std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> out;
    const auto found = json_.find(name);
    if (found == json_.end() || found->is_null()) return out;
    if (!found->is_array()) wrong(name, "must be a list of texts");
    for (const Value& item : *found) {
      if (!item.is_string()) wrong(name, "must be a list of texts");
      out.push_back(item.get<std::string>());
    }
    return out;
  }
  // Text to value; empty where missing.
  [[nodiscard]] Value object(const char* name) const {
    const auto found = json_.find(name);
    if (found == json_.end() || found->is_null()) return Value::object();
    if (!found->is_object()) wrong(name, "must be an object");
    return *found;
  }

 private:
  [[noreturn]] static void wrong(const char* name, const std::string& what) {
    throw base::Failure({base::ErrorCode::BadRequest, "act: " + what, at_field(name), "See docs/protocol.md"});
  }
  const Value& json_;
};

}  // namespace keybook::server::session
