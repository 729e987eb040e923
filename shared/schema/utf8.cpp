#include "schema/utf8.h"

#include <cstdint>
#include <cstdio>

namespace keybook::schema {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 0;  // 0: not valid
};

inline CodePoint decode(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 && first <= 0xF4  ? 4
                            : first >= 0xE0 && first < 0xF0 ? 3
                            : first >= 0xC2 && first < 0xE0 ? 2
                                                            : 0;
  if (bytes == 0 || text.size() < bytes) return {};
  std::uint32_t value = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(i) & 0x3FU);
  }
  const bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return overlong || surrogate || value > 0x10FFFF ? CodePoint{} : CodePoint{value, bytes};
}

bool is_forbidden(std::uint32_t c) { return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F); }

}  // namespace

std::optional<TextFacts> examine(std::string_view text) {
  TextFacts facts;
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    const CodePoint c = first < 0x80 ? CodePoint{first, 1} : decode(text);
    if (c.bytes == 0) return std::nullopt;
    if (c.value < 0xA0 && is_forbidden(c.value) && !facts.control) facts.control = c.value;
    if (c.value == '\n') facts.one_line = false;
    text.remove_prefix(c.bytes);
    ++facts.code_points;
  }
  return facts;
}

std::string code_point_name(std::uint32_t code_point) {
  char name[16];
  std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(code_point));
  return name;
}

std::string excerpt(std::string_view text, std::size_t count_max) {
  std::string out = "\"";
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == count_max) {
      out += "…";
      break;
    }
    const CodePoint c = decode(text);
    const std::size_t bytes = c.bytes == 0 ? 1 : c.bytes;
    if (c.bytes == 0 || c.value < 0x20 || is_forbidden(c.value))
      out += '?';
    else
      out += text.substr(0, bytes);
    text.remove_prefix(bytes);
  }
  return out + '"';
}

}  // namespace keybook::schema
