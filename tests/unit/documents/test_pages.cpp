// Printed pages, as another program reads them: pdftotext, pdffonts and pdfinfo of poppler.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "documents/pages.h"

namespace keybook::documents {
namespace {

using testing::HasSubstr;
using testing::Not;

class Printed : public testing::Test {
 protected:
  ~Printed() override { std::filesystem::remove(path); }

  void print(Pages&& pages) {
    const base::Result<std::string> pdf = std::move(pages).pdf();
    ASSERT_TRUE(pdf) << pdf.error().text();
    std::ofstream(path, std::ios::binary) << *pdf;
  }
  // What a program says of the file. `{}` stands for it.
  [[nodiscard]] std::string said(std::string command) const {
    command.replace(command.find("{}"), 2, path.string());
    std::string out;
    std::array<char, 4096> part;
    FILE* pipe = popen(command.c_str(), "r");
    while (pipe != nullptr && fgets(part.data(), part.size(), pipe) != nullptr) out += part.data();
    EXPECT_EQ(pipe == nullptr ? -1 : pclose(pipe), 0) << command;
    return out;
  }
  [[nodiscard]] std::string text() const { return said("pdftotext -layout {} -"); }
  [[nodiscard]] int pages() const {
    const std::string info = said("pdfinfo {}");
    return std::stoi(info.substr(info.find("Pages:") + 6));
  }

  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("pages-" + std::to_string(getpid()) + ".pdf");
};

TEST_F(Printed, HoldsTextFactsAndTablesWithTheirFonts) {
  Pages pages({.title = "交接简报",
               .header_left = "华东电力",
               .header_right = "amy → ben",
               .footer = "机密",
               .made_at = "2026-03-01T08:00:00Z"});
  pages.title("交接简报", "华东电力 · 2026-03-01");
  pages.heading("谁说了算");
  pages.table({{"姓名"}, {"职务", 2}, {"影响力", 1, Align::Right}}, {{"王建国", "采购部长", "5"}, {"Li Na"}});
  pages.subheading("数字");
  pages.facts({{"年采购额", "1200000 CNY"}, {"空的", ""}, {"份额", "30 %"}});
  pages.paragraph("第一行\n第二行");
  pages.remark("小字");
  pages.bullets({"带样品", "报新价"});
  print(std::move(pages));
  const std::string all = text();
  for (const char* part :
       {"交接简报", "华东电力", "amy → ben", "机密", "谁说了算", "王建国", "采购部长", "Li Na", "年采购额",
        "1200000 CNY", "30 %", "第一行", "第二行", "小字", "带样品", "报新价", "第 1 页，共 1 页"})
    EXPECT_THAT(all, HasSubstr(part));
  EXPECT_THAT(all, Not(HasSubstr("空的")));
  const std::string info = said("pdfinfo {}");
  EXPECT_THAT(info, HasSubstr("A4"));
  EXPECT_THAT(info, HasSubstr("Title:           交接简报"));
  // name, type, encoding, embedded, subset, unicode: every font yes, yes, yes.
  const std::string fonts = said("pdffonts {} | tail -n +3");
  EXPECT_THAT(fonts, HasSubstr("NotoSansCJK"));
  std::size_t lines = 0;
  for (std::size_t at = 0; at < fonts.size(); at = fonts.find('\n', at) + 1, ++lines)
    EXPECT_THAT(fonts.substr(at, fonts.find('\n', at) - at), HasSubstr("yes yes yes"));
  EXPECT_GT(lines, 0U);
}

TEST_F(Printed, RepeatsTheColumnTitlesAndNumbersThePages) {
  Rows rows;
  for (int i = 0; i < 120; ++i) rows.push_back({"row " + std::to_string(i) + ".", "text"});
  Pages pages({.title = "long", .header_left = "HEAD", .language = Language::English});
  pages.table({{"COLUMN"}, {"Text"}}, rows);
  print(std::move(pages));
  const int count = this->pages();
  ASSERT_GT(count, 1);
  for (int page = 1; page <= count; ++page) {
    const std::string number = std::to_string(page);
    const std::string on = said("pdftotext -layout -f " + number + " -l " + number + " {} -");
    EXPECT_THAT(on, HasSubstr("COLUMN"));
    EXPECT_THAT(on, HasSubstr("HEAD"));
    EXPECT_THAT(on, HasSubstr("Page " + number + " of " + std::to_string(count)));
  }
  const std::string all = text();
  for (int i = 0; i < 120; ++i) EXPECT_THAT(all, HasSubstr("row " + std::to_string(i) + "."));
}

TEST_F(Printed, CutsARowThatIsTallerThanAPageBetweenLines) {
  std::string long_text;
  for (int i = 0; i < 200; ++i) long_text += "line " + std::to_string(i) + ".\n";
  Pages pages({.title = "tall", .header_left = "", .language = Language::English});
  pages.table({{"A"}, {"B"}}, {{long_text, "beside"}, {"after", "it"}});
  pages.paragraph(long_text);
  print(std::move(pages));
  const std::string all = text();
  for (int i = 0; i < 200; ++i) {
    const std::string line = "line " + std::to_string(i) + ".";
    const std::size_t first = all.find(line);
    ASSERT_NE(first, std::string::npos) << line;
    EXPECT_NE(all.find(line, first + 1), std::string::npos) << line;
  }
  EXPECT_THAT(all, HasSubstr("after"));
}

TEST_F(Printed, TakesBytesThatAreNoText) {
  Pages pages({.title = "\xff", .header_left = "\xc3"});
  pages.paragraph(std::string_view("a\xff\0b", 4));
  pages.table({}, {{"nobody"}});
  pages.table({{""}}, {});
  print(std::move(pages));
  EXPECT_EQ(this->pages(), 1);
}

TEST(Pages, AreTheSameBytesForTheSameCalls) {
  const auto make = [] {
    Pages pages({.title = "t", .header_left = "h", .made_at = "2026-03-01T08:00:00Z"});
    pages.heading("标题");
    return std::move(pages).pdf().value();
  };
  EXPECT_EQ(make(), make());
}

}  // namespace
}  // namespace keybook::documents
