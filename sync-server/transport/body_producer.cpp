#include "transport/body_producer.h"

#include <charconv>
#include <exception>
#include <utility>

namespace keybook::server::transport {
namespace {

std::string chunk_of(std::string_view bytes) {
  if (bytes.empty()) return {};  // an empty chunk would end the body
  char size[2 * sizeof(std::size_t)];
  const auto end = std::to_chars(size, size + sizeof size, bytes.size(), 16).ptr;
  std::string chunk(size, end);
  chunk.reserve(chunk.size() + bytes.size() + 16);
  chunk.append("\r\n").append(bytes).append("\r\n");
  return chunk;
}

}  // namespace

BodyPiece BodyProducer::make() {
  std::string plain = std::exchange(first_, {});
  if (plain.empty()) {
    auto more = more_();
    if (!more) throw std::runtime_error(more.error().text());
    plain = std::move(*more);
  }
  const bool last = plain.empty();
  BodyPiece piece{encoder_.encode(plain, last ? StreamEncoder::Piece::Last : StreamEncoder::Piece::Inner),
                  last ? BodyPiece::Kind::Last : BodyPiece::Kind::Inner};
  if (framing_ == Framing::Chunks) piece.bytes = chunk_of(piece.bytes) + (last ? "0\r\n\r\n" : "");
  return piece;
}

BodyPiece BodyProducer::next(base::Log& log) {
  try {
    return make();
  } catch (const std::exception& exception) {
    log.write(base::LogLevel::Error, "body-cut", {{"reason", exception.what()}});
    return {{}, BodyPiece::Kind::Failed};
  }
}

}  // namespace keybook::server::transport
