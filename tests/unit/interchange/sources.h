// Sources for tests: text that comes in small pieces.
#pragma once

#include <string>

#include "interchange/source.h"

namespace keybook::interchange_test {

// Gives at most `piece_bytes` at a time, so that every boundary falls everywhere.
class PiecewiseSource final : public interchange::ByteSource {
 public:
  PiecewiseSource(std::string text, std::size_t piece_bytes)
      : text_(std::move(text)), memory_(text_), piece_bytes_(piece_bytes) {}
  PiecewiseSource(const PiecewiseSource&) = delete;
  PiecewiseSource& operator=(const PiecewiseSource&) = delete;

  [[nodiscard]] base::Result<std::size_t> read(std::span<char> into) override {
    return memory_.read(into.first(std::min(into.size(), piece_bytes_)));
  }
  [[nodiscard]] base::Status rewind() override { return memory_.rewind(); }

 private:
  std::string text_;
  interchange::MemorySource memory_;
  std::size_t piece_bytes_;
};

}  // namespace keybook::interchange_test
