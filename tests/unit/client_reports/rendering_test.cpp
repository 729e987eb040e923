// Reports as files for people.
#include "reports/rendering.h"

#include <fstream>

#include "books.h"

namespace keybook::testing {
namespace {

using base::need;
using client::reports::Language;

class Rendering : public ::testing::Test {
 protected:
  Rendering() {
    need(books.client().create("account", {{"name", "华东, 电力"}, {"grade", "A"}}, "x1"));
    need(books.client().create(
        "order", {{"account", "x1"}, {"number", "1"}, {"ordered_at", "2026-02-05T00:00:00Z"}, {"amount", "1234.50"}}));
    report = books.report("abc", {{"year", "2026"}});
  }
  static std::string bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Books books;
  Report report;
};

TEST_F(Rendering, CsvHasTheHeadingsOfTheLanguageAndTheFigures) {
  EXPECT_EQ(client::reports::csv_of(report, Language::English),
            "Account,Name,Grade,Owner,Class,Amount,Share %,Cumulative %\r\nx1,\"华东, "
            "电力\",A,boss,A,1234.50,100.00,100.00\r\n");
  EXPECT_TRUE(client::reports::csv_of(report, Language::Chinese).starts_with("客户,客户名称,"));
}

TEST_F(Rendering, SpreadsheetsAppearWholeOrNotAtAll) {
  const auto path = books.fleet.folder() / "report.xlsx";
  need(client::reports::write_xlsx(report, Language::Chinese, path));
  EXPECT_TRUE(bytes(path).starts_with("PK\x03\x04"));
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".partial"));
  EXPECT_FALSE(
      client::reports::write_xlsx(report, Language::Chinese, books.fleet.folder() / "nowhere" / "report.xlsx"));
}

TEST_F(Rendering, PaperSaysWhatWasComputed) {
  const std::string pdf = need(client::reports::pdf_of(report, Language::Chinese));
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_GT(pdf.size(), 5000u) << "its fonts are inside";
  EXPECT_EQ(pdf, need(client::reports::pdf_of(report, Language::Chinese))) << "the same report is the same file";
}

}  // namespace
}  // namespace keybook::testing
