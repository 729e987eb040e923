#include "record/pack.h"

#include "base/failure.h"

namespace keybook::record {

namespace {

constexpr std::size_t uuid_length = 36;
constexpr std::string_view hex_digits = "0123456789abcdef";

bool is_dash(std::size_t position) { return position == 8 || position == 13 || position == 18 || position == 23; }

bool is_uuid(std::string_view text) {
  if (text.size() != uuid_length) return false;
  for (std::size_t i = 0; i < uuid_length; ++i) {
    const char c = text[i];
    if (is_dash(i) ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

unsigned nibble(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

}  // namespace

// 0 and 16 bytes: a UUID; 1 and which: the same again; else length + 2 and the text. Only what is longer than that
// counts.
void Packer::id(std::string_view value) {
  if (value.size() > 1) {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      if (ids_[i] != value) continue;
      number(1);
      return number(i);
    }
    ids_.emplace_back(value);
  }
  if (!is_uuid(value)) {
    number(value.size() + 2);
    bytes_ += value;
    return;
  }
  bytes_ += '\0';
  for (std::size_t i = 0; i < uuid_length;) {
    if (is_dash(i)) {
      ++i;
      continue;
    }
    bytes_ += static_cast<char>(nibble(value[i]) << 4 | nibble(value[i + 1]));
    i += 2;
  }
}

void Unpacker::corrupt() {
  throw base::Failure(
      base::Error{base::ErrorCode::Corrupt, "the description beside a record's row is damaged", {}, "Run check"});
}

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes_.empty()) corrupt();
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  corrupt();
}

std::size_t Unpacker::index(std::size_t bound) {
  const std::uint64_t value = number();
  if (value >= bound) corrupt();
  return static_cast<std::size_t>(value);
}

std::int64_t Unpacker::signed_number() {
  const std::uint64_t value = number();
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

std::string_view Unpacker::text() {
  const std::size_t size = index(bytes_.size() + 1);
  if (size > bytes_.size()) corrupt();
  const auto found = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return found;
}

std::string Unpacker::id() {
  const std::uint64_t size = number();
  if (size == 1) return ids_[index(ids_.size())];
  const std::size_t length = size == 0 ? 16 : static_cast<std::size_t>(size - 2);
  if (length > bytes_.size()) corrupt();
  const auto found = bytes_.substr(0, length);
  bytes_.remove_prefix(length);
  if (size != 0) {
    if (length > 1) ids_.emplace_back(found);
    return std::string(found);
  }
  std::string out;
  out.reserve(uuid_length);
  for (const char c : found) {
    if (is_dash(out.size())) out += '-';
    out += hex_digits[static_cast<unsigned char>(c) >> 4];
    out += hex_digits[static_cast<unsigned char>(c) & 15];
  }
  ids_.push_back(out);
  return out;
}

}  // namespace keybook::record
