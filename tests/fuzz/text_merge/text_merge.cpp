// Three texts, separated by NUL bytes. The laws that hold for any bytes; the finer ones, which need texts made on
// purpose, are in tests/unit/text.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "text/merge3.h"

using namespace keybook::text;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t first = std::min(all.find('\0'), all.size());
  const std::size_t second = std::min(all.find('\0', first + 1), all.size());
  const std::string_view base = all.substr(0, first);
  const std::string_view ours = first < all.size() ? all.substr(first + 1, second - first - 1) : "";
  const std::string_view theirs = second < all.size() ? all.substr(second + 1) : "";

  const MergedText merged = merge3(base, ours, theirs);
  KEYBOOK_ASSERT(merged == merge3(base, ours, theirs));
  KEYBOOK_ASSERT((merge3(base, ours, base) == MergedText{std::string(ours), false}));
  KEYBOOK_ASSERT((merge3(base, base, theirs) == MergedText{std::string(theirs), false}));
  KEYBOOK_ASSERT((merge3(base, ours, ours) == MergedText{std::string(ours), false}));
  KEYBOOK_ASSERT(!merged.overlapped || merged.text.find("<<<<<<<") != std::string::npos);

  // A character that only one side has must be in the result. Line ends have rules of their own.
  for (const std::string_view side : {ours, theirs})
    for (const char c : side)
      if (base.find(c) == std::string_view::npos && c != '\r' && c != '\n')
        KEYBOOK_ASSERT(merged.text.find(c) != std::string::npos);
  return 0;
}
