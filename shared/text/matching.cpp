#include "text/matching.h"

#include <algorithm>
#include <deque>

namespace keybook::text {
namespace {

// Suffix automaton of a part of the second sequence; finds the longest common passage in linear time.
// State 0 is the start; its edges stand in a table, because every symbol leaves it; those of other states in lists.
class Automaton {
 public:
  explicit Automaton(Symbol symbol_bound) : from_start_(symbol_bound, none) {}

  // Of the longest passages common to a and b, the one that starts first in a, and then first in b.
  Block longest_common(std::span<const Symbol> a, std::span<const Symbol> b) {
    build(b);
    Block best;
    std::int32_t state = 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      std::int32_t next = follow(state, a[i]);
      while (next == none && state != 0) {
        state = states_[state].link;
        length = states_[state].length;
        next = follow(state, a[i]);
      }
      if (next == none) continue;
      state = next;
      ++length;
      // All passages of one state occur at the same places, so its first end is this passage's too.
      if (length > best.size) best = {i + 1 - length, states_[state].first_end + 1 - length, length};
    }
    for (const Symbol symbol : b) from_start_[symbol] = none;
    return best;
  }

 private:
  static constexpr std::int32_t none = -1;
  struct State {
    std::size_t length;     // of the longest passage that ends here
    std::size_t first_end;  // where its first occurrence ends
    std::int32_t link;      // the state of its longest suffix that occurs elsewhere too
    std::int32_t edges;     // head of the list in edges_
  };
  struct Edge {
    Symbol symbol;
    std::int32_t to, next;
  };

  void build(std::span<const Symbol> b) {
    states_.clear();
    edges_.clear();
    states_.push_back({0, 0, none, none});
    std::int32_t last = 0;
    for (std::size_t i = 0; i < b.size(); ++i) last = append(last, b[i], i);
  }

  std::int32_t append(std::int32_t last, Symbol symbol, std::size_t at) {
    const auto added = static_cast<std::int32_t>(states_.size());
    states_.push_back({states_[last].length + 1, at, 0, none});
    std::int32_t state = last;
    while (state != none && follow(state, symbol) == none) {
      add_edge(state, symbol, added);
      state = states_[state].link;
    }
    if (state == none) return added;
    const std::int32_t met = follow(state, symbol);
    if (states_[met].length == states_[state].length + 1) {
      states_[added].link = met;
      return added;
    }
    const auto clone = static_cast<std::int32_t>(states_.size());
    states_.push_back({states_[state].length + 1, states_[met].first_end, states_[met].link, none});
    for (std::int32_t e = states_[met].edges; e != none; e = edges_[e].next)
      add_edge(clone, edges_[e].symbol, edges_[e].to);
    while (state != none && follow(state, symbol) == met) {
      turn_edge(state, symbol, clone);
      state = states_[state].link;
    }
    states_[met].link = states_[added].link = clone;
    return added;
  }

  [[nodiscard]] std::int32_t follow(std::int32_t state, Symbol symbol) const {
    if (state == 0) return from_start_[symbol];
    for (std::int32_t e = states_[state].edges; e != none; e = edges_[e].next)
      if (edges_[e].symbol == symbol) return edges_[e].to;
    return none;
  }

  void add_edge(std::int32_t from, Symbol symbol, std::int32_t to) {
    if (from == 0) {
      from_start_[symbol] = to;
      return;
    }
    edges_.push_back({symbol, to, states_[from].edges});
    states_[from].edges = static_cast<std::int32_t>(edges_.size() - 1);
  }

  void turn_edge(std::int32_t from, Symbol symbol, std::int32_t to) {
    if (from == 0) {
      from_start_[symbol] = to;
      return;
    }
    std::int32_t e = states_[from].edges;
    while (edges_[e].symbol != symbol) e = edges_[e].next;
    edges_[e].to = to;
  }

  std::vector<std::int32_t> from_start_;
  std::vector<State> states_;
  std::vector<Edge> edges_;
};

std::vector<Block> joined(std::vector<Block> blocks) {
  std::sort(blocks.begin(), blocks.end(), [](const Block& x, const Block& y) { return x.a < y.a; });
  std::vector<Block> out;
  for (const Block& block : blocks) {
    if (!out.empty() && out.back().a + out.back().size == block.a && out.back().b + out.back().size == block.b)
      out.back().size += block.size;
    else
      out.push_back(block);
  }
  return out;
}

}  // namespace

std::vector<Block> longest_blocks(std::span<const Symbol> a, std::span<const Symbol> b, Symbol symbol_bound,
                                  Steps& steps) {
  struct Region {
    std::size_t a, a_end, b, b_end;
  };
  Automaton automaton(symbol_bound);
  std::vector<Block> blocks;
  // First in, first out: where the work ends early, the long passages of the whole have been found already.
  std::deque<Region> open = {{0, a.size(), 0, b.size()}};
  while (!open.empty()) {
    const Region r = open.front();
    open.pop_front();
    if (r.a == r.a_end || r.b == r.b_end) continue;
    const std::size_t cost = r.a_end - r.a + r.b_end - r.b;
    if (cost > steps.left) {
      steps.left = 0;
      break;
    }
    steps.left -= cost;
    Block block = automaton.longest_common(a.subspan(r.a, r.a_end - r.a), b.subspan(r.b, r.b_end - r.b));
    if (block.size == 0) continue;
    block.a += r.a;
    block.b += r.b;
    blocks.push_back(block);
    open.push_back({r.a, block.a, r.b, block.b});
    open.push_back({block.a + block.size, r.a_end, block.b + block.size, r.b_end});
  }
  return joined(std::move(blocks));
}

}  // namespace keybook::text
