// A set of small numbers, as large as the number of edits of one unit. For this folder only.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace keybook::merge {

class Bits {
 public:
  explicit Bits(std::size_t size = 0) : words_((size + 63) / 64, 0) {}
  [[nodiscard]] bool has(std::size_t i) const { return (words_[i / 64] >> (i % 64) & 1U) != 0; }
  void add(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  void remove(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
  // Whether anything was new.
  bool add_all(const Bits& other) {
    bool grew = false;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      const std::uint64_t both = words_[w] | other.words_[w];
      grew |= both != words_[w];
      words_[w] = both;
    }
    return grew;
  }
  void keep_only(const Bits& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
  }
  auto operator<=>(const Bits&) const = default;

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace keybook::merge
