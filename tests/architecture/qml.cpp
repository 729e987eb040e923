// What QML may not do. Colours, sizes and fonts come from Theme; decisions from C++ models given as typed properties.
#include <algorithm>
#include <array>
#include <regex>

#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

// QML modules, lowest first: each may import those before it. Keybook.App (client/app) is for forms and above only.
constexpr std::array modules = {"theme", "controls", "navigation", "forms", "pages", "shell"};
constexpr std::array without_app = {"theme", "controls", "navigation"};

void search(const Source& source, const std::string& code, const std::regex& pattern, const std::string& message,
            std::vector<Finding>& findings) {
  for (auto it = std::sregex_iterator(code.begin(), code.end(), pattern); it != std::sregex_iterator(); ++it)
    findings.push_back(
        {source.path, line_at(code, static_cast<std::size_t>(it->position())), it->str() + ": " + message});
}

int rank_of(std::string_view module) {
  for (std::size_t i = 0; i < modules.size(); ++i)
    if (modules[i] == module) return static_cast<int>(i);
  return -1;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

void check_imports(const Source& source, const std::string& code, std::vector<Finding>& findings) {
  static const std::regex import(R"re((?:^|\n)[ \t]*import[ \t]+Keybook\.(\w+))re");
  const std::size_t start = std::string_view("qml/").size();
  const std::string own = source.path.substr(start, source.path.find('/', start) - start);
  if (rank_of(own) < 0)
    findings.push_back({source.path, 1, "qml/" + own + " is in no layer of tests/architecture/qml.cpp"});
  for (auto it = std::sregex_iterator(code.begin(), code.end(), import); it != std::sregex_iterator(); ++it) {
    const std::string module = lower((*it)[1]);
    const bool app_from_below =
        module == "app" && std::find(without_app.begin(), without_app.end(), own) != without_app.end();
    if (app_from_below || rank_of(module) > rank_of(own))
      findings.push_back({source.path, line_at(code, static_cast<std::size_t>(it->position(1))),
                          "qml/" + own + " must not import Keybook." + (*it)[1].str()});
  }
}

}  // namespace

std::vector<Finding> check_qml(const Tree& tree) {
  static const std::regex context_property(R"re(\bsetContextProperty\b|\bsetContextObject\b)re");
  static const std::regex colour(R"re("#[0-9a-fA-F]{3,8}"|\bQt\.(rgba|hsla|hsva|tint|lighter|darker)\b)re"
                                 R"re(|\b(c|\w*C)olor\s*:\s*"(?!transparent")\w+")re");
  static const std::regex font_size(R"re(\b(pixelSize|pointSize)\s*:\s*[0-9][0-9.]*)re");
  std::vector<Finding> findings;
  for (const Source& source : tree.sources) {
    if (source.is_cpp())
      search(source, source.code, context_property, "give QML a QML_ELEMENT type or an initial property", findings);
    if (!source.is_qml() || !source.in("qml")) continue;
    const std::string code = strip_comments(source.text);
    check_imports(source, code, findings);
    if (source.in("qml/theme")) continue;
    search(source, code, colour, "colours come from Theme", findings);
    search(source, code, font_size, "font sizes come from Theme", findings);
  }
  return findings;
}

}  // namespace keybook::architecture
