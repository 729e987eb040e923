#include "base/error.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace keybook::base {
namespace {

struct Row {
  ErrorCode code;
  std::string_view key;
  int exit_status;
  bool retryable;
};

constexpr std::array rows = {
    Row{ErrorCode::Internal, "internal", 1, false},
    Row{ErrorCode::Usage, "usage", 2, false},
    Row{ErrorCode::Unreachable, "unreachable", 3, true},
    Row{ErrorCode::WrongPassword, "wrong-password", 4, false},
    Row{ErrorCode::Unauthorized, "unauthorized", 4, false},
    Row{ErrorCode::Revoked, "revoked", 4, false},
    Row{ErrorCode::Copied, "copied", 1, false},
    Row{ErrorCode::WrongEpoch, "wrong-epoch", 1, false},
    Row{ErrorCode::WrongVersion, "wrong-version", 1, false},
    Row{ErrorCode::TooLarge, "too-large", 1, false},
    Row{ErrorCode::TooMany, "too-many", 1, true},
    Row{ErrorCode::BadRequest, "bad-request", 1, false},
    Row{ErrorCode::UnknownType, "unknown-type", 2, false},
    Row{ErrorCode::UnknownField, "unknown-field", 4, false},
    Row{ErrorCode::UnknownRecord, "unknown-record", 4, false},
    Row{ErrorCode::NotValid, "not-valid", 4, false},
    Row{ErrorCode::NoRight, "no-right", 4, false},
    Row{ErrorCode::CounterReused, "counter-reused", 1, false},
    Row{ErrorCode::NotEnrolled, "not-enrolled", 1, false},
    Row{ErrorCode::Busy, "busy", 1, true},
    Row{ErrorCode::DiskFull, "disk-full", 1, true},
    Row{ErrorCode::ReadOnly, "read-only", 1, true},
    Row{ErrorCode::Corrupt, "corrupt", 1, false},
    Row{ErrorCode::BadFile, "bad-file", 1, false},
    Row{ErrorCode::Held, "held", 4, false},
};

const Row& row(ErrorCode code) {
  for (const Row& r : rows)
    if (r.code == code) return r;
  return rows.front();
}

}  // namespace

std::string_view key(ErrorCode code) { return row(code).key; }
int exit_status(ErrorCode code) { return row(code).exit_status; }
bool retryable(ErrorCode code) { return row(code).retryable; }

ErrorCode code_of_key(std::string_view key) {
  for (const Row& r : rows)
    if (r.key == key) return r.code;
  return ErrorCode::Internal;
}

std::string Error::text() const {
  std::string place;
  const auto add = [&place](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    if (!place.empty()) place += ", ";
    place += label;
    place += value;
  };
  add("", where.file);
  if (where.line > 0) add("line ", std::to_string(where.line));
  add("", where.type.empty() ? where.record : where.record.empty() ? where.type : where.type + " " + where.record);
  add("field ", where.field);
  std::string out = place.empty() ? message : place + ": " + message;
  if (!remedy.empty()) out += ". " + remedy;
  return out;
}

void broken(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "keybook: broken invariant %s at %s:%d\n", expression, file, line);
  std::abort();
}

}  // namespace keybook::base
