// UTF-8 by the book: one character at a time, and where a text stops being UTF-8. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::interchange {

struct Utf8Char {
  char32_t code = 0;     // bad_utf8 where the bytes are not UTF-8
  std::size_t size = 1;  // bytes; where bad: how many belong to the broken character, at least 1
};
inline constexpr char32_t bad_utf8 = 0xFFFFFFFF;

// The character at `at` < text.size(). Overlong forms, surrogates and codes above U+10FFFF are bad.
[[nodiscard]] Utf8Char utf8_char(std::string_view text, std::size_t at);

// Whether there is nothing in it but spaces and marks that take no ink, of whatever script: U+3000, no-break ones, …
[[nodiscard]] bool is_blank(std::string_view text);

void append_utf8(std::string& out, char32_t code);

struct Utf8Fault {
  std::size_t at = 0;    // byte
  bool is_half = false;  // a character that begins well and breaks off; otherwise a byte that cannot stand there
  [[nodiscard]] std::string message(std::string_view text) const;  // "half a UTF-8 character (byte 0xE4)"
};

[[nodiscard]] std::optional<Utf8Fault> first_utf8_fault(std::string_view text);

}  // namespace keybook::interchange
