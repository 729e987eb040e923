// Each rule, shown to fail: small trees with one offender, written to a temporary folder and read like the repository.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "architecture/limits.h"
#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

namespace fs = std::filesystem;

class Planted : public testing::Test {
 protected:
  Planted() {
    std::string pattern = (fs::temp_directory_path() / "keybook-architecture-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  ~Planted() override { fs::remove_all(root_); }

  void plant(const std::string& path, const std::string& text) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  // "path:line" of each finding, in order.
  template <class Rule>
  [[nodiscard]] std::vector<std::string> found_by(Rule rule) const {
    std::vector<std::string> places;
    for (const Finding& finding : rule(load(root_)))
      places.push_back(finding.path + ":" + std::to_string(finding.line));
    return places;
  }

  fs::path root_;
};

using Places = std::vector<std::string>;

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "  ++x;\n";
  return text;
}

// ---- layers

TEST_F(Planted, IncludeAgainstTheArrowIsFound) {
  plant("shared/base/a.h", "#pragma once\n");
  plant("shared/record/r.h", "#include \"base/a.h\"\n");  // with the arrow
  plant("shared/base/b.cpp", "#include \"base/a.h\"\n#include \"record/r.h\"\n");
  EXPECT_EQ(found_by(check_layers), Places{"shared/base/b.cpp:2"});
}

TEST_F(Planted, IncludeAcrossTheTwoProgramsIsFound) {
  plant("client/core/store/store.h", "");
  plant("sync-server/access/rights.h", "");
  plant("sync-server/session/a.cpp", "#include \"access/rights.h\"\n#include \"store/store.h\"\n");
  plant("client/core/session/b.cpp", "#include \"store/store.h\"\n#include \"access/rights.h\"\n");
  EXPECT_EQ(found_by(check_layers), (Places{"client/core/session/b.cpp:2", "sync-server/session/a.cpp:2"}));
}

TEST_F(Planted, ImplementationBehindAnInterfaceIsForItsMakersOnly) {
  plant("client/core/transport/curl/curl.h", "");
  plant("client/core/session/a.cpp", "#include \"transport/curl/curl.h\"\n");
  plant("client/cli/main.cpp", "#include \"transport/curl/curl.h\"\n");
  plant("sync-server/storage/sqlite/store.h", "");
  plant("sync-server/session/a.cpp", "#include \"storage/sqlite/store.h\"\n");
  plant("sync-server/main.cpp", "#include \"storage/sqlite/store.h\"\n");
  EXPECT_EQ(found_by(check_layers), (Places{"client/core/session/a.cpp:1", "sync-server/session/a.cpp:1"}));
}

TEST_F(Planted, ProductMustNotIncludeTests) {
  plant("tests/support/fleet.h", "");
  plant("client/core/store/a.cpp", "#include \"support/fleet.h\"\n");
  EXPECT_EQ(found_by(check_layers), Places{"client/core/store/a.cpp:1"});
}

TEST_F(Planted, IncludeWithTwoMeaningsAndUnknownFoldersAreFound) {
  plant("client/core/session/session.h", "");
  plant("sync-server/session/session.h", "");
  plant("sync-server/session/a.cpp", "#include \"session/session.h\"\n");  // its own part comes first
  plant("sync-server/session/a.h", "#include \"session/session.h\"\n");    // depends on who includes it
  plant("elsewhere/b.h", "");
  plant("shared/base/b.cpp", "#include \"elsewhere/b.h\"\n");
  EXPECT_EQ(found_by(check_layers), (Places{"shared/base/b.cpp:1", "sync-server/session/a.h:1"}));
}

TEST_F(Planted, IncludeInACommentCountsNot) {
  plant("shared/record/r.h", "");
  plant("shared/base/a.cpp", "// #include \"record/r.h\"\n/*\n#include \"record/r.h\"\n*/\n");
  EXPECT_EQ(found_by(check_layers), Places{});
}

// ---- the world outside

TEST_F(Planted, WorldOutsideIsFoundElsewhere) {
  plant("shared/merge/a.cpp",
        "#include <curl/curl.h>\n"                          // 1 network
        "auto a = std::chrono::steady_clock::now();\n"      // 2 clock
        "auto b = time(nullptr);\n"                         // 3 clock
        "std::mt19937_64 c;\n"                              // 4 randomness
        "int d = rand();\n"                                 // 5 randomness
        "std::ifstream e(name);\n"                          // 6 files
        "bool f = std::filesystem::exists(path);\n"         // 7 files
        "#include <QString>\n"                              // 8 Qt
        "#include <libpq-fe.h>\n"                           // 9 PostgreSQL
        "#include <boost/asio/ip/tcp.hpp>\n"                // 10 network
        "#include <sqlite3.h>\n"                            // 11 SQLite
        "void g() { std::this_thread::sleep_for(h); }\n");  // 12 clock
  auto places = found_by(check_outside);
  std::sort(places.begin(), places.end());
  Places expected;
  for (int line = 1; line <= 12; ++line) expected.push_back("shared/merge/a.cpp:" + std::to_string(line));
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(places, expected);
}

TEST_F(Planted, WorldOutsideIsFineAtHome) {
  plant("shared/base/outside.cpp",
        "auto now = std::chrono::system_clock::now();\nvoid f() { randombytes_buf(p, n); }\n");
  plant("client/core/transport/curl/a.cpp", "#include <curl/curl.h>\nvoid f() { curl_easy_perform(h); }\n");
  plant("sync-server/transport/a.cpp", "#include <boost/beast/http.hpp>\n");
  plant("shared/sqlite/a.cpp", "#include <sqlite3.h>\n");
  EXPECT_EQ(found_by(check_outside), Places{});
}

TEST_F(Planted, SimulationHasNoClockAndNoDiceOfItsOwn) {
  plant("tests/simulation/world/a.cpp", "auto a = std::chrono::steady_clock::now();\nstd::mt19937 b;\n");
  plant("tests/process/a.cpp", "auto a = std::chrono::steady_clock::now();\nstd::mt19937 b;\n");
  EXPECT_EQ(found_by(check_outside), (Places{"tests/simulation/world/a.cpp:1", "tests/simulation/world/a.cpp:2"}));
}

TEST_F(Planted, LookAlikesAndWordsInTextAreFine) {
  plant("shared/merge/a.cpp",
        "// system_clock is banned; rand() too\n"
        "const char* a = \"steady_clock, fopen(\";\n"
        "auto b = record.time(field);\n"
        "base::Random& random; auto c = random.below(3);\n"
        "void f(const std::filesystem::path& path);\n"
        "int operand(int x); int d = operand(1);\n"
        "auto e = R\"(std::ifstream)\";\n");
  EXPECT_EQ(found_by(check_outside), Places{});
}

TEST_F(Planted, ExceptionWithoutItsFolderIsFound) {
  plant("shared/sqlite/a.cpp", "");
  const auto places = load(root_);
  EXPECT_FALSE(check_homes(places).empty());
  for (const Finding& finding : check_homes(places)) EXPECT_FALSE(finding.message.starts_with("shared/sqlite "));
}

// ---- sizes

TEST_F(Planted, LongFilesAreFound) {
  plant("shared/base/a.cpp", std::string(cpp_file_lines_max + 1, '\n'));
  plant("shared/base/a.h", std::string(header_file_lines_max + 1, '\n'));
  plant("qml/pages/A.qml", std::string(qml_file_lines_max + 1, '\n'));
  plant("shared/base/b.cpp", std::string(cpp_file_lines_max, '\n'));
  plant("shared/base/b.h", std::string(header_file_lines_max, '\n'));
  plant("qml/pages/B.qml", std::string(qml_file_lines_max, '\n'));
  EXPECT_EQ(found_by(check_sizes), (Places{"qml/pages/A.qml:1", "shared/base/a.cpp:1", "shared/base/a.h:1"}));
}

TEST_F(Planted, LongFunctionIsFoundAndOneAtTheLimitIsNot) {
  plant("shared/base/a.cpp", "namespace k {\n\nint f(int x) {\n" + lines(function_lines_max - 1) +
                                 "}\n\n"
                                 "int g(int x) {\n" +
                                 lines(function_lines_max - 2) + "}\n}\n");
  EXPECT_EQ(found_by(check_sizes), Places{"shared/base/a.cpp:3"});
}

TEST_F(Planted, LongTableIsNoFunction) {
  plant("shared/base/a.cpp", "const std::vector<std::function<int(int)>> table = {\n" + lines(200) +
                                 "};\nenum class E {\n" + lines(200) + "};\n");
  EXPECT_EQ(found_by(check_sizes), Places{});
}

TEST_F(Planted, FileWhoseBracesDoNotMatchIsFound) {
  plant("shared/base/a.cpp", "void f() {\n");
  EXPECT_EQ(found_by(check_sizes), Places{"shared/base/a.cpp:1"});
}

// Head and lines of each function of a piece of code.
Places functions(const std::string& code) {
  Places result;
  const Functions functions = functions_of(strip_cpp(code));
  if (!functions.balanced) result.push_back("unbalanced");
  for (const Function& function : functions.found) {
    std::ostringstream text;
    text << function.head << ' ' << function.first_line << '-' << function.last_line;
    result.push_back(text.str());
  }
  return result;
}

TEST(FunctionFinder, SeesFreeMemberAndTestFunctions) {
  EXPECT_EQ(functions("int f(int x = 3) {\n  if (x) { return 1; }\n}\n"
                      "struct S : T {\n  int a{3};\n  void g() const noexcept { h({1, 2}); }\n};\n"
                      "TEST(A, B) {\n}\n"),
            (Places{"int f(int x = 3) 1-3", "void g() const noexcept 6-6", "TEST(A, B) 8-9"}));
}

TEST(FunctionFinder, SeesConstructorsWithInitializersAndOperators) {
  EXPECT_EQ(
      functions("S::S(int x) : T<int>{x}, a_{1}, b_(2) {\n}\n"
                "bool S::operator==(const S& o) const {\n  return a == o.a;\n}\n"
                "S& S::operator=(S&& o) {\n}\n"),
      (Places{"S::S(int x) : T<int> 1-2", "bool S::operator==(const S& o) const 3-5", "S& S::operator=(S&& o) 6-7"}));
}

TEST(FunctionFinder, SeesTemplatesLambdasAndCoroutines) {
  EXPECT_EQ(
      functions("template <class T = int>\n  requires (sizeof(T) > 1)\nauto f(T t) -> int {\n}\n"
                "const auto g = [](int x) {\n  return x;\n};\n"
                "const bool h = add(\"h\", [] {\n  return 1;\n});\n"),
      (Places{"requires (sizeof(T) > 1) 2-4", "const auto g = [](int x) 5-7", "const bool h = add(\" \", [] 8-10"}));
}

TEST(FunctionFinder, SeesThroughQtMacrosAndAccessLabels) {
  EXPECT_EQ(functions("class A : public QObject {\n  Q_OBJECT\n  QML_ELEMENT\n  Q_PROPERTY(int x READ x)\n public:\n"
                      "  explicit A(QObject* p = nullptr) : QObject(p) {\n  }\n  Q_INVOKABLE int x() const {\n  }\n"
                      " public slots:\n  void y() {\n  }\n};\n"),
            (Places{"explicit A(QObject* p = nullptr) : QObject(p) 6-7", "int x() const 8-9", "void y() 11-12"}));
}

TEST(FunctionFinder, IsNotMisledByLiteralsCommentsAndDirectives) {
  EXPECT_EQ(functions("void f() {\n  g(\"}\", '}', R\"x(}})\" })x\", 1'000);  // }\n  /* } */\n}\n"
                      "#define BRACE {\\\n  {\n"
                      "#if A\nvoid h() {\n#else\nvoid h(int) {\n#endif\n}\n"),
            (Places{"void f() 1-4", "void h() 8-12"}));
}

// ---- QML

TEST_F(Planted, ContextPropertyIsFound) {
  plant("client/app/main.cpp", "void f() {\n  engine.rootContext()->setContextProperty(\"a\", &a);\n}\n");
  EXPECT_EQ(found_by(check_qml), Places{"client/app/main.cpp:2"});
}

TEST_F(Planted, LiteralColoursAndFontSizesAreFoundOutsideTheTheme) {
  const std::string offender =
      "import QtQuick\n"
      "Rectangle {\n"
      "    color: \"#15201F\"\n"
      "    border.color: \"red\"\n"
      "    Text { font.pixelSize: 14; color: Qt.rgba(0, 0, 0, 1) }\n"
      "    Item { id: fine /* \"#15201F\" */ }\n"
      "    Rectangle { color: \"transparent\"; property string text: \"#1: first\" }\n"
      "    Text { color: Theme.textPrimary; font.pixelSize: Theme.fontBodySize }\n"
      "}\n";
  plant("qml/pages/A.qml", offender);
  plant("qml/theme/Theme.qml", offender);
  EXPECT_EQ(found_by(check_qml),
            (Places{"qml/pages/A.qml:3", "qml/pages/A.qml:4", "qml/pages/A.qml:5", "qml/pages/A.qml:5"}));
}

TEST_F(Planted, QmlImportAgainstTheArrowIsFound) {
  plant("qml/controls/A.qml", "import QtQuick\nimport Keybook.Theme\nimport Keybook.Forms\nimport Keybook.App\n");
  plant("qml/forms/A.qml", "import Keybook.Controls\nimport Keybook.App\n");
  plant("qml/odd/A.qml", "Item {}\n");
  EXPECT_EQ(found_by(check_qml), (Places{"qml/controls/A.qml:3", "qml/controls/A.qml:4", "qml/odd/A.qml:1"}));
}

// ---- text

TEST_F(Planted, NotesToSelfAndMachinePathsAreFound) {
  plant("shared/base/a.cpp",
        "// TO"
        "DO later\n");
  plant("README.md",
        "see /ho"
        "me/somebody/x\nbut a network/work/flow and https://example.org/home are fine\n");
  plant("dev",
        "cat /wo"
        "rk/x # FIX"
        "ME\n");
  EXPECT_EQ(found_by(check_text), (Places{"README.md:1", "dev:1", "dev:1", "shared/base/a.cpp:1"}));
}

TEST_F(Planted, BuildFoldersAndBinariesAreNotRead) {
  plant("build-asan/a.cpp",
        "// TO"
        "DO\n");
  plant("build/a.cpp",
        "// TO"
        "DO\n");
  plant("qml/docs/a.png", std::string("\0TO"
                                      "DO",
                                      5));
  EXPECT_EQ(found_by(check_text), Places{});
}

}  // namespace
}  // namespace keybook::architecture
