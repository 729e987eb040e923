// How messages read and write the members of their JSON objects. For the sources of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/messages.h"

namespace keybook::protocol {

// Reads the members of one JSON object with one kind of error for all that can be wrong with it.
class Reader {
 public:
  Reader(const Value& json, std::string message) : json_(json), message_(std::move(message)) {
    if (!json.is_object()) problem("is not an object", "");
  }

  [[nodiscard]] const Value* member(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }
  std::string text(const char* name, bool needed = false) {
    const Value* value = member(name);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    if (value != nullptr || needed) problem("must be text", name);
    return {};
  }
  std::int64_t number(const char* name, bool needed = false) {
    const Value* value = member(name);
    if (value != nullptr && value->is_number_integer() && *value >= 0) return value->get<std::int64_t>();
    if (value != nullptr || needed) problem("must be a whole number from 0", name);
    return 0;
  }
  const Value& list(const char* name) {
    static const Value none = Value::array();
    const Value* value = member(name);
    if (value == nullptr) return none;
    if (value->is_array()) return *value;
    problem("must be a list", name);
    return none;
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> out;
    for (const Value& item : list(name)) {
      if (item.is_string())
        out.push_back(item.get<std::string>());
      else
        problem("must be a list of texts", name);
    }
    return out;
  }
  void problem(const std::string& what, const char* name) {
    if (!error_)
      error_ = base::Error{
          base::ErrorCode::BadRequest, message_ + ": member '" + name + "' " + what, {}, "See docs/protocol.md"};
  }
  void problem(base::Error error) {
    if (!error_) error_ = std::move(error);
  }
  template <class T>
  base::Result<T> done(T value) {
    if (error_) return tl::unexpected(*error_);
    return value;
  }

 private:
  const Value& json_;
  std::string message_;
  std::optional<base::Error> error_;
};

// An empty text, a zero and an empty list are left out: reading finds them again.
inline void put(Value& out, const char* name, const std::string& value) {
  if (!value.empty()) out[name] = value;
}
inline void put(Value& out, const char* name, std::int64_t value) {
  if (value != 0) out[name] = value;
}
inline void put(Value& out, const char* name, Value&& list) {
  if (!list.empty()) out[name] = std::move(list);
}

}  // namespace keybook::protocol
