// UTF-8 of field values. Threads: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::schema {

struct TextFacts {
  std::size_t code_points = 0;
  std::optional<std::uint32_t> control;  // the first control character other than \n and \t
  bool one_line = true;
};

// nullopt where the bytes are not valid UTF-8 (overlong forms and surrogates included).
[[nodiscard]] std::optional<TextFacts> examine(std::string_view text);

// "U+0007"
[[nodiscard]] std::string code_point_name(std::uint32_t code_point);

// At most `count_max` code points of a text for a message, in double quotes, with an ellipsis where it was cut; bytes
// that are not UTF-8 and control characters are shown as '?'.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t count_max = 40);

}  // namespace keybook::schema
