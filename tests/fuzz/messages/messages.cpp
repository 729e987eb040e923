// Any bytes as a message of the exchange: read without a fault, or refused with a reason; what was read is written in a
// form that reads the same. The first byte chooses the message.
#include <cstdint>
#include <string_view>

#include "base/failure.h"
#include "protocol/acts.h"
#include "protocol/messages.h"
#include "session/answer_text.h"

using namespace keybook;

namespace {

template <class Message, class Read>
void there_and_back(const base::Result<Message>& message, Read read) {
  if (!message) {
    KEYBOOK_ASSERT(!message.error().message.empty());
    return;
  }
  const protocol::Value written = protocol::to_json(*message);
  const auto again = read(written);
  KEYBOOK_ASSERT(again && protocol::to_json(*again) == written);
}

// The rows of the batches too, and the texts in them.
void batches(std::string_view text) {
  const auto cut = client::session::cut_batches(text);
  if (!cut) return;
  for (const client::session::RawBatch& batch : cut->batches) {
    client::session::RawRows rows(batch.rows);
    std::vector<client::session::Cell> cells;
    for (auto more = rows.next(cells); more && *more; more = rows.next(cells))
      for (const client::session::Cell& cell : cells)
        if (cell.kind == client::session::Cell::Kind::Escaped) static_cast<void>(client::session::unescaped(cell));
  }
}

template <class Read>
void plan(const protocol::Value& json, Read read) {
  there_and_back(base::caught([&] { return read(json); }),
                 [&](const protocol::Value& again) { return base::caught([&] { return read(again); }); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 'b') batches(text);
  const auto json = protocol::parse(text);
  if (!json) return 0;
  const auto request = [](const protocol::Value& one) { return protocol::sync_request(one, "d1"); };
  switch (data[0]) {
    case 'r':
      there_and_back(request(*json), request);
      break;
    case 'a':
    case 'b':
      there_and_back(protocol::sync_answer(*json), protocol::sync_answer);
      break;
    case 'e':
      there_and_back(protocol::enrol_request(*json), protocol::enrol_request);
      break;
    case 'n':
      there_and_back(protocol::enrol_answer(*json), protocol::enrol_answer);
      break;
    case 'p':
      there_and_back(protocol::parcel_content(*json), protocol::parcel_content);
      break;
    case 'h':
      plan(*json, protocol::handover_plan);
      break;
    case 'c':
      plan(*json, protocol::cover_plan);
      break;
    default:
      static_cast<void>(protocol::error_from_json(*json));
  }
  return 0;
}
