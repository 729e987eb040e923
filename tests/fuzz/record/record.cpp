// Any bytes as a part of a record: the JSON of the wire and the compact form beside a row. Read without a fault, or
// refused with a reason; what was read is written in a form that reads the same. The first byte chooses the part.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "record/codec.h"

using namespace keybook;
using namespace keybook::record;

namespace {

template <class Part, class Read>
void there_and_back(const base::Result<Part>& part, Read read) {
  if (!part) {
    KEYBOOK_ASSERT(!part.error().message.empty());
    return;
  }
  const Value written = to_json(*part);
  const auto again = read(written);
  KEYBOOK_ASSERT(again && to_json(*again) == written);
}

void state_of(const Value& json) {
  RecordState held;
  if (!apply_json(json, held)) return;
  const Value written = to_json(held, 0);
  RecordState again;
  KEYBOOK_ASSERT(apply_json(written, again) && to_json(again, 0) == written);
  const std::string meta = pack_meta(held, nullptr);
  RecordState unpacked;
  KEYBOOK_ASSERT(unpack_meta(meta, nullptr, unpacked));
}

void read_json(char kind, std::string_view text) {
  const Value json = Value::parse(text, nullptr, false);
  if (json.is_discarded()) return;
  const auto mutation = [](const Value& one) { return mutation_from_json(one, "d1"); };
  switch (kind) {
    case 'm':
      return there_and_back(mutation(json), mutation);
    case 'b':
      return there_and_back(base_from_json(json), base_from_json);
    case 'c':
      return there_and_back(change_from_json(json), change_from_json);
    case 'o':
      return there_and_back(origin_from_json(json), origin_from_json);
    case 'l':
      return there_and_back(line_from_json(json), line_from_json);
    case 's':
      return state_of(json);
    default:
      static_cast<void>(lines_follow_anew(json));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] != 'p') {
    read_json(static_cast<char>(data[0]), rest);
    return 0;
  }
  RecordState state;
  if (unpack_meta(rest, nullptr, state)) static_cast<void>(pack_meta(state, nullptr));
  static_cast<void>(fresh_meta(rest));
  return 0;
}
