#include "interchange/utf8.h"

#include <cstdint>
#include <cstring>

namespace keybook::interchange {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

}  // namespace

Utf8Char utf8_char(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {bad_utf8, 1};
  // The second byte's bounds exclude overlong forms, surrogates and codes beyond Unicode (Unicode 15, table 3-7).
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  char32_t code = static_cast<char32_t>(lead & (0xFF >> (size + 1)));
  for (std::size_t i = 1; i < size; ++i) {
    if (at + i >= text.size()) return {bad_utf8, i};
    const unsigned char next = byte_at(text, at + i);
    if (next < (i == 1 ? low : 0x80) || next > (i == 1 ? high : 0xBF)) return {bad_utf8, i};
    code = code << 6 | (next & 0x3F);
  }
  return {code, size};
}

void append_utf8(std::string& out, char32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    tail(12), tail(6), tail(0);
  }
}

bool is_blank(std::string_view text) {
  const auto is_blank_code = [](char32_t code) {
    return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200F) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
           code == 0x2060 || code == 0x3000 || code == 0xFEFF;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_char(text, at);
    if (!is_blank_code(c.code)) return false;
    at += c.size;
  }
  return true;
}

std::optional<Utf8Fault> first_utf8_fault(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = 0;
    if (at + sizeof eight <= text.size()) {  // most text is ASCII
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080ull) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const Utf8Char c = utf8_char(text, at);
    if (c.code == bad_utf8) {
      const unsigned char lead = byte_at(text, at);
      return Utf8Fault{at, lead >= 0xC2 && lead <= 0xF4};
    }
    at += c.size;
  }
  return std::nullopt;
}

std::string Utf8Fault::message(std::string_view text) const {
  constexpr char digits[] = "0123456789ABCDEF";
  const unsigned char lead = byte_at(text, at);
  return std::string(is_half ? "half a UTF-8 character" : "a byte that is not UTF-8") + " (byte 0x" +
         digits[lead >> 4] + digits[lead & 15] + ")";
}

}  // namespace keybook::interchange
