// A body that is made, encoded and framed piece by piece while it is sent.
//
// Threads: one call of next() at a time, on any worker. Errors: an error or exception of the source is logged and gives
// a Failed piece; the connection is then cut, so that the client sees that the body is not whole.
#pragma once

#include <string>

#include "base/log.h"
#include "transport/coding.h"
#include "transport/handler.h"

namespace keybook::server::transport {

struct BodyPiece {
  enum class Kind { Inner, Last, Failed };
  std::string bytes;  // as they go on the wire
  Kind kind = Kind::Inner;
};

// HTTP/1.0 knows no chunks: there the end of the connection ends the body.
enum class Framing { None, Chunks };

class BodyProducer {
 public:
  // `first` goes before what `more` gives.
  BodyProducer(BodySource more, std::string first, Coding coding, int level, Framing framing)
      : more_(std::move(more)), first_(std::move(first)), encoder_(coding, level), framing_(framing) {}

  [[nodiscard]] BodyPiece next(base::Log& log);

 private:
  [[nodiscard]] BodyPiece make();

  BodySource more_;
  std::string first_;
  StreamEncoder encoder_;
  const Framing framing_;
};

}  // namespace keybook::server::transport
