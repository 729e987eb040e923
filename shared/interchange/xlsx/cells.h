// What a cell of a spreadsheet says: its number as the format shows it. Internal to this folder.
// Threads: pure functions. Source: ECMA-376 part 1, 18.8.30 (number formats) and 18.17.4 (dates and times).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::interchange {

inline constexpr std::size_t xlsx_exact_digits = 15;  // that a binary number of 64 bits gives back

enum class Shown { Number, Percent, Day, DayTime, TimeOfDay };

// Of a format that every spreadsheet program knows by its number; nullopt: one that the file itself describes.
[[nodiscard]] std::optional<Shown> shown_by(int format);
// Of a format's description: "yyyy-mm-dd;@".
[[nodiscard]] Shown shown_by(std::string_view code);

// `stored`: the number as it stands in the file. Days count from 1904 where the workbook says so, else from 1900.
// What is no number, or no day of the years 1900 to 9999, comes back as it stands there.
[[nodiscard]] std::string cell_text(std::string_view stored, Shown shown, bool from_1904);

// Text with its escaped characters put back: "_x000A_" is a line end.
[[nodiscard]] std::string unescaped(std::string_view text);

// From 0: of "C7" 2. nullopt: no such place.
[[nodiscard]] std::optional<std::size_t> column_of(std::string_view place);

}  // namespace keybook::interchange
