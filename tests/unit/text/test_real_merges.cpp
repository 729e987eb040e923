// The 307 real merges of github/gitignore (shared/data/text_merge_lines beside the checkout).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "text/merge3.h"

namespace keybook::text {
namespace {

using Counts = std::map<std::string, int>;

Counts lines_of(const std::string& text) {
  Counts out;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string line = text.substr(start, end - start);
    while (!line.empty() && line.back() == '\r') line.pop_back();
    ++out[line];
    start = end + 1;
  }
  return out;
}

int of(const Counts& counts, const std::string& line) {
  const auto found = counts.find(line);
  return found == counts.end() ? 0 : found->second;
}

// Lines that both sides kept or one side added, which the result does not have. Blank lines are counted with what each
// side took away; a line whose neighbourhood both sides edited may be merged inside, and then its new form is there.
std::vector<std::string> lost_lines(const Counts& b, const Counts& o, const Counts& t, const Counts& merged) {
  std::vector<std::string> lost;
  const auto check = [&](const std::string& line) {
    const int base = of(b, line), ours = of(o, line), theirs = of(t, line);
    const bool added = ours > base || theirs > base;
    const int kept = base - std::max(0, base - ours) - std::max(0, base - theirs);
    if (of(merged, line) < std::max(kept, added ? 1 : 0)) lost.push_back(line);
  };
  for (const auto* side : {&o, &t})
    for (const auto& [line, count] : *side) check(line);
  return lost;
}

TEST(RealMerges, LoseNoLineAndAgreeWithGitWhereItIsClean) {
  const char* source = std::getenv("KEYBOOK_SOURCE_DIR");
  const std::filesystem::path file =
      std::filesystem::path(source ? source : ".") / "../shared/data/text_merge_lines/merges.jsonl";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the data set is not beside the checkout: " << file;

  int total = 0, flagged = 0, clean = 0, human = 0, git_clean = 0, git_equal = 0, git_clash = 0, git_clash_solved = 0,
      git_clash_human = 0;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto c = nlohmann::json::parse(line);
    const auto text = [&](const char* key) { return c[key].get<std::string>(); };
    const MergedText merged = merge3(text("base"), text("ours"), text("theirs"));
    const bool equal_human = !merged.overlapped && merged.text == text("human_resolution");
    const bool git_is_clean = c["git_conflicts"] == 0;
    ++total;
    ++(merged.overlapped ? flagged : clean);
    human += equal_human;
    git_clean += git_is_clean;
    git_equal += git_is_clean && merged.text == text("git_merged");
    git_clash += !git_is_clean;
    git_clash_solved += !git_is_clean && !merged.overlapped;
    git_clash_human += !git_is_clean && equal_human;
    EXPECT_EQ(
        lost_lines(lines_of(text("base")), lines_of(text("ours")), lines_of(text("theirs")), lines_of(merged.text)),
        std::vector<std::string>{})
        << text("id");
    // Where we differ from a clean git, it must be by showing both sides, never by another silent result.
    EXPECT_TRUE(!git_is_clean || merged.overlapped || merged.text == text("git_merged")) << text("id");
  }
  std::cout << "real merges: " << total << ", clean " << clean << ", flagged " << flagged
            << ", equal to the human result " << human << "; git clean " << git_clean << ", of which equal to git "
            << git_equal << "; git clashed " << git_clash << ", of which merged " << git_clash_solved
            << ", of which as the human did " << git_clash_human << "\n";
  EXPECT_EQ(total, 307);
  // Perl.gitignore 249a3653a582: one side moved every line; git guesses, we show both.
  EXPECT_GE(git_equal, 253);
  EXPECT_GE(human, 259);
}

}  // namespace
}  // namespace keybook::text
