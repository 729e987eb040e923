// Longest blocks against the definition, written down as plainly as possible.
#include "text/matching.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace keybook::text {
namespace {

using Symbols = std::vector<Symbol>;

std::vector<Block> by_definition(const Symbols& a, const Symbols& b) {
  std::vector<Block> found;
  const std::function<void(std::size_t, std::size_t, std::size_t, std::size_t)> look =
      [&](std::size_t a0, std::size_t a1, std::size_t b0, std::size_t b1) {
        Block best;
        for (std::size_t i = a0; i < a1; ++i)
          for (std::size_t j = b0; j < b1; ++j) {
            std::size_t n = 0;
            while (i + n < a1 && j + n < b1 && a[i + n] == b[j + n]) ++n;
            if (n > best.size) best = {i, j, n};
          }
        if (best.size == 0) return;
        look(a0, best.a, b0, best.b);
        if (!found.empty() && found.back().a + found.back().size == best.a &&
            found.back().b + found.back().size == best.b)
          found.back().size += best.size;
        else
          found.push_back(best);
        look(best.a + best.size, a1, best.b + best.size, b1);
      };
  look(0, a.size(), 0, b.size());
  // A block found on the right of another may touch it.
  std::vector<Block> joined;
  for (const Block& block : found) {
    if (!joined.empty() && joined.back().a + joined.back().size == block.a &&
        joined.back().b + joined.back().size == block.b)
      joined.back().size += block.size;
    else
      joined.push_back(block);
  }
  return joined;
}

RC_GTEST_PROP(LongestBlocks, AreThoseOfTheDefinition, ()) {
  const auto bound = *rc::gen::inRange<Symbol>(1, 6);
  const auto sequence = rc::gen::container<Symbols>(rc::gen::inRange<Symbol>(0, bound));
  const Symbols a = *sequence, b = *sequence;
  Steps steps{1'000'000};
  RC_ASSERT(longest_blocks(a, b, bound, steps) == by_definition(a, b));
}

TEST(LongestBlocks, WithoutWorkLeftFindNothing) {
  Steps steps{5};
  EXPECT_TRUE(longest_blocks(Symbols{0, 1, 2}, Symbols{0, 1, 2}, 3, steps).empty());
  EXPECT_EQ(steps.left, 0u);
  steps = {6};
  EXPECT_EQ(longest_blocks(Symbols{0, 1, 2}, Symbols{0, 1, 2}, 3, steps), (std::vector<Block>{{0, 0, 3}}));
}

TEST(LongestBlocks, LongOnesAreFoundBeforeTheWorkEnds) {
  Symbols a, b;
  for (Symbol i = 0; i < 100; ++i) a.push_back(i), b.push_back(i);
  a.insert(a.begin(), {200, 201, 0});
  b.insert(b.begin(), {0, 202, 200});
  Steps steps{206};  // one look at the whole
  EXPECT_EQ(longest_blocks(a, b, 300, steps), (std::vector<Block>{{3, 3, 100}}));
}

}  // namespace
}  // namespace keybook::text
