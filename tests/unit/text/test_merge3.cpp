// The laws of text/merge3.h, each by hand and by random texts.
#include "text/merge3.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>

#include "texts.h"

namespace keybook::text {
namespace {

using text_test::edited, text_test::joined, text_test::line, text_test::lines;

MergedText clean(std::string text) { return {std::move(text), false}; }
MergedText clash(std::string text) { return {std::move(text), true}; }

// ---- by hand

TEST(Merge3, UnchangedSideGivesTheOtherSide) {
  EXPECT_EQ(merge3("a\n", "a\n", "b\r\nc"), clean("b\r\nc"));
  EXPECT_EQ(merge3("a\n", "b\r\nc", "a\n"), clean("b\r\nc"));
}

TEST(Merge3, SameChangeOfBothIsTakenOnce) {
  EXPECT_EQ(merge3("a\nb\nc\n", "a\nX\nc\n", "a\nX\nc\n"), clean("a\nX\nc\n"));
  EXPECT_EQ(merge3("a\nb\nc\n", "a\nX\nc\nd\n", "0\na\nX\nc\n"), clean("0\na\nX\nc\nd\n"));
}

TEST(Merge3, EditsOfDifferentLinesBothComeOut) {
  EXPECT_EQ(merge3("一\n二\n三\n", "一甲\n二\n三\n", "一\n二\n三乙\n"), clean("一甲\n二\n三乙\n"));
}

TEST(Merge3, EditsOfAdjacentLinesBothComeOut) {
  EXPECT_EQ(merge3("价:5\n量:3\n", "价:6\n量:3\n", "价:5\n量:4\n"), clean("价:6\n量:4\n"));
}

TEST(Merge3, EditsInsideOneLineBothComeOut) {
  EXPECT_EQ(merge3("本周报价三万元，交期六周。", "本周报价四万元，交期六周。", "本周报价三万元，交期八周。"),
            clean("本周报价四万元，交期八周。"));
}

TEST(Merge3, EditsInsideOneLineThatMeetKeepBoth) {
  // Two unchanged characters between the changes are fewer than context_chars.
  EXPECT_EQ(merge3("甲乙丙丁戊\n", "甲Ｘ丙丁戊\n", "甲乙丙丁Ｙ\n"),
            clash("<<<<<<<\n甲Ｘ丙丁戊\n=======\n甲乙丙丁Ｙ\n>>>>>>>\n"));
}

TEST(Merge3, InsertionsAtOnePlaceAreBothKeptTheEarlierFirst) {
  EXPECT_EQ(merge3("a\nb\n", "a\n1\nb\n", "a\n2\nb\n"), clean("a\n1\n2\nb\n"));
  EXPECT_EQ(merge3("", "ours", "theirs"), clean("ours\ntheirs"));
  EXPECT_EQ(merge3("a\n", "a\n1\n", "a\n2\n"), clean("a\n1\n2\n"));
}

TEST(Merge3, InsertionThatContainsTheOtherIsTakenOnce) {
  EXPECT_EQ(merge3("*.so\n", "*.so\n*.dylib\n", "*.so\n*.so.*\n*.dylib\n"), clean("*.so\n*.so.*\n*.dylib\n"));
}

TEST(Merge3, DeletionAgainstEditKeepsTheEdit) {
  EXPECT_EQ(merge3("a\nb\nc\n", "a\nc\n", "a\nbb\nc\n"), clash("a\n<<<<<<<\n=======\nbb\n>>>>>>>\nc\n"));
}

TEST(Merge3, AppendingWorksWithoutFinalNewline) {
  EXPECT_EQ(merge3("会议", "会议\n甲", "会议\n乙"), clean("会议\n甲\n乙"));
  EXPECT_EQ(merge3("会议", "会议\n", "会议\n乙"), clean("会议\n乙"));
  EXPECT_EQ(merge3("a\nb", "X\nb", "a\nb\nc"), clean("X\nb\nc"));
  EXPECT_EQ(merge3("a\nb\n", "X\nb\n", "a\nb"), clean("X\nb"));
}

TEST(Merge3, CrLfStays) {
  EXPECT_EQ(merge3("a\r\nb\r\nc\r\n", "A\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n"), clean("A\r\nb\r\nC\r\n"));
}

TEST(Merge3, ChangedLineEndsWinWithoutOverlap) {
  EXPECT_EQ(merge3("a\r\nb\r\nc\r\n", "A\nb\nc\n", "a\r\nb\r\nC\r\n"), clean("A\nb\nC\n"));
  EXPECT_EQ(merge3("a\nb\nc\n", "A\nb\nc\n", "a\r\nb\r\nc\r\n"), clean("A\r\nb\r\nc\r\n"));
}

TEST(Merge3, MixedLineEndsSurviveByteForByte) {
  EXPECT_EQ(merge3("a\r\nb\nc\n", "A\r\nb\nc\n", "a\r\nb\nC\n"), clean("A\r\nb\nC\n"));
}

TEST(Merge3, MarkersFollowTheLineEnds) {
  EXPECT_EQ(merge3("a\r\n", "b\r\n", "c\r\n"), clash("<<<<<<<\r\nb\r\n=======\r\nc\r\n>>>>>>>\r\n"));
}

TEST(Merge3, BrokenUtf8Survives) {
  EXPECT_EQ(merge3("a\xE4\xB8\nb\n", "a\xE4\xB8\nB\n",
                   "\xFF"
                   "a\xE4\xB8\nb\n"),
            clean("\xFF"
                  "a\xE4\xB8\nB\n"));
}

TEST(Merge3, EmptyTexts) {
  EXPECT_EQ(merge3("", "", ""), clean(""));
  EXPECT_EQ(merge3("a", "", ""), clean(""));
  EXPECT_EQ(merge3("a", "", "b"), clash("<<<<<<<\n=======\nb\n>>>>>>>\n"));
}

// ---- laws

std::map<std::string, int> counted(const std::string& text) {
  std::map<std::string, int> out;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    ++out[text.substr(start, end - start)];
    start = end + 1;
  }
  return out;
}

RC_GTEST_PROP(Merge3Laws, OneSideUnchanged, ()) {
  const std::string base = joined(*lines()), side = joined(edited(*lines()));
  RC_ASSERT(merge3(base, base, side) == clean(side));
  RC_ASSERT(merge3(base, side, base) == clean(side));
  RC_ASSERT(merge3(base, side, side) == clean(side));
}

// Edits in separate regions: the result is known beforehand.
RC_GTEST_PROP(Merge3Laws, EditsOfSeparateRegionsComeOutExactly, ()) {
  const auto end = *rc::gen::elementOf(std::vector<std::string>{"\n", "\r\n"});
  const auto upper = *lines(), lower = *lines();
  const auto upper_edited = edited(upper), lower_edited = edited(lower);
  const std::string wall = "---- 一条谁也不动的线 ----" + end;
  const auto page = [&](const auto& up, const auto& low) { return joined(up, end) + wall + joined(low, end); };
  const auto want = clean(page(upper_edited, lower_edited));
  RC_ASSERT(merge3(page(upper, lower), page(upper_edited, lower), page(upper, lower_edited)) == want);
  RC_ASSERT(merge3(page(upper, lower), page(upper, lower_edited), page(upper_edited, lower)) == want);
}

// A passage is told by a word that nothing else contains: it must come out, whatever the other side did.
RC_GTEST_PROP(Merge3Laws, NoPassageDisappears, ()) {
  const auto base = *lines();
  const auto mark = [&](const std::string& tag) {
    auto side = edited(base);
    std::vector<std::string> passages;
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) {
      const std::string passage = "〔" + tag + std::to_string(i) + "〕";
      const auto at = *rc::gen::inRange<std::size_t>(0, side.size() + 1);
      if (at == side.size())
        side.push_back(passage);
      else if (*rc::gen::arbitrary<bool>())
        side[at] += passage;
      else
        side.insert(side.begin() + static_cast<std::ptrdiff_t>(at), passage);
      passages.push_back(passage);
    }
    std::string text = joined(side);
    if (*rc::gen::arbitrary<bool>()) text.pop_back();
    return std::pair(text, passages);
  };
  const auto [ours, our_passages] = mark("甲");
  const auto [theirs, their_passages] = mark("乙");
  const std::string merged = merge3(joined(base), ours, theirs).text;
  for (const auto& passages : {our_passages, their_passages})
    for (const std::string& passage : passages) RC_ASSERT(merged.find(passage) != std::string::npos);
}

