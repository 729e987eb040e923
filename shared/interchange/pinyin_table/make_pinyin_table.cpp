// Writes the table that pinyin.cpp includes: one reading for each Han character, from ICU. Run by the build, since ICU
// needs a quarter of a second for it and a command line program would need it at every start.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr char32_t first = 0x3400, last = 0x9FFF;  // the common block and extension A

// "chóng" → "chong", "lǚ" → "lv". NFD first, so that tone marks and the two dots stand apart.
std::string without_tones(const icu::UnicodeString& decomposed) {
  std::string out;
  for (std::int32_t i = 0; i < decomposed.length(); ++i) {
    const char16_t c = decomposed[i];
    if (c == 0x0308 && !out.empty() && out.back() == 'u')
      out.back() = 'v';
    else if (c >= 'a' && c <= 'z')
      out += static_cast<char>(c);
    else if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Han-Latin; NFD", UTRANS_FORWARD, status));
  if (argc != 2 || U_FAILURE(status)) {
    std::fputs("usage: keybook-make-pinyin-table OUT (needs ICU's data)\n", stderr);
    return EXIT_FAILURE;
  }
  // All at once, a line for each character: one call instead of 28,000.
  icu::UnicodeString all;
  for (char32_t c = first; c <= last; ++c) all.append(static_cast<UChar32>(c)).append(u'\n');
  latin->transliterate(all);
  std::vector<std::string> readings;
  std::map<std::string, int> numbers = {{"", 0}};
  std::int32_t start = 0;
  for (char32_t c = first; c <= last; ++c) {
    const std::int32_t end = all.indexOf(u'\n', start);
    const bool hexagram = c >= 0x4DC0 && c <= 0x4DFF;
    readings.push_back(hexagram ? "" : without_tones(all.tempSubStringBetween(start, end)));
    numbers.emplace(readings.back(), 0);
    start = end + 1;
  }
  std::ofstream out(argv[1]);
  out << "// Made by keybook-make-pinyin-table. 0: no reading.\nconstexpr std::array<std::string_view, "
      << numbers.size() << "> table_syllables = {";
  int next = 0;
  for (auto& [reading, number] : numbers) {
    number = next++;
    out << '"' << reading << "\",";
  }
  out << "};\nconstexpr std::array<std::uint16_t, " << readings.size() << "> table_readings = {\n";
  for (std::size_t i = 0; i < readings.size(); ++i) out << numbers[readings[i]] << (i % 32 == 31 ? ",\n" : ",");
  out << "};\nconstexpr char32_t table_first = " << static_cast<unsigned>(first) << ";\n";
  out.close();
  return out ? EXIT_SUCCESS : EXIT_FAILURE;
}
