#include "transport/coding.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>

#include "transport/limits.h"

namespace keybook::server::transport {
namespace {

constexpr int gzip_window_bits = 15 + 16;  // zlib's way to ask for the gzip format
constexpr std::size_t step_bytes = 64 * kib;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

base::Error too_large(std::size_t bytes_max) {
  return {base::ErrorCode::TooLarge,
          "the body is larger than " + std::to_string(bytes_max) + " bytes when decompressed",
          {},
          "Send it in smaller parts"};
}

base::Error damaged(std::string_view coding) {
  return {
      base::ErrorCode::BadRequest, "the body is not a whole " + std::string(coding) + " stream", {}, "Send it again"};
}

base::Result<std::string> decode_zstd(std::string_view encoded, std::size_t bytes_max) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), &ZSTD_freeDStream);
  KEYBOOK_ASSERT(stream != nullptr);
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, zstd_window_log_max);
  std::string plain;
  ZSTD_inBuffer in{encoded.data(), encoded.size(), 0};
  std::size_t left = 1;  // 0 at the end of a frame
  while (true) {
    const std::size_t before = plain.size();
    plain.resize(before +
                 std::min(step_bytes, bytes_max - before + 1));  // one more than allowed, to see that it is more
    ZSTD_outBuffer out{plain.data(), plain.size(), before};
    left = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(left)) return tl::unexpected(damaged("zstd"));
    const bool filled = out.pos == out.size;
    plain.resize(out.pos);
    if (plain.size() > bytes_max) return tl::unexpected(too_large(bytes_max));
    if (in.pos == in.size && (left == 0 || !filled)) break;
  }
  if (left != 0) return tl::unexpected(damaged("zstd"));
  return plain;
}

Bytef* zlib_bytes(const char* bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes)); }

base::Result<std::string> decode_gzip(std::string_view encoded, std::size_t bytes_max) {
  z_stream stream{};
  KEYBOOK_ASSERT(inflateInit2(&stream, gzip_window_bits) == Z_OK);
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);
  stream.next_in = zlib_bytes(encoded.data());
  stream.avail_in = static_cast<uInt>(encoded.size());
  std::string plain;
  int state = Z_OK;
  while (state == Z_OK) {
    const std::size_t before = plain.size();
    plain.resize(before + std::min(step_bytes, bytes_max - before + 1));
    stream.next_out = zlib_bytes(plain.data() + before);
    stream.avail_out = static_cast<uInt>(plain.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    plain.resize(plain.size() - stream.avail_out);
    if (plain.size() > bytes_max) return tl::unexpected(too_large(bytes_max));
  }
  if (state != Z_STREAM_END || stream.avail_in != 0) return tl::unexpected(damaged("gzip"));
  return plain;
}

}  // namespace

std::string_view name(Coding coding) {
  switch (coding) {
    case Coding::Zstd:
      return "zstd";
    case Coding::Gzip:
      return "gzip";
    case Coding::Identity:
      break;
  }
  return "identity";
}

base::Result<Coding> coding_named(std::string_view content_encoding) {
  const std::string_view text = trimmed(content_encoding);
  if (text.empty() || text == "identity") return Coding::Identity;
  if (text == "zstd") return Coding::Zstd;
  if (text == "gzip" || text == "x-gzip") return Coding::Gzip;
  return base::fail(base::ErrorCode::BadRequest, "the content encoding is not known", {}, "Use zstd, gzip or none");
}

Coding best_accepted(std::string_view accept_encoding) {
  Coding best = Coding::Identity;
  while (!accept_encoding.empty()) {
    const std::string_view entry = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(accept_encoding.size(), entry.size() + 1));
    const std::size_t semicolon = entry.find(';');
    const std::string_view coding = trimmed(entry.substr(0, semicolon));
    const std::string_view weight = semicolon == std::string_view::npos ? "" : trimmed(entry.substr(semicolon + 1));
    if (weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos) continue;
    if (coding == "zstd") return Coding::Zstd;
    if (coding == "gzip") best = Coding::Gzip;
  }
  return best;
}