// A line that base and both sides have as often as each other is never lost.
RC_GTEST_PROP(Merge3Laws, NoLineThatBothKeptDisappears, ()) {
  const auto base = *lines();
  const std::string b = joined(base), o = joined(edited(base)), t = joined(edited(base));
  const auto in_base = counted(b), in_ours = counted(o), in_theirs = counted(t);
  const auto merged = counted(merge3(b, o, t).text);
  const auto of = [](const auto& counts, const std::string& l) {
    const auto found = counts.find(l);
    return found == counts.end() ? 0 : found->second;
  };
  for (const auto& [l, count] : in_base) {
    const int removed = std::max(0, count - of(in_ours, l)) + std::max(0, count - of(in_theirs, l));
    if (removed == 0 && std::min(of(in_ours, l), of(in_theirs, l)) == count && count == 1)
      RC_ASSERT(of(merged, l) >= 1);
  }
}

RC_GTEST_PROP(Merge3Laws, SameTextsSameResult, ()) {
  const auto base = *lines();
  const std::string b = joined(base), o = joined(edited(base)), t = joined(edited(base));
  RC_ASSERT(merge3(b, o, t) == merge3(std::string(b), std::string(o), std::string(t)));
}

// Overlap or not does not depend on who is the earlier.
RC_GTEST_PROP(Merge3Laws, OverlapIsSymmetric, ()) {
  const auto base = *lines();
  const std::string b = joined(base), o = joined(edited(base)), t = joined(edited(base));
  RC_ASSERT(merge3(b, o, t).overlapped == merge3(b, t, o).overlapped);
}

