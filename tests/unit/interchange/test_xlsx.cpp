// Spreadsheets as an import takes them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.h"
#include "interchange/file.h"
#include "interchange/xlsx/cells.h"
#include "interchange/xlsx/xlsx.h"
#include "interchange/xlsx/xlsx_reader.h"

#include "support/package.h"
#include "support/temporary_folder.h"

namespace keybook::interchange_test {
namespace {

using namespace interchange;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Xlsx : public ::testing::Test {
 protected:
  struct Row {
    std::int64_t line;
    std::vector<std::string> fields;
    bool operator==(const Row&) const = default;
  };
  // Rows, and errors in between as a row of one field.
  [[nodiscard]] std::vector<Row> read() const {
    auto reader = base::need(XlsxReader::open(path));
    std::vector<Row> rows;
    for (CsvRecord record;;) {
      const auto more = reader.next(record);
      if (more && !*more) return rows;
      if (more)
        rows.push_back({record.line, record.fields});
      else
        rows.push_back(Row{more.error().where.line, std::vector<std::string>{more.error().message}});
    }
  }
  [[nodiscard]] base::Error refused() const {
    auto reader = XlsxReader::open(path);
    if (!reader) return reader.error();
    CsvRecord record;
    for (int i = 0; i < 100; ++i)
      if (const auto more = reader->next(record); !more) return more.error();
    return {};
  }
  testing::TemporaryFolder folder;
  const std::string path = folder.file("table.xlsx");
};

TEST_F(Xlsx, TheFirstSheetThatCanBeSeenIsRead) {
  testing::write_package(
      path, testing::workbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>编号</t></is></c>"
                              "</row><row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' t='str'><f>A1</f><v>K-17</v></c>"
                              "</row><row r='3'><c r='A3' t='s'><v>2</v></c><c r='B3' t='b'><v>1</v></c></row>"));
  EXPECT_THAT(read(),
              ElementsAre(Row{1, {"名称", "编号"}}, Row{2, {"华东 电力", "K-17"}}, Row{3, {"two\nlines", "true"}}));
}

TEST_F(Xlsx, CellsThatAreMissingAreEmptyAndRowsWithNothingAreSkipped) {
  testing::write_package(
      path, testing::workbook("<row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2</v></c><c r='F2' s='1'/></row>"
                              "<row r='3'><c r='A3' s='1'/></row><row/><row r='9'><c><v>3</v></c><c><v>4</v></c></row>"
                              "<row><c><v>5</v></c></row>"));
  EXPECT_THAT(read(), ElementsAre(Row{2, {"", "1", "", "2"}}, Row{9, {"3", "4"}}, Row{10, {"5"}}));
}

TEST_F(Xlsx, NumbersSayWhatTheirFormatShows) {
  testing::write_package(
      path, testing::workbook("<row r='1'><c><v>1200</v></c><c><v>0.30000000000000004</v></c><c s='1'><v>46082</v></c>"
                              "<c s='2'><v>46082.395833333336</v></c><c s='3'><v>0.255</v></c>"
                              "<c t='d'><v>2026-03-01</v></c></row>"));
  EXPECT_THAT(read(), ElementsAre(Row{1, {"1200", "0.3", "2026-03-01", "2026-03-01T09:30:00", "25.5%", "2026-03-01"}}));
}

TEST_F(Xlsx, DaysMayCountFrom1904) {
  testing::Parts parts = testing::workbook("<row r='1'><c s='1'><v>44620</v></c></row>");
  std::string& book = parts["book/main.xml"];
  book.insert(book.find("<sheets>"), "<workbookPr date1904='1'/>");
  testing::write_package(path, parts);
  EXPECT_THAT(read(), ElementsAre(Row{1, {"2026-03-01"}}));
}

TEST_F(Xlsx, ARowThatCannotBeReadIsToldAndTheNextOneRead) {
  testing::write_package(path, testing::workbook("<row r='1'><c r='A1'><v>1</v></c></row>"
                                                 "<row r='2'><c r='A2' t='e'><v>#N/A</v></c></row>"
                                                 "<row r='3'><c r='A3' t='s'><v>99</v></c></row>"
                                                 "<row r='4'><c r='A4'><f>1+1</f></c></row>"
                                                 "<row r='5'><c r='A5'><v>5</v></c></row>"));
  EXPECT_THAT(read(), ElementsAre(Row{1, {"1"}}, Row{2, {"column 1 shows the error #N/A"}},
                                  Row{3, {"a cell's text is missing from the file"}},
                                  Row{4, {"column 1 has a formula without its result"}}, Row{5, {"5"}}));
}

TEST_F(Xlsx, ACellAsLargeAsAFileIsToldAndNotKept) {
  testing::write_package(path,
                         testing::workbook("<row r='1'><c t='str'><v>" + std::string(csv_record_bytes_max * 2, 'x') +
                                           "</v></c></row><row r='2'><c><v>2</v></c></row>"));
  EXPECT_THAT(read(), ElementsAre(Row{1, {"the row has more than 8 MiB"}}, Row{2, {"2"}}));
}

TEST_F(Xlsx, WhatIsNoSpreadsheetIsRefused) {
  EXPECT_EQ(refused().code, base::ErrorCode::BadFile) << "there is no such file";
  base::need(write_file(path, "name,code\r\n"));
  EXPECT_THAT(refused().message, HasSubstr("no XLSX file"));
  testing::write_package(path, {{"readme.txt", "hello"}});
  EXPECT_THAT(refused().message, HasSubstr("xl/workbook.xml"));
  testing::Parts parts = testing::workbook("<row r='1'><c><v>1</v></c></row><row");
  testing::write_package(path, parts);
  EXPECT_THAT(refused().message, HasSubstr("damaged"));
  EXPECT_EQ(refused().where.line, 0) << "of the file, not of a line of it";
  parts = testing::workbook("");
  parts["book/main.xml"] = "<workbook/>";
  testing::write_package(path, parts);
  EXPECT_THAT(refused().message, HasSubstr("no sheet"));
}

TEST_F(Xlsx, WhatIsWrittenIsReadBack) {
  auto file = base::need(XlsxFile::create(path));
  base::need(file.add_sheet("account", {{"id"}, {"turnover", XlsxColumn::Kind::Number, 2}}));
  const std::vector<std::vector<std::string>> rows = {
      {"客户\n一", "1234567.89"}, {"=1+1", "-0.01"}, {"a <&> b", "12345678901234567.89"}};
  for (const auto& row : rows) base::need(file.add_row(row));
  base::need(file.close());
  EXPECT_THAT(read(), ElementsAre(Row{1, {"id", "turnover"}}, Row{2, rows[0]}, Row{3, rows[1]}, Row{4, rows[2]}));
}

TEST(XlsxCells, FormatsAreToldApart) {
  for (const auto& [code, shown] : std::map<std::string, Shown>{{"General", Shown::Number},
                                                                {"#,##0.00", Shown::Number},
                                                                {"0.00E+00", Shown::Number},
                                                                {"@", Shown::Number},
                                                                {"[h]:mm:ss", Shown::Number},
                                                                {"0\"days\"", Shown::Number},
                                                                {"0.0%", Shown::Percent},
                                                                {"[$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day},
                                                                {"mmm", Shown::Day},
                                                                {"yyyy/m/d h:mm", Shown::DayTime},
                                                                {"h:mm AM/PM", Shown::TimeOfDay},
                                                                {"mm:ss", Shown::TimeOfDay}})
    EXPECT_EQ(shown_by(std::string_view(code)), shown) << code;
  EXPECT_EQ(shown_by(14), Shown::Day);
  EXPECT_EQ(shown_by(57), Shown::Day);
  EXPECT_EQ(shown_by(164), std::nullopt);
}

TEST(XlsxCells, NumbersKeepTheirDigits) {
  for (const auto& [stored, text] : std::map<std::string, std::string>{{"0", "0"},
                                                                       {"-0.0", "0"},
                                                                       {"1E-7", "0.0000001"},
                                                                       {"1e+20", "100000000000000000000"},
                                                                       {"999999999999.99", "999999999999.99"},
                                                                       {"1234567.8899999999", "1234567.89"},
                                                                       {"abc", "abc"},
                                                                       {"nan", "nan"}})
    EXPECT_EQ(cell_text(stored, Shown::Number, false), text) << stored;
  EXPECT_EQ(cell_text("0.07", Shown::Percent, false), "7%");
  EXPECT_EQ(cell_text("1", Shown::Day, false), "1900-01-01");
  EXPECT_EQ(cell_text("59", Shown::Day, false), "1900-02-28");
  EXPECT_EQ(cell_text("61", Shown::Day, false), "1900-03-01");
  EXPECT_EQ(cell_text("0.999999999", Shown::DayTime, false), "1900-01-01");
  EXPECT_EQ(cell_text("0.5", Shown::TimeOfDay, false), "12:00:00");
  EXPECT_EQ(cell_text("2958465", Shown::Day, false), "9999-12-31");
  EXPECT_EQ(cell_text("2958466", Shown::Day, false), "2958466");
  EXPECT_EQ(cell_text("-1", Shown::Day, false), "-1");
}

}  // namespace
}  // namespace keybook::interchange_test
