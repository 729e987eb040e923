// How long files and functions are. Functions are found by their braces: what stands before an opening brace at
// namespace or class level says what it opens.
#include <algorithm>
#include <regex>

#include "architecture/limits.h"
#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

enum class Scope { Members, Function, Other };  // of namespaces and classes; of functions; of tables, enums, …

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_word(text[word.size()]));
}

// `text` behind the bracket that closes its first `open`.
std::string_view behind_brackets(std::string_view text, char open, char close) {
  int depth = 0;
  for (std::size_t i = text.find(open); i < text.size(); ++i) {
    if (text[i] == open) ++depth;
    if (text[i] == close && --depth == 0) return text.substr(i + 1);
  }
  return {};
}

// What is left of the words before a brace without what may stand before the declaration itself: template <…>,
// [[attributes]], inline, and Qt's macros, which end without a semicolon.
std::string_view declaration(std::string_view words) {
  for (;;) {
    words = trimmed(words);
    if (starts_with_word(words, "template")) {
      words = behind_brackets(words, '<', '>');
    } else if (words.starts_with("[[")) {
      words = behind_brackets(words, '[', ']');
    } else if (starts_with_word(words, "inline")) {
      words.remove_prefix(6);
    } else if (words.starts_with("Q_") || words.starts_with("QML_")) {
      while (!words.empty() && is_word(words.front())) words.remove_prefix(1);
      if (words.starts_with('(')) words = behind_brackets(words, '(', ')');
    } else {
      return words;
    }
  }
}

// What is assigned, or nothing. "operator=" and default arguments assign nothing.
std::string_view assigned(std::string_view words) {
  if (words.find("operator") != std::string_view::npos) return {};
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '(') ++depth;
    if (words[i] == ')') --depth;
    if (words[i] == '=' && depth == 0) return trimmed(words.substr(i + 1));
  }
  return {};
}

// Is the brace behind `words` one of a constructor's initializers, "X() : a_{1}, b_{2} {"? The body's follows ')' or
// '}'.
bool initializes_member(std::string_view words) {
  static const std::regex list(R"(\)\s*(noexcept\s*)?:(?!:))");
  const std::string_view text = trimmed(words);
  return !text.empty() && (is_word(text.back()) || text.back() == '>') &&
         std::regex_search(text.begin(), text.end(), list);
}

// Do the words before a brace among arguments end like those of a lambda, "[x](int y)"?
bool ends_like_lambda(std::string_view words) {
  const std::string_view text = trimmed(words);
  return text.ends_with(')') || text.ends_with(']');
}

Scope scope_of(std::string_view words) {
  const std::string_view head = declaration(words);
  const bool parameters = head.find('(') != std::string_view::npos;
  if (starts_with_word(head, "namespace") || (starts_with_word(head, "extern") && !parameters)) return Scope::Members;
  if (starts_with_word(head, "enum")) return Scope::Other;
  if (const std::string_view value = assigned(head); !value.empty())
    return value.starts_with('[') ? Scope::Function : Scope::Other;  // a lambda with a name, or a table
  if (trimmed(head).ends_with('=')) return Scope::Other;
  for (const std::string_view word : {"class", "struct", "union"})
    if (starts_with_word(head, word) && !trimmed(head).ends_with(')')) return Scope::Members;
  return parameters ? Scope::Function : Scope::Other;
}

bool ends_access_label(std::string_view words) {
  for (const std::string_view label : {"public", "private", "protected", "signals", "slots"})
    if (trimmed(words).ends_with(label)) return true;
  return false;
}

// Walks the braces of a file.
class Walk {
 public:
  explicit Walk(std::string_view code) : code_(code) {}

  Functions run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      const char c = code_[at_];
      if (c == '{')
        open();
      else if (c == '}')
        close();
      else if (among_members())
        punctuation(c);
    }
    result_.balanced = result_.balanced && open_.empty() && parentheses_ == 0;
    return std::move(result_);
  }

 private:
  struct Open {
    Scope scope;
    std::size_t words;  // where the words before the brace start
    bool goes_on;       // the declaration is not over behind the closing brace
  };

  [[nodiscard]] bool among_members() const { return open_.empty() || open_.back().scope == Scope::Members; }

  void open() {
    const std::string_view words = code_.substr(words_, at_ - words_);
    if (!among_members()) {
      open_.push_back({Scope::Other, words_, true});
    } else if (parentheses_ > 0) {
      open_.push_back({ends_like_lambda(words) ? Scope::Function : Scope::Other, words_, true});
    } else if (initializes_member(words)) {
      open_.push_back({Scope::Other, words_, true});
    } else {
      open_.push_back({scope_of(words), words_, false});
      words_ = at_ + 1;
    }
  }

  void close() {
    if (open_.empty()) {
      result_.balanced = false;
      return;
    }
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.scope == Scope::Function) {
      const std::string_view words = declaration(code_.substr(closed.words, at_ - closed.words));
      const auto start = static_cast<std::size_t>(words.data() - code_.data());
      result_.found.push_back({std::string(trimmed(words.substr(0, words.find_first_of("{\n")))), line_at(code_, start),
                               line_at(code_, at_)});
    }
    if (!closed.goes_on) words_ = at_ + 1;
  }

  void punctuation(char c) {
    if (c == '(') ++parentheses_;
    if (c == ')') --parentheses_;
    if (parentheses_ > 0) return;
    if (c == ';' || (c == ':' && ends_access_label(code_.substr(words_, at_ - words_)))) words_ = at_ + 1;
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t words_ = 0;  // behind the last ; { or } between members
  int parentheses_ = 0;    // braces within them are arguments: f({1, 2})
  std::vector<Open> open_;
  Functions result_;
};

}  // namespace

Functions functions_of(std::string_view code) { return Walk(code).run(); }

std::vector<Finding> check_sizes(const Tree& tree) {
  std::vector<Finding> findings;
  const auto limit = [&findings](const Source& source, int line, int lines, int lines_max, const std::string& what) {
    if (lines > lines_max)
      findings.push_back(
          {source.path, line, what + " of " + std::to_string(lines) + " lines; at most " + std::to_string(lines_max)});
  };
  for (const Source& source : tree.sources) {
    const int lines = static_cast<int>(std::count(source.text.begin(), source.text.end(), '\n'));
    if (source.is_qml()) limit(source, 1, lines, qml_file_lines_max, "QML file");
    if (!source.is_cpp()) continue;
    const bool header = source.path.ends_with(".h");
    limit(source, 1, lines, header ? header_file_lines_max : cpp_file_lines_max, header ? "header" : "source");
    const Functions functions = functions_of(source.code);
    if (!functions.balanced) findings.push_back({source.path, 1, "braces do not match: functions cannot be measured"});
    for (const Function& function : functions.found)
      limit(source, function.first_line, function.last_line - function.first_line + 1, function_lines_max,
            "function `" + function.head + "`");
  }
  return findings;
}

}  // namespace keybook::architecture
