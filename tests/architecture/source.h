// The repository's files as the rules see them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace keybook::architecture {

struct Source {
  std::string path;  // from the top of the repository, with '/'
  std::string text;  // as it is
  std::string code;  // C++ only: comments and contents of literals blanked, same lines and columns

  [[nodiscard]] bool in(std::string_view folder_or_file) const;  // "shared/base" holds "shared/base/x.h"
  [[nodiscard]] bool is_cpp() const;                             // .h, .cpp
  [[nodiscard]] bool is_qml() const;
};

// A broken rule.
struct Finding {
  std::string path;
  int line = 0;  // 1-based
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Finding& finding);

struct Tree {
  std::vector<Source> sources;  // by path

  [[nodiscard]] bool has(std::string_view path) const;
};

// Every text file below `root` except build folders and what belongs to git.
Tree load(const std::filesystem::path& root);

// Blanks comments, string and character literals and preprocessor lines other than #include. Line breaks stay.
std::string strip_cpp(std::string_view text);

// Blanks comments only; for QML, where literals matter.
std::string strip_comments(std::string_view text);

// May `c` be part of a name?
bool is_word(char c);

// 1-based line of an offset.
int line_at(std::string_view text, std::size_t offset);

}  // namespace keybook::architecture
