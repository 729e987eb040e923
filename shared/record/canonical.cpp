// Canonical text and digest of records.
#include <openssl/evp.h>

#include <array>

#include "record/state.h"

namespace keybook::record {

namespace {

// Null members say nothing; without them a group that was emptied equals one that was never written.
Value stripped(const Value& value) {
  if (!value.is_object()) return value;
  Value out = Value::object();
  for (const auto& [name, member] : value.items())
    if (!member.is_null()) out[name] = member;
  return out.empty() ? Value(nullptr) : out;
}

}  // namespace

std::string canonical_text(const RecordState& state) {
  Value fields = Value::object();
  for (const auto& [unit, field] : state.fields)
    if (Value value = stripped(field.value); !value.is_null()) fields[unit] = std::move(value);
  const Value whole = {
      {"account", state.account}, {"fields", std::move(fields)}, {"id", state.id}, {"type", state.type}};
  return whole.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  KEYBOOK_ASSERT(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1);
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  out.reserve(size * 2);
  for (unsigned int i = 0; i < size; ++i) {
    out += hex[digest[i] >> 4];
    out += hex[digest[i] & 15];
  }
  return out;
}

}  // namespace keybook::record
