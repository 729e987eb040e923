#include "text/merge3.h"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "text/matching.h"

namespace keybook::text {
namespace {

constexpr std::string_view open_marker = "<<<<<<<\n", middle_marker = "=======\n", close_marker = ">>>>>>>\n";

// A text as a sequence of symbols, each of which knows its bytes.
struct Sequence {
  std::string_view text;
  std::vector<Symbol> symbols;
  std::vector<std::size_t> starts;  // of each symbol in `text`, and the end
};

// The same part of all three texts, in symbols.
struct Range {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
};
struct Chunk {
  Range base, ours, theirs;
};

std::string_view bytes(const Sequence& s, Range r) {
  return s.text.substr(s.starts[r.begin], s.starts[r.end] - s.starts[r.begin]);
}

std::span<const Symbol> symbols(const Sequence& s, Range r) { return std::span(s.symbols).subspan(r.begin, r.size()); }

// ---- cutting into symbols

struct Character {
  Symbol code;
  std::size_t size;  // in bytes
};

// A byte that is not UTF-8 is a character of its own, above all codes.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto follows = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const Symbol lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0 && follows(1)) return {(lead & 0x1F) << 6 | (byte(1) & 0x3Fu), 2};
  if (lead >= 0xE0 && lead < 0xF0 && follows(1) && follows(2)) {
    const Symbol code = (lead & 0x0F) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && follows(1) && follows(2) && follows(3)) {
    const Symbol code = (lead & 0x07) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
    if (code >= 0x10000 && code < 0x110000) return {code, 4};
  }
  return {0x110000 + lead, 1};
}

// As Python's splitlines and Unicode: a vertical tab is Word's soft line break.
bool ends_line(Symbol code) {
  return (code >= '\n' && code <= '\r') || (code >= 0x1C && code <= 0x1E) || code == 0x85 || code == 0x2028 ||
         code == 0x2029;
}

// Gives equal lines (or characters) of the three texts equal numbers, from 0.
template <class Key>
class Numbers {
 public:
  Symbol of(const Key& key) { return known_.try_emplace(key, static_cast<Symbol>(known_.size())).first->second; }
  [[nodiscard]] Symbol bound() const { return static_cast<Symbol>(known_.size()); }

 private:
  std::unordered_map<Key, Symbol> known_;
};

Sequence lines_of(std::string_view text, Numbers<std::string_view>& numbers) {
  Sequence out{text, {}, {}};
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    out.symbols.push_back(numbers.of(text.substr(start, end - start)));
    out.starts.push_back(start);
    start = end;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at += c.size;
    if (!ends_line(c.code)) continue;
    if (c.code == '\r' && at < text.size() && text[at] == '\n') ++at;
    close(at);
  }
  if (start < text.size()) close(text.size());
  out.starts.push_back(text.size());
  return out;
}

Sequence characters_of(std::string_view text, Numbers<Symbol>& numbers) {
  Sequence out{text, {}, {}};
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    out.symbols.push_back(numbers.of(c.code));
    out.starts.push_back(at);
    at += c.size;
  }
  out.starts.push_back(text.size());
  return out;
}

// ---- chunks

// Passages of base that are unchanged on both sides.
std::vector<Chunk> shared_passages(const std::vector<Block>& left, const std::vector<Block>& right) {
  std::vector<Chunk> out;
  std::size_t i = 0, j = 0;
  while (i < left.size() && j < right.size()) {
    const Block &l = left[i], &r = right[j];
    const std::size_t begin = std::max(l.a, r.a), end = std::min(l.a + l.size, r.a + r.size);
    if (begin < end) {
      const std::size_t o = l.b + begin - l.a, t = r.b + begin - r.a;
      out.push_back({{begin, end}, {o, o + end - begin}, {t, t + end - begin}});
    }
    if (l.a + l.size < r.a + r.size)
      ++i;
    else
      ++j;
  }
  return out;
}

struct Triple {
  Sequence base, ours, theirs;
};

