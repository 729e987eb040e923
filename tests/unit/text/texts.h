// Random texts as people write them, and edits of them.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace keybook::text_test {

// Few words, so that lines and passages repeat: repetition is what makes merging hard.
inline rc::Gen<std::string> word() {
  return rc::gen::elementOf(std::vector<std::string>{"客户", "价格", "交期", "。", "，", "the", " ", "visit", "quote ",
                                                     "3", "12%", "é", "𠮷", "六周", "OK"});
}

inline rc::Gen<std::string> line() {
  return rc::gen::map(rc::gen::resize(6, rc::gen::container<std::vector<std::string>>(word())),
                      [](const std::vector<std::string>& words) {
                        std::string out;
                        for (const std::string& w : words) out += w;
                        return out;
                      });
}

inline rc::Gen<std::vector<std::string>> lines() {
  return rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(line()));
}

inline std::string joined(const std::vector<std::string>& lines, const std::string& end = "\n") {
  std::string out;
  for (const std::string& l : lines) out += l + end;
  return out;
}

// A copy of `from` with up to three lines inserted, deleted or replaced.
inline std::vector<std::string> edited(std::vector<std::string> from) {
  const int edits = *rc::gen::inRange(1, 4);
  for (int i = 0; i < edits; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, from.size() + 1);
    const int what = *rc::gen::inRange(0, 3);
    if (what == 0 || at == from.size())
      from.insert(from.begin() + static_cast<std::ptrdiff_t>(at), *line());
    else if (what == 1)
      from.erase(from.begin() + static_cast<std::ptrdiff_t>(at));
    else
      from[at] = *line();
  }
  return from;
}

}  // namespace keybook::text_test
