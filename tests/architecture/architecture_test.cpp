// The rules on the repository itself. A failure lists every offender as file:line.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

const Tree& repository() {
  static const Tree tree = [] {
    const char* root = std::getenv("KEYBOOK_SOURCE_DIR");
    return load(root != nullptr ? root : ".");
  }();
  return tree;
}

void expect_none(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) ADD_FAILURE() << finding;
}

TEST(Architecture, RepositoryIsThere) {
  ASSERT_TRUE(repository().has("shared/base/error.h")) << "set KEYBOOK_SOURCE_DIR";
}
TEST(Architecture, IncludesFollowTheArrows) { expect_none(check_layers(repository())); }
TEST(Architecture, WorldOutsideIsTouchedAtHomeOnly) { expect_none(check_outside(repository())); }
TEST(Architecture, ExceptionsHaveNotOutlivedTheirReason) { expect_none(check_homes(repository())); }
TEST(Architecture, FilesAndFunctionsKeepTheirSize) { expect_none(check_sizes(repository())); }
TEST(Architecture, QmlHoldsLayoutAndBindings) { expect_none(check_qml(repository())); }
TEST(Architecture, NoNotesToSelfAndNoMachinePaths) { expect_none(check_text(repository())); }

std::string output_of(const std::string& command) {
  std::string text;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), pipe)) text.append(bytes.data(), count);
  pclose(pipe);
  return text;
}

// SQLCipher and plain SQLite export the same names; in one process either might answer.
TEST(Architecture, ProgramsLinkOneSqlite) {
  const char* folder = std::getenv("KEYBOOK_BIN_DIR");
  if (folder == nullptr || !std::filesystem::exists(folder)) GTEST_SKIP() << "no programs built";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string libraries = output_of("ldd '" + entry.path().string() + "' 2>/dev/null");
    EXPECT_FALSE(libraries.find("libsqlcipher") != std::string::npos &&
                 libraries.find("libsqlite3") != std::string::npos)
        << entry.path() << " links two SQLites:\n"
        << libraries;
  }
}

}  // namespace
}  // namespace keybook::architecture
