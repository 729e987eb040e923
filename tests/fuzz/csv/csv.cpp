// Any bytes: encoding guessed or given, converted, read as CSV. Must end without a fault, name a line for every bad
// record, and read back exactly what the writer makes of the good ones.
#include <cstdint>
#include <optional>
#include <string_view>

#include "interchange/csv.h"
#include "interchange/encoding.h"

using namespace keybook;
using namespace keybook::interchange;

namespace {

// Small limits, so that short inputs reach them.
constexpr CsvReadOptions small_limits = {.delimiter = 0, .fields_max = 20, .record_bytes_max = 300};

void read_back(const CsvRecord& record) {
  std::string text;
  append_csv_record(text, record.fields);
  MemorySource source{std::string_view(text)};
  CsvReader reader(source, {.delimiter = ','});
  CsvRecord again;
  const auto more = reader.next(again);
  KEYBOOK_ASSERT(more && *more && again.fields == record.fields);
  const auto end = reader.next(again);
  KEYBOOK_ASSERT(end && !*end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr Encoding encodings[] = {Encoding::Utf8, Encoding::Utf16Le, Encoding::Gb18030, Encoding::Gbk,
                                    Encoding::Big5};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Encoding encoding = data[0] < std::size(encodings) ? encodings[data[0]] : detect_encoding(bytes);
  MemorySource memory(bytes);
  Utf8Source source(memory, encoding);
  CsvReader reader(source, small_limits);
  CsvRecord record;
  std::int64_t line = 0;
  for (std::size_t errors = 0;;) {
    const auto more = reader.next(record);
    if (!more) {
      KEYBOOK_ASSERT(more.error().where.line > 0);
      KEYBOOK_ASSERT(++errors <= size);  // otherwise the reader does not come to an end
      continue;
    }
    if (!*more) return 0;
    KEYBOOK_ASSERT(record.line > line && !record.fields.empty() && record.fields.size() <= small_limits.fields_max);
    line = record.line;
    read_back(record);
  }
}
