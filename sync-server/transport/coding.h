// Content encodings of bodies: zstd and gzip, bounded when decoding.
//
// Threads: functions are safe from any thread; a StreamEncoder belongs to one thread at a time.
// Limits: decoding stops at the number of bytes that the caller allows and uses at most 8 MiB beside the result.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace keybook::server::transport {

enum class Coding { Identity, Zstd, Gzip };

[[nodiscard]] std::string_view name(Coding coding);

// Of a Content-Encoding header. Fails with BadRequest for anything but one known coding.
[[nodiscard]] base::Result<Coding> coding_named(std::string_view content_encoding);

// The best coding that an Accept-Encoding header allows: zstd, else gzip, else none.
[[nodiscard]] Coding best_accepted(std::string_view accept_encoding);

// Fails with TooLarge when the result would be larger than `bytes_max`, with BadRequest when the input is damaged or
// cut.
[[nodiscard]] base::Result<std::string> decode(Coding coding, std::string_view encoded, std::size_t bytes_max);

[[nodiscard]] std::string encode(Coding coding, std::string_view plain, int level);

// Encodes a body piece by piece; each piece can be decoded as soon as it arrives.
class StreamEncoder {
 public:
  enum class Piece { Inner, Last };
  StreamEncoder(Coding coding, int level);
  ~StreamEncoder();
  StreamEncoder(const StreamEncoder&) = delete;
  StreamEncoder& operator=(const StreamEncoder&) = delete;

  [[nodiscard]] std::string encode(std::string_view plain, Piece piece);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace keybook::server::transport
