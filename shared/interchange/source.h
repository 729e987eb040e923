// Bytes coming in piece by piece: what the readers of this folder read from.
//
// Threads: one source belongs to one thread. Ownership: a reader refers to its source and does not own it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace keybook::interchange {

// Bytes asked for at once: large enough for few calls, small enough for many readers.
inline constexpr std::size_t read_bytes = 64 * 1024;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the front of `into` and says how much; 0 is the end, and only that. `into` is not empty.
  [[nodiscard]] virtual base::Result<std::size_t> read(std::span<char> into) = 0;
  // Back to the first byte.
  [[nodiscard]] virtual base::Status rewind() = 0;
};

// Text that is in memory already. The text must outlive the source.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view text) : text_(text) {}
  explicit MemorySource(const char* text) : text_(text) {}
  explicit MemorySource(std::string&&) = delete;  // it would be gone at once
  [[nodiscard]] base::Result<std::size_t> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), text_.size() - at_);
    std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at_), size, into.begin());
    at_ += size;
    return size;
  }
  [[nodiscard]] base::Status rewind() override {
    at_ = 0;
    return {};
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace keybook::interchange
