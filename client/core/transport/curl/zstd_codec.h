// zstd of bodies: compressing a whole request, decompressing an answer as it arrives.
//
// Threads: one at a time. Contexts are kept between calls, since making one costs more than compressing a small body.
// Limits: a decoder uses at most 8 MiB, whatever the stream asks for.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace keybook::client::transport {

class ZstdCodec {
 public:
  ZstdCodec();
  ~ZstdCodec();
  ZstdCodec(const ZstdCodec&) = delete;
  ZstdCodec& operator=(const ZstdCodec&) = delete;

  // The compressed form, or an empty text when that is not smaller.
  [[nodiscard]] std::string compress_if_smaller(std::string_view plain);

  // Begins a new stream.
  void start();
  // Hands what could be decompressed to `take`. Fails with Unreachable when the bytes are not zstd, or as `take` does.
  base::Status decompress(std::string_view bytes, const std::function<base::Status(std::string_view)>& take);
  // The stream ended where one may end.
  [[nodiscard]] bool whole() const { return whole_; }

 private:
  ZSTD_CCtx_s* compressor_;
  ZSTD_DCtx_s* decompressor_;
  std::string plain_;  // of one step
  bool whole_ = false;
};

}  // namespace keybook::client::transport
