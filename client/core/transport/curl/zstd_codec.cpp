#include "transport/curl/zstd_codec.h"

#include <zstd.h>

namespace keybook::client::transport {
namespace {

constexpr int level = 3;            // zstd's default: about 300 MB/s on our JSON
constexpr int window_log_max = 23;  // 8 MiB
constexpr std::size_t step_bytes = 256 * 1024;

}  // namespace

ZstdCodec::ZstdCodec() : compressor_(ZSTD_createCCtx()), decompressor_(ZSTD_createDCtx()) {
  KEYBOOK_ASSERT(compressor_ != nullptr && decompressor_ != nullptr);
  ZSTD_DCtx_setParameter(decompressor_, ZSTD_d_windowLogMax, window_log_max);
}

ZstdCodec::~ZstdCodec() {
  ZSTD_freeCCtx(compressor_);
  ZSTD_freeDCtx(decompressor_);
}

std::string ZstdCodec::compress_if_smaller(std::string_view plain) {
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  const std::size_t size = ZSTD_compressCCtx(compressor_, out.data(), out.size(), plain.data(), plain.size(), level);
  KEYBOOK_ASSERT(!ZSTD_isError(size));
  if (size >= plain.size()) return {};
  out.resize(size);
  return out;
}

void ZstdCodec::start() {
  ZSTD_DCtx_reset(decompressor_, ZSTD_reset_session_only);
  whole_ = false;
}

base::Status ZstdCodec::decompress(std::string_view bytes, const std::function<base::Status(std::string_view)>& take) {
  if (plain_.empty()) plain_.resize(step_bytes);
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  bool filled = false;  // more may be waiting inside
  while (in.pos < in.size || filled) {
    ZSTD_outBuffer out{plain_.data(), plain_.size(), 0};
    const std::size_t left = ZSTD_decompressStream(decompressor_, &out, &in);
    if (ZSTD_isError(left))
      return base::fail(base::ErrorCode::Unreachable, "the server's answer arrived damaged", {}, "Try again");
    whole_ = left == 0;
    filled = out.pos == out.size && left != 0;
    if (out.pos > 0) KEYBOOK_TRY(take(std::string_view(plain_.data(), out.pos)));
  }
  return {};
}

}  // namespace keybook::client::transport
