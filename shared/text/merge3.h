// Three-way merge of texts: the rule "text" for notes and reports (REPLICATION §4).
//
// The result is a function of the three texts and their order, on every machine and for ever the same: no clock, no
// locale, no pointer order, no hash order. Contract, checked by tests/unit/text:
//   - one side unchanged, or both sides equal: the other side, byte for byte, not overlapped;
//   - edits that do not overlap both come out exactly; a change that both sides made is taken once;
//   - no passage that either side wrote disappears;
//   - two insertions of lines at one place are both kept, `ours` (the earlier) first: that is no overlap; where one
//     contains the other, the longer one is both;
//   - edits that overlap both stay, whole lines of both sides between the lines "<<<<<<<", "=======" and ">>>>>>>", and
//     `overlapped` is true.
//
// Lines are merged first; where both sides changed the same lines, the characters (code points) inside them, as long as
// context_chars unchanged characters lie between the changes of the two sides. Every passage between two such anchors
// comes whole from one side, which is why none can disappear.
//
// Line ends: a text in CRLF merges with one in LF without overlaps; the ending that a side changed to wins. Texts that
// mix both are taken byte for byte. A missing newline at the very end is merged by itself, like a one-bit field.
// Bytes that are not UTF-8 are characters of their own and survive.
//
// Threads: pure functions. Memory: about 100 bytes per character of the lines that clash. Cost: proportional to the
// texts for few edits; never more than matching_steps_max in all. Past that limit the rest of the texts counts as
// changed, so that big and very different texts end as an overlap with both passages kept, never as a loss.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace keybook::text {

// Unchanged characters that must lie between the changes of two sides inside one line.
inline constexpr std::size_t context_chars = 4;

// Symbols (lines or characters) looked at per merge while looking for unchanged passages; 100,000 characters with
// hundreds of edits need about 3 million. Reaching the limit takes about half a second.
inline constexpr std::size_t matching_steps_max = 6'000'000;

struct MergedText {
  std::string text;
  bool overlapped = false;  // both passages are in `text`, between marker lines: a conflict for a person
  friend bool operator==(const MergedText&, const MergedText&) = default;
};

// `ours` is the side with the earlier stamp.
[[nodiscard]] MergedText merge3(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace keybook::text
