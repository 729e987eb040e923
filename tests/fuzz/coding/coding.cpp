// Any bytes as the body of a request: packed with zstd or gzip, or to be packed. Unpacked within its bound, or refused;
// what is packed can be unpacked. The first byte chooses.
#include <cstdint>
#include <string_view>

#include "transport/coding.h"

using namespace keybook;
using namespace keybook::server::transport;

namespace {

constexpr std::size_t plain_bytes_max = 100'000;

void unpacked(Coding coding, std::string_view bytes) {
  const auto plain = decode(coding, bytes, plain_bytes_max);
  if (!plain) {
    KEYBOOK_ASSERT(plain.error().code == base::ErrorCode::BadRequest ||
                   plain.error().code == base::ErrorCode::TooLarge);
    return;
  }
  KEYBOOK_ASSERT(plain->size() <= plain_bytes_max);
}

void there_and_back(Coding coding, std::string_view plain) {
  const auto whole = decode(coding, encode(coding, plain, 1), plain_bytes_max);
  KEYBOOK_ASSERT(plain.size() > plain_bytes_max || (whole && *whole == plain));
  StreamEncoder encoder(coding, 1);
  std::string pieces = encoder.encode(plain.substr(0, plain.size() / 2), StreamEncoder::Piece::Inner);
  pieces += encoder.encode(plain.substr(plain.size() / 2), StreamEncoder::Piece::Last);
  const auto joined = decode(coding, pieces, plain_bytes_max);
  KEYBOOK_ASSERT(plain.size() > plain_bytes_max || (joined && *joined == plain));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 'z':
      unpacked(Coding::Zstd, text);
      break;
    case 'g':
      unpacked(Coding::Gzip, text);
      break;
    case 'Z':
      there_and_back(Coding::Zstd, text);
      break;
    case 'G':
      there_and_back(Coding::Gzip, text);
      break;
    default:
      static_cast<void>(coding_named(text));
      static_cast<void>(best_accepted(text));
  }
  return 0;
}