RC_GTEST_PROP(Merge3Laws, AnyBytes, (const std::string& b, const std::string& o, const std::string& t)) {
  constexpr std::size_t marker_lines = 3 * 9 + 2;  // with the newlines that close both passages
  RC_ASSERT(merge3(b, o, t).text.size() <= o.size() + t.size() + (b.size() + 1) * marker_lines);
}

// ---- size

std::string random_text(std::mt19937& random, int chars, int alphabet, int line_chars) {
  std::string out;
  for (int i = 0; i < chars; ++i)
    out += random() % static_cast<unsigned>(line_chars) == 0
               ? '\n'
               : static_cast<char>('a' + random() % static_cast<unsigned>(alphabet));
  return out;
}

// Big texts end within the limit of work, with every line of both sides in the result. The bound on time is generous:
// it is there to find a quadratic loop (minutes), not to measure.
TEST(Merge3Size, BigAndVeryDifferentTextsEndAndKeepBoth) {
  std::mt19937 random(7);
  for (const int alphabet : {1, 2, 26})
    for (const int line_chars : {3, 40, 1'000'000}) {
      const std::string base = random_text(random, 100'000, alphabet, line_chars),
                        ours = random_text(random, 100'000, alphabet, line_chars),
                        theirs = random_text(random, 100'000, alphabet, line_chars);
      const auto start = std::chrono::steady_clock::now();
      const MergedText merged = merge3(base, ours, theirs);
      EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30)) << alphabet << " " << line_chars;
      if (line_chars > 100'000 && alphabet > 1) {
        EXPECT_TRUE(merged.overlapped);
        EXPECT_NE(merged.text.find(ours), std::string::npos);
        EXPECT_NE(merged.text.find(theirs), std::string::npos);
      }
    }
}

TEST(Merge3Size, FewEditsInOneLongLineMerge) {
  std::mt19937 random(11);
  const std::string base = random_text(random, 100'000, 26, 1'000'000);
  std::string ours = base, theirs = base, want = base;
  ours.replace(90'000, 3, "OURS"), want.replace(90'000, 3, "OURS");
  theirs.replace(10'000, 3, "THEIRS"), want.replace(10'000, 3, "THEIRS");
  EXPECT_EQ(merge3(base, ours, theirs), clean(want));
}

}  // namespace
}  // namespace keybook::text
