#include "architecture/source.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>

namespace keybook::architecture {
namespace {

namespace fs = std::filesystem;

bool is_build_output(const fs::path& relative) {
  const std::string top = relative.begin()->string();
  return top == ".git" || top == "out" || top == ".cache" || top.starts_with("build");
}

// Replaces everything in [from, to) but line breaks by blanks.
void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < std::min(to, text.size()); ++i)
    if (text[i] != '\n') text[i] = ' ';
}

// Offset behind the literal that opens at `quote`.
std::size_t end_of_literal(std::string_view text, std::size_t quote) {
  for (std::size_t i = quote + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == text[quote] || text[i] == '\n')
      return i + 1;
  }
  return text.size();
}

// Offset behind the raw literal R"tag(…)tag" whose '"' is at `quote`.
std::size_t end_of_raw_literal(std::string_view text, std::size_t quote) {
  const std::size_t open = text.find('(', quote);
  if (open == std::string_view::npos) return text.size();
  const std::string close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
  const std::size_t end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

bool opens_raw_literal(std::string_view text, std::size_t quote) {
  std::size_t start = quote;
  while (start > 0 && is_word(text[start - 1])) --start;
  const std::string_view prefix = text.substr(start, quote - start);
  return prefix == "R" || prefix == "u8R" || prefix == "uR" || prefix == "UR" || prefix == "LR";
}

// A ' that separates digits (1'000) opens no literal.
bool separates_digits(std::string_view text, std::size_t quote) {
  return quote > 0 && quote + 1 < text.size() && std::isxdigit(static_cast<unsigned char>(text[quote - 1])) != 0 &&
         std::isxdigit(static_cast<unsigned char>(text[quote + 1])) != 0;
}

enum class Literals { Keep, Blank };

void blank_comments(std::string& text, Literals literals) {
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = std::string_view(text).substr(i);
    std::size_t end = i + 1;
    if (rest.starts_with("//")) {
      end = std::min(text.find('\n', i), text.size());
      blank(text, i, end);
    } else if (rest.starts_with("/*")) {
      const std::size_t close = text.find("*/", i + 2);
      end = close == std::string::npos ? text.size() : close + 2;
      blank(text, i, end);
    } else if (rest.starts_with("#include")) {
      end = std::min(text.find('\n', i), text.size());  // the path is no literal to blank
    } else if (text[i] == '"') {
      end = opens_raw_literal(text, i) ? end_of_raw_literal(text, i) : end_of_literal(text, i);
      if (literals == Literals::Blank) blank(text, i + 1, end - 1);
    } else if (text[i] == '\'' && !separates_digits(text, i)) {
      end = end_of_literal(text, i);
      if (literals == Literals::Blank) blank(text, i + 1, end - 1);
    }
    i = end;
  }
}

// Blanks directives with their continuation lines. Of an #if with #else only the first branch stays, since the braces
// of both together need not match.
void blank_directives(std::string& text) {
  std::vector<bool> dropping;  // per open #if: are we behind its #else?
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = std::min(text.find('\n', start), text.size());
    const std::size_t first = text.find_first_not_of(" \t", start);
    const bool directive = first != std::string::npos && first < end && text[first] == '#';
    if (directive) {
      while (end < text.size() && text[end - 1] == '\\') end = std::min(text.find('\n', end + 1), text.size());
      std::size_t name = text.find_first_not_of("# \t", first);
      const std::string_view word = std::string_view(text).substr(std::min(name, text.size()));
      if (word.starts_with("if"))
        dropping.push_back(false);
      else if (word.starts_with("el") && !dropping.empty())
        dropping.back() = true;
      else if (word.starts_with("endif") && !dropping.empty())
        dropping.pop_back();
      if (!word.starts_with("include")) blank(text, start, end);
    }
    if (std::find(dropping.begin(), dropping.end(), true) != dropping.end()) blank(text, start, end);
    start = end + 1;
  }
}

bool is_text(std::string_view bytes) { return bytes.substr(0, 8000).find('\0') == std::string_view::npos; }

}  // namespace

bool Source::in(std::string_view folder_or_file) const {
  return path.starts_with(folder_or_file) &&
         (path.size() == folder_or_file.size() || path[folder_or_file.size()] == '/');
}

bool is_word(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool Source::is_cpp() const { return path.ends_with(".h") || path.ends_with(".cpp"); }
bool Source::is_qml() const { return path.ends_with(".qml"); }

bool Tree::has(std::string_view path) const {
  const auto found =
      std::lower_bound(sources.begin(), sources.end(), path,
                       [](const Source& source, std::string_view wanted) { return source.path < wanted; });
  return found != sources.end() && found->path == path;
}

std::ostream& operator<<(std::ostream& out, const Finding& finding) {
  return out << finding.path << ':' << finding.line << ": " << finding.message;
}

std::string strip_cpp(std::string_view text) {
  std::string code(text);
  blank_comments(code, Literals::Blank);
  blank_directives(code);
  return code;
}

std::string strip_comments(std::string_view text) {
  std::string code(text);
  blank_comments(code, Literals::Keep);
  return code;
}

int line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

Tree load(const fs::path& root) {
  Tree tree;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
    const fs::path relative = it->path().lexically_relative(root);
    if (it->is_directory() && is_build_output(relative)) it.disable_recursion_pending();
    if (!it->is_regular_file() || is_build_output(relative)) continue;
    std::ifstream file(it->path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!is_text(text)) continue;
    Source source{relative.generic_string(), std::move(text), {}};
    if (source.is_cpp()) source.code = strip_cpp(source.text);
    tree.sources.push_back(std::move(source));
  }
  std::sort(tree.sources.begin(), tree.sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return tree;
}

}  // namespace keybook::architecture
