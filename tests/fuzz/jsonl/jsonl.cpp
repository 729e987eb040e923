// Any bytes as JSON Lines: each line a document, or an error that names the line; always comes to an end. What was read
// is written in a form that reads the same.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "interchange/jsonl.h"

using namespace keybook::interchange;

namespace {

constexpr std::size_t line_bytes_max = 400;  // small, so that short inputs reach it

void read_back(const nlohmann::json& value) {
  std::string text;
  KEYBOOK_ASSERT(append_json_line(text, value));
  MemorySource source{std::string_view(text)};
  JsonLinesReader reader(source);
  nlohmann::json again;
  const auto more = reader.next(again);
  KEYBOOK_ASSERT(more && *more && again == value);
  const auto end = reader.next(again);
  KEYBOOK_ASSERT(end && !*end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  MemorySource source(bytes);
  JsonLinesReader reader(source, line_bytes_max);
  nlohmann::json value;
  std::int64_t line = 0;
  for (std::size_t errors = 0;;) {
    const auto more = reader.next(value);
    if (!more) {
      KEYBOOK_ASSERT(more.error().where.line > line);
      line = more.error().where.line;
      KEYBOOK_ASSERT(++errors <= size);  // otherwise the reader does not come to an end
      continue;
    }
    if (!*more) return 0;
    KEYBOOK_ASSERT(reader.line() > line);
    line = reader.line();
    read_back(value);
  }
}
