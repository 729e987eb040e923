#include "transport/handler.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace keybook::server::transport {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

// Percent-decoding of a query; a percent sign that is not followed by two digits stands for itself.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

int status_of(base::ErrorCode code) {
  using base::ErrorCode;
  switch (code) {
    case ErrorCode::BadRequest:
    case ErrorCode::Usage:
    case ErrorCode::WrongVersion:
    case ErrorCode::BadFile:
      return 400;
    case ErrorCode::WrongPassword:
    case ErrorCode::Unauthorized:
    case ErrorCode::Revoked:
    case ErrorCode::NotEnrolled:
      return 401;
    case ErrorCode::NoRight:
      return 403;
    case ErrorCode::UnknownRecord:
      return 404;
    case ErrorCode::WrongEpoch:
    case ErrorCode::CounterReused:
    case ErrorCode::Copied:
    case ErrorCode::Held:
      return 409;
    case ErrorCode::TooLarge:
      return 413;
    case ErrorCode::UnknownType:
    case ErrorCode::UnknownField:
    case ErrorCode::NotValid:
      return 422;
    case ErrorCode::TooMany:
      return 429;
    case ErrorCode::Busy:
    case ErrorCode::ReadOnly:
    case ErrorCode::Unreachable:
      return 503;
    case ErrorCode::DiskFull:
      return 507;
    case ErrorCode::Internal:
    case ErrorCode::Corrupt:
      return 500;
  }
  return 500;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const Header& h : headers)
    if (same_name(h.name, name)) return h.value;
  return {};
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  std::string_view rest = query;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (decoded(pair.substr(0, equals)) != name) continue;
    return equals == std::string_view::npos ? std::string() : decoded(pair.substr(equals + 1));
  }
  return std::nullopt;
}

Response error_response(const base::Error& error) {
  nlohmann::ordered_json body;
  body["code"] = std::string(base::key(error.code));
  body["message"] = error.message;
  if (!error.remedy.empty()) body["remedy"] = error.remedy;
  nlohmann::ordered_json where;
  if (!error.where.type.empty()) where["type"] = error.where.type;
  if (!error.where.record.empty()) where["record"] = error.where.record;
  if (!error.where.field.empty()) where["field"] = error.where.field;
  if (error.where.line > 0) where["line"] = error.where.line;
  if (!where.empty()) body["where"] = std::move(where);
  if (error.retry_after_ms > 0) body["retry_after_ms"] = error.retry_after_ms;

  Response response{.status = status_of(error.code)};
  nlohmann::ordered_json whole;
  whole["error"] = std::move(body);
  response.body = whole.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (error.retry_after_ms > 0) {
    const std::int64_t seconds = (error.retry_after_ms + 999) / 1000;
    response.headers.push_back({"Retry-After", std::to_string(seconds)});
  }
  return response;
}

}  // namespace keybook::server::transport
