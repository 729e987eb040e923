#include "services/known.h"

namespace keybook::app {

std::optional<std::vector<std::string_view>> pieces(std::string_view pattern, std::string_view message) {
  std::vector<std::string_view> out;
  std::size_t star = pattern.find('*');
  if (!message.starts_with(pattern.substr(0, star))) return std::nullopt;
  message.remove_prefix(std::min(star, pattern.size()));
  while (star != std::string_view::npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view after = pattern.substr(0, star);
    // The last one reaches to the end, less what follows it.
    const bool fits = message.size() >= after.size();
    const std::size_t end = star != std::string_view::npos     ? message.find(after)
                            : fits && message.ends_with(after) ? message.size() - after.size()
                                                               : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    out.push_back(message.substr(0, end));
    message.remove_prefix(end + after.size());
  }
  if (!message.empty()) return std::nullopt;
  return out;
}

}  // namespace keybook::app
