// Bytes of the compact form: numbers of seven bits per byte, texts with their length. For pack_meta only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keybook::record {

class Packer {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }
  // Small numbers of either sign stay short.
  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  // A name that is often a UUID, which takes 17 bytes instead of 37, or the same as one before, which takes 2.
  void id(std::string_view value);
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  std::vector<std::string> ids_;
};

// Throws base::Failure (Corrupt) where the bytes end too early or make no sense.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint64_t number();
  // A number below `bound`.
  [[nodiscard]] std::size_t index(std::size_t bound);
  [[nodiscard]] std::int64_t signed_number();
  [[nodiscard]] std::string_view text();
  [[nodiscard]] std::string id();
  [[nodiscard]] bool done() const { return bytes_.empty(); }
  [[nodiscard]] std::size_t left() const { return bytes_.size(); }
  [[noreturn]] static void corrupt();

 private:
  std::string_view bytes_;
  std::vector<std::string> ids_;
};

}  // namespace keybook::record
