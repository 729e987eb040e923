// What no file of the product may say.
#include <regex>

#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

// The licence's own text is not ours to judge.
bool is_ours(const Source& source) { return source.path != "LICENSE"; }

}  // namespace

std::vector<Finding> check_text(const Tree& tree) {
  struct Rule {
    std::regex pattern;
    std::string_view message;
  };
  // The words are put together from pieces, so that this file does not break its own rule.
  static const std::vector<Rule> rules = {
      {std::regex("\\b(TO"
                  "DO|FIX"
                  "ME)\\b"),
       "do it, or open an issue"},
      {std::regex("(^|[^\\w.~-])/(wo"
                  "rk|ho"
                  "me|ro"
                  "ot|Us"
                  "ers)/"),
       "a path of somebody's machine"},
  };
  std::vector<Finding> findings;
  for (const Source& source : tree.sources) {
    if (!is_ours(source)) continue;
    for (const Rule& rule : rules)
      for (auto it = std::sregex_iterator(source.text.begin(), source.text.end(), rule.pattern);
           it != std::sregex_iterator(); ++it)
        findings.push_back({source.path, line_at(source.text, static_cast<std::size_t>(it->position())),
                            it->str() + ": " + std::string(rule.message)});
  }
  return findings;
}

}  // namespace keybook::architecture
