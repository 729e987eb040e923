// How long things may be, in lines. Past these a reader scrolls back and forth; split by purpose, not by length.
#pragma once

namespace keybook::architecture {

constexpr int qml_file_lines_max = 250;
constexpr int cpp_file_lines_max = 600;
constexpr int header_file_lines_max = 400;
constexpr int function_lines_max = 90;

}  // namespace keybook::architecture