// Cuts the three texts at passages that all share, at least `shortest` symbols long or at an end of all three.
std::vector<Chunk> chunks_of(const Triple& t, Symbol symbol_bound, std::size_t shortest, Steps& steps) {
  const auto left = longest_blocks(t.base.symbols, t.ours.symbols, symbol_bound, steps);
  const auto right = longest_blocks(t.base.symbols, t.theirs.symbols, symbol_bound, steps);
  const Chunk all = {{0, t.base.symbols.size()}, {0, t.ours.symbols.size()}, {0, t.theirs.symbols.size()}};
  std::vector<Chunk> out;
  Chunk gap = {};  // since the last shared passage
  const auto close_gap = [&](std::size_t b, std::size_t o, std::size_t r) {
    gap.base.end = b, gap.ours.end = o, gap.theirs.end = r;
    if (!gap.base.empty() || !gap.ours.empty() || !gap.theirs.empty()) out.push_back(gap);
  };
  for (const Chunk& s : shared_passages(left, right)) {
    const bool at_start = s.base.begin == 0 && s.ours.begin == 0 && s.theirs.begin == 0;
    const bool at_end = s.base.end == all.base.end && s.ours.end == all.ours.end && s.theirs.end == all.theirs.end;
    if (s.base.size() < shortest && !at_start && !at_end) continue;
    close_gap(s.base.begin, s.ours.begin, s.theirs.begin);
    out.push_back(s);
    gap = {{s.base.end, s.base.end}, {s.ours.end, s.ours.end}, {s.theirs.end, s.theirs.end}};
  }
  close_gap(all.base.end, all.ours.end, all.theirs.end);
  return out;
}

