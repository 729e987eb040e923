// How a Chinese name is typed on a Latin keyboard: search keys by initials and by full pinyin.
//
// Readings come from ICU (one per character) and, for some 220 characters that are read in several ways or otherwise in
// names (重 chong zhong, 单 dan shan, 曾 ceng zeng), from a table in pinyin.cpp. All readings are kept, none is
// guessed: 重庆 is found by cq, zq, chongqing and zhongqing. ü is kept as v and as u: 吕 is found by lv and lu; a query
// with ü is folded by pinyin_query. Latin letters and digits of the name stand in both keys as they are: 3M中国 is
// 3mzg.
//
// The table (28,000 characters) is made while building, so that it costs nothing at start.
// Threads: free-threaded. Pure functions of the text and of the ICU that it was built with: never store keys where
// devices compare them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace keybook::interchange {

// Different keys of one kind per name. A name with more possible readings keeps the first reading of its later
// characters.
inline constexpr std::size_t pinyin_keys_max = 16;
// Characters of a name that are looked at; longer ones are cut.
inline constexpr std::size_t pinyin_chars_max = 64;

struct PinyinKeys {
  std::vector<std::string> initials;  // "cq", "zq"; the usual reading first; empty for a name without letters
  std::vector<std::string> full;      // "chongqing", "zhongqing"
  friend bool operator==(const PinyinKeys&, const PinyinKeys&) = default;
};

[[nodiscard]] PinyinKeys pinyin_keys(std::string_view name);

// What a person typed, in the form of the keys: lower case, ü as v, without spaces, apostrophes and tone marks.
[[nodiscard]] std::string pinyin_query(std::string_view typed);

// Readings of one character, usual one first, ü as v; empty for what is no Han character.
[[nodiscard]] std::vector<std::string> pinyin_readings(char32_t character);

}  // namespace keybook::interchange