base::Result<std::string> decode(Coding coding, std::string_view encoded, std::size_t bytes_max) {
  switch (coding) {
    case Coding::Zstd:
      return decode_zstd(encoded, bytes_max);
    case Coding::Gzip:
      return decode_gzip(encoded, bytes_max);
    case Coding::Identity:
      break;
  }
  if (encoded.size() > bytes_max) return tl::unexpected(too_large(bytes_max));
  return std::string(encoded);
}

std::string encode(Coding coding, std::string_view plain, int level) {
  if (coding == Coding::Zstd) {
    // One context per thread: making one costs more than compressing a small body.
    thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size =
        ZSTD_compressCCtx(context.get(), out.data(), out.size(), plain.data(), plain.size(), level);
    KEYBOOK_ASSERT(!ZSTD_isError(size));
    out.resize(size);
    return out;
  }
  return StreamEncoder(coding, level).encode(plain, StreamEncoder::Piece::Last);
}

struct StreamEncoder::State {
  Coding coding = Coding::Identity;
  ZSTD_CCtx* zstd = nullptr;
  z_stream gzip{};

  std::string with_zstd(std::string_view plain, Piece piece) {
    std::string out;
    ZSTD_inBuffer in{plain.data(), plain.size(), 0};
    std::size_t left = 1;
    while (left != 0) {
      const std::size_t before = out.size();
      out.resize(before + std::max(step_bytes, ZSTD_compressBound(in.size - in.pos)));
      ZSTD_outBuffer buffer{out.data(), out.size(), before};
      left = ZSTD_compressStream2(zstd, &buffer, &in, piece == Piece::Last ? ZSTD_e_end : ZSTD_e_flush);
      KEYBOOK_ASSERT(!ZSTD_isError(left));
      out.resize(buffer.pos);
    }
    return out;
  }

  std::string with_gzip(std::string_view plain, Piece piece) {
    std::string out;
    gzip.next_in = zlib_bytes(plain.data());
    gzip.avail_in = static_cast<uInt>(plain.size());
    do {
      const std::size_t before = out.size();
      out.resize(before + step_bytes);
      gzip.next_out = zlib_bytes(out.data() + before);
      gzip.avail_out = static_cast<uInt>(step_bytes);
      deflate(&gzip, piece == Piece::Last ? Z_FINISH : Z_SYNC_FLUSH);
      out.resize(out.size() - gzip.avail_out);
    } while (gzip.avail_out == 0);
    return out;
  }
};

StreamEncoder::StreamEncoder(Coding coding, int level) : state_(std::make_unique<State>()) {
  state_->coding = coding;
  if (coding == Coding::Zstd) {
    state_->zstd = ZSTD_createCCtx();
    KEYBOOK_ASSERT(state_->zstd != nullptr);
    ZSTD_CCtx_setParameter(state_->zstd, ZSTD_c_compressionLevel, level);
  } else if (coding == Coding::Gzip) {
    constexpr int memory_level = 8;  // zlib's default
    KEYBOOK_ASSERT(deflateInit2(&state_->gzip, std::min(level, Z_BEST_COMPRESSION), Z_DEFLATED, gzip_window_bits,
                                memory_level, Z_DEFAULT_STRATEGY) == Z_OK);
  }
}

StreamEncoder::~StreamEncoder() {
  if (state_->coding == Coding::Zstd) ZSTD_freeCCtx(state_->zstd);
  if (state_->coding == Coding::Gzip) deflateEnd(&state_->gzip);
}

std::string StreamEncoder::encode(std::string_view plain, Piece piece) {
  switch (state_->coding) {
    case Coding::Zstd:
      return state_->with_zstd(plain, piece);
    case Coding::Gzip:
      return state_->with_gzip(plain, piece);
    case Coding::Identity:
      break;
  }
  return std::string(plain);
}

}  // namespace keybook::server::transport