std::string ended(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

// ---- the merge

// What stands where at most one side changed the base, or both alike.
std::optional<std::string_view> uncontested(std::string_view base, std::string_view ours, std::string_view theirs) {
  if (ours == theirs || theirs == base) return ours;
  if (ours == base) return theirs;
  return std::nullopt;
}

// Fails (and adds nothing) where the changes of both sides meet.
bool merge_characters(std::string_view base, std::string_view ours, std::string_view theirs, Steps& steps,
                      std::string& out) {
  Numbers<Symbol> numbers;
  const Triple t = {characters_of(base, numbers), characters_of(ours, numbers), characters_of(theirs, numbers)};
  std::string merged;
  for (const Chunk& chunk : chunks_of(t, numbers.bound(), context_chars, steps)) {
    const auto b = bytes(t.base, chunk.base), o = bytes(t.ours, chunk.ours), r = bytes(t.theirs, chunk.theirs);
    const auto stands = uncontested(b, o, r);
    if (!stands) return false;
    merged += *stands;
  }
  out += merged;
  return true;
}

// Neighbouring lines, each changed by one side only: the end of a line separates changes of two sides even where fewer
// than context_chars unchanged characters lie between them.
bool merge_line_by_line(const Triple& t, const Chunk& chunk, std::string& out) {
  const std::size_t count = chunk.base.size();
  if (count < 2 || chunk.ours.size() != count || chunk.theirs.size() != count) return false;
  std::string merged;
  for (std::size_t i = 0; i < count; ++i) {
    const auto line = [i](const Sequence& s, Range r) { return bytes(s, {r.begin + i, r.begin + i + 1}); };
    const auto stands = uncontested(line(t.base, chunk.base), line(t.ours, chunk.ours), line(t.theirs, chunk.theirs));
    if (!stands) return false;
    merged += *stands;
  }
  out += merged;
  return true;
}

// Two insertions at one place. Where one side's lines contain the other's, that part is a change that both made.
std::string both_insertions(const Triple& t, const Chunk& chunk) {
  const auto o = symbols(t.ours, chunk.ours), r = symbols(t.theirs, chunk.theirs);
  const auto contains = [](std::span<const Symbol> whole, std::span<const Symbol> part) {
    return std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end();
  };
  const auto ours = bytes(t.ours, chunk.ours), theirs = bytes(t.theirs, chunk.theirs);
  if (contains(o, r)) return std::string(ours);
  if (contains(r, o)) return std::string(theirs);
  return ended(ours) + std::string(theirs);
}

// What a field of few values becomes: the side that changed it wins.
template <class T>
T changed(T base, T ours, T theirs) {
  return ours == base ? theirs : ours;
}

// The texts end with newlines of ours where they had none (merge_lf); `final_newlines` are the true state of the three.
struct FinalNewlines {
  bool base, ours, theirs;
};

MergedText merge_lines(std::string_view base, std::string_view ours, std::string_view theirs,
                       FinalNewlines final_newlines) {
  Steps steps{matching_steps_max};
  Numbers<std::string_view> numbers;
  const Triple t = {lines_of(base, numbers), lines_of(ours, numbers), lines_of(theirs, numbers)};
  const auto [final_b, final_o, final_t] = final_newlines;
  MergedText out;
  bool final_newline = true;  // as whoever wrote the last passage has it
  for (const Chunk& chunk : chunks_of(t, numbers.bound(), 1, steps)) {
    const auto b = bytes(t.base, chunk.base), o = bytes(t.ours, chunk.ours), r = bytes(t.theirs, chunk.theirs);
    if (o == r || !chunk.base.empty())
      final_newline = changed(final_b, final_o, final_t);
    else
      final_newline = r.empty() ? final_o : final_t;
    if (const auto stands = uncontested(b, o, r)) {
      out.text += *stands;
    } else if (chunk.base.empty()) {
      out.text += both_insertions(t, chunk);
    } else if (!merge_characters(b, o, r, steps, out.text) && !merge_line_by_line(t, chunk, out.text)) {
      (out.text += open_marker) += ended(o);
      (out.text += middle_marker) += ended(r);
      out.text += close_marker;
      out.overlapped = final_newline = true;
    }
  }
  if (!final_newline && out.text.ends_with('\n')) out.text.pop_back();
  return out;
}

// ---- line ends

enum class LineEnds { None, Lf, CrLf, Mixed };

LineEnds line_ends_of(std::string_view text) {
  std::size_t crlf = 0, lf = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') ++(i > 0 && text[i - 1] == '\r' ? crlf : lf);
  return crlf == 0 ? (lf == 0 ? LineEnds::None : LineEnds::Lf) : lf == 0 ? LineEnds::CrLf : LineEnds::Mixed;
}

std::string to_lf(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  return out;
}

std::string to_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

// A newline at the very end is merged by itself: otherwise a line appended to a text without one would change its last
// line.
MergedText merge_lf(std::string_view base, std::string_view ours, std::string_view theirs) {
  const bool base_ends = base.empty() || base.ends_with('\n');
  return merge_lines(ended(base), ended(ours), ended(theirs),
                     {base_ends, ours.ends_with('\n'), theirs.ends_with('\n')});
}

}  // namespace

MergedText merge3(std::string_view base, std::string_view ours, std::string_view theirs) {
  if (const auto stands = uncontested(base, ours, theirs)) return {std::string(*stands), false};

  const LineEnds b = line_ends_of(base), o = line_ends_of(ours), t = line_ends_of(theirs);
  const auto is = [&](LineEnds ends) { return b == ends || o == ends || t == ends; };
  if (is(LineEnds::Mixed) || !is(LineEnds::CrLf)) return merge_lf(base, ours, theirs);
  const LineEnds known = b != LineEnds::None ? b : o != LineEnds::None ? o : t;
  const auto of = [&](LineEnds ends) { return ends == LineEnds::None ? known : ends; };
  MergedText out = merge_lf(to_lf(base), to_lf(ours), to_lf(theirs));
  if (changed(of(b), of(o), of(t)) == LineEnds::CrLf) out.text = to_crlf(out.text);
  return out;
}

}  // namespace keybook::text
