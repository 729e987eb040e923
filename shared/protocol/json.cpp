// Text to JSON, and errors to JSON and back.
#include <array>

#include "protocol/limits.h"
#include "protocol/messages.h"

namespace keybook::protocol {

using base::Error;
using base::ErrorCode;

namespace {

struct Status {
  ErrorCode code;
  int http;
};

constexpr std::array statuses = {
    Status{ErrorCode::BadRequest, 400},    Status{ErrorCode::NotValid, 400},      Status{ErrorCode::UnknownType, 400},
    Status{ErrorCode::UnknownField, 400},  Status{ErrorCode::WrongPassword, 401}, Status{ErrorCode::Unauthorized, 401},
    Status{ErrorCode::Revoked, 401},       Status{ErrorCode::Copied, 409},        Status{ErrorCode::NoRight, 403},
    Status{ErrorCode::UnknownRecord, 404}, Status{ErrorCode::WrongEpoch, 409},    Status{ErrorCode::CounterReused, 409},
    Status{ErrorCode::TooLarge, 413},      Status{ErrorCode::WrongVersion, 426},  Status{ErrorCode::TooMany, 429},
    Status{ErrorCode::Busy, 503},          Status{ErrorCode::DiskFull, 503},      Status{ErrorCode::ReadOnly, 503},
    Status{ErrorCode::Usage, 400},
};

// nlohmann's recursive destruction and our own recursion stay safe only within the depth limit: checked on the text.
bool deeper_than(std::string_view text, int limit) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > limit) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

int http_status(ErrorCode code) {
  for (const Status& row : statuses)
    if (row.code == code) return row.http;
  return 500;
}

Value to_json(const Error& error) {
  Value where = Value::object();
  const auto add = [&where](const char* name, const std::string& value) {
    if (!value.empty()) where[name] = value;
  };
  add("type", error.where.type);
  add("record", error.where.record);
  add("field", error.where.field);
  add("file", error.where.file);
  if (error.where.line > 0) where["line"] = error.where.line;
  Value out = {{"code", base::key(error.code)}, {"message", error.message}};
  if (!error.remedy.empty()) out["remedy"] = error.remedy;
  if (!where.empty()) out["where"] = std::move(where);
  if (error.retry_after_ms > 0) out["retry_after_ms"] = error.retry_after_ms;
  return out;
}

Error error_from_json(const Value& json) {
  const auto text = [](const Value& from, const char* name) {
    const auto found = from.is_object() ? from.find(name) : from.end();
    return from.is_object() && found != from.end() && found->is_string() ? found->get<std::string>() : std::string{};
  };
  const auto number = [](const Value& from, const char* name) -> std::int64_t {
    if (!from.is_object()) return 0;
    const auto found = from.find(name);
    return found != from.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
  };
  Error error;
  error.code = base::code_of_key(text(json, "code"));
  error.message = text(json, "message");
  error.remedy = text(json, "remedy");
  error.retry_after_ms = number(json, "retry_after_ms");
  if (json.is_object() && json.contains("where")) {
    const Value& where = json["where"];
    error.where = {text(where, "type"), text(where, "record"), text(where, "field"), text(where, "file"),
                   number(where, "line")};
  }
  return error;
}

base::Result<Value> parse(std::string_view text) {
  if (deeper_than(text, json_depth_max))
    return base::fail(ErrorCode::BadRequest,
                      "JSON is nested deeper than " + std::to_string(json_depth_max) + " levels");
  try {
    return Value::parse(text);
  } catch (const Value::parse_error& failure) {
    return base::fail(ErrorCode::BadRequest, "broken JSON at byte " + std::to_string(failure.byte), {},
                      "Send one complete JSON document in UTF-8");
  } catch (const Value::exception&) {
    return base::fail(ErrorCode::BadRequest, "JSON holds a number that is out of range");
  }
}

}  // namespace keybook::protocol
