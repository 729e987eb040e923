#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "interchange/csv.h"
#include "interchange/file.h"
#include "sources.h"

namespace keybook::interchange {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using interchange_test::PiecewiseSource;

struct ReadCsv {
  Rows rows;
  std::vector<std::int64_t> lines;
  std::vector<base::Error> errors;
};

ReadCsv read_csv(ByteSource& source, CsvReadOptions options = {}) {
  CsvReader reader(source, options);
  ReadCsv out;
  CsvRecord record;
  for (;;) {
    auto more = reader.next(record);
    if (!more) {
      out.errors.push_back(more.error());
      if (out.errors.size() > 100) return out;
      continue;
    }
    if (!*more) return out;
    out.rows.push_back(record.fields);
    out.lines.push_back(record.line);
  }
}

ReadCsv read_csv(std::string_view text, CsvReadOptions options = {}) {
  MemorySource source(text);
  return read_csv(source, options);
}

Rows rows_of(std::string_view text) { return read_csv(text).rows; }

TEST(Csv, QuotesHoldDelimitersQuotesAndLineEnds) {
  EXPECT_EQ(rows_of("a,\"b,c\",\"d\"\"e\",\"f\r\ng\"\r\n"), (Rows{{"a", "b,c", "d\"e", "f\r\ng"}}));
}

TEST(Csv, EveryLineEndWorksAlsoMixedAndMissing) {
  const Rows want = {{"a", "b"}, {"c", "d"}};
  for (const std::string_view text :
       {"a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\r\nc,d", "a,b\rc,d\n", "a,b\n\n\r\nc,d\n\n"})
    EXPECT_EQ(rows_of(text), want) << text;
}

TEST(Csv, EmptyFieldsStayAndEmptyLinesDoNot) {
  EXPECT_EQ(rows_of("a,,b\n,\n\n\"\"\n"), (Rows{{"a", "", "b"}, {"", ""}, {""}}));
  EXPECT_EQ(rows_of(""), Rows{});
  EXPECT_EQ(rows_of("\n\n"), Rows{});
}

TEST(Csv, QuoteInsideAnUnquotedFieldIsText) { EXPECT_EQ(rows_of("5\" pipe,x\n"), (Rows{{"5\" pipe", "x"}})); }

TEST(Csv, ByteOrderMarkAndSepLineAreSkipped) {
  EXPECT_EQ(rows_of("\xEF\xBB\xBF名称,备注\n"), (Rows{{"名称", "备注"}}));
  EXPECT_EQ(rows_of("sep=;\r\na;b,c\r\n"), (Rows{{"a", "b,c"}}));
  EXPECT_EQ(read_csv("sep=;\r\na;b\r\n").lines, (std::vector<std::int64_t>{2}));
}

TEST(Csv, DelimiterIsDetectedOutsideQuotes) {
  EXPECT_EQ(rows_of("a;b;c\n1,5;2;3\n"), (Rows{{"a", "b", "c"}, {"1,5", "2", "3"}}));
  EXPECT_EQ(rows_of("a\tb\n1\t2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("\"a;b;c\",d\n"), (Rows{{"a;b;c", "d"}}));
  EXPECT_EQ(rows_of("name\nx;y\n"), (Rows{{"name"}, {"x;y"}}));
}

TEST(Csv, RecordsKnowTheirLine) {
  EXPECT_EQ(read_csv("a\r\n\"1\r\n2\r3\n4\"\r\n\r\nb\rc\n").lines, (std::vector<std::int64_t>{1, 2, 7, 8}));
}

TEST(Csv, RecordsKnowTheirByte) {
  MemorySource source(
      "\xEF\xBB\xBF"
      "ab,c\r\n\r\nd\r\n");
  CsvReader reader(source);
  CsvRecord record;
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(record.byte, 3u);
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(record.byte, 11u);
}

// ---- broken input

TEST(CsvErrors, UnclosedQuoteNamesTheLineOfTheQuote) {
  const ReadCsv read = read_csv("a,b\n1,2\n3,\"open\nx,y\n");
  EXPECT_EQ(read.rows.size(), 2u);
  ASSERT_EQ(read.errors.size(), 2u);
  EXPECT_EQ(read.errors[0].text(),
            "line 3: a quote that is not closed. Close it, or double it if it is part of the text; the lines behind it "
            "were not read");
  EXPECT_EQ(read.errors[1].where.line, 4);
}

TEST(CsvErrors, WhatAnUnclosedQuoteSwallowsComesLineByLine) {
  PiecewiseSource source("a,b\n1,\"x\r\ny\"\r\n3,\"open\r\nx,y\r\n\r\nz,w\n", 3);
  CsvReader reader(source);
  CsvRecord record;
  ASSERT_TRUE(*reader.next(record));
  ASSERT_TRUE(*reader.next(record));
  EXPECT_EQ(reader.raw(), "1,\"x\r\ny\"");
  for (const auto& [line, raw] : {std::pair{4, "3,\"open"}, {5, "x,y"}, {7, "z,w"}}) {
    const auto bad = reader.next(record);
    ASSERT_FALSE(bad) << raw;
    EXPECT_EQ(bad.error().where.line, line);
    EXPECT_EQ(reader.raw(), raw);
  }
  EXPECT_FALSE(*reader.next(record));
}

TEST(CsvErrors, WhatLiesBehindTheLimitIsNotPassedOver) {
  PiecewiseSource source(
      "a\n\"" + std::string(300, 'x') + "\nb\n\"" + std::string(40, 'y') + "\n" + std::string(80, 'z') + "\nc\n", 7);
  CsvReader reader(source, {.record_bytes_max = 100});
  CsvRecord record;
  ASSERT_TRUE(*reader.next(record));
  std::vector<std::int64_t> lines;
  for (auto more = reader.next(record); !more; more = reader.next(record)) lines.push_back(more.error().where.line);
  EXPECT_EQ(lines, (std::vector<std::int64_t>{2, 3, 4, 5, 6}));
}

TEST(CsvErrors, UnclosedQuoteInABigFileStopsAtTheLimit) {
  std::string text = "a\n\"";
  text.append(1000, 'x');
  const ReadCsv read = read_csv(text, {.record_bytes_max = 100});
  ASSERT_EQ(read.errors.size(), 1u);
  EXPECT_EQ(read.errors[0].where.line, 2);
}

TEST(CsvErrors, HalfACharacterNamesLineAndColumnAndReadingGoesOn) {
  const ReadCsv read = read_csv("名称,备注\n\"一\n二\",坏\xE4\xB8\n好,行\n");
  ASSERT_EQ(read.errors.size(), 1u);
  EXPECT_EQ(read.errors[0].where.line, 3);
  EXPECT_EQ(read.errors[0].message, "half a UTF-8 character (byte 0xE4) in column 2");
  EXPECT_EQ(read.rows, (Rows{{"名称", "备注"}, {"好", "行"}}));
}

TEST(CsvErrors, BytesThatAreNotUtf8) {
  for (const std::string_view bad : {"\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    const ReadCsv read = read_csv("a\nb" + std::string(bad) + "\nc\n");
    ASSERT_EQ(read.errors.size(), 1u);
    EXPECT_EQ(read.errors[0].where.line, 2);
    EXPECT_EQ(read.rows.size(), 2u);
  }
}

TEST(CsvErrors, Utf16SaysSo) {
  const ReadCsv read = read_csv(std::string_view("a\0,\0b\0\n\0", 8));
  ASSERT_FALSE(read.errors.empty());
  EXPECT_NE(read.errors[0].remedy.find("UTF-16"), std::string::npos);
}

TEST(CsvErrors, TooManyColumnsAndTextAfterAQuote) {
  const ReadCsv read = read_csv("a,b\n1,2,3,4\n\"x\"y,2\n5,6\n", {.fields_max = 3});
  ASSERT_EQ(read.errors.size(), 2u);
  EXPECT_EQ(read.errors[0].text(), "line 2: 4 columns, more than 3. Check the delimiter");
  EXPECT_EQ(read.errors[1].where.line, 3);
  EXPECT_EQ(read.rows, (Rows{{"a", "b"}, {"5", "6"}}));
}

TEST(CsvErrors, RecordOverTheLimitIsSkipped) {
  const ReadCsv read = read_csv("a\n" + std::string(200, 'x') + "\nb\n", {.record_bytes_max = 100});
  ASSERT_EQ(read.errors.size(), 1u);
  EXPECT_EQ(read.errors[0].where.line, 2);
  EXPECT_EQ(read.rows, (Rows{{"a"}, {"b"}}));
}

// ---- written

std::string written(const Rows& rows, const CsvWriteOptions& options = {}) {
  std::string out;
  for (const auto& row : rows) append_csv_record(out, row, options);
  return out;
}

TEST(CsvWriter, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(written({{"a", "b c", "", "d,e", "f\"g", "h\ni"}, {""}}), "a,b c,,\"d,e\",\"f\"\"g\",\"h\ni\"\r\n\"\"\r\n");
}

TEST(CsvWriter, FormulasStayUnlessAskedOtherwise) {
  const Rows rows = {{"=1+1", "-5", "+86 138", "@x", "-1.5e3"}};
  EXPECT_EQ(written(rows), "=1+1,-5,+86 138,@x,-1.5e3\r\n");
  EXPECT_EQ(written(rows, {.formulas = Formulas::Neutralise}), "'=1+1,-5,'+86 138,'@x,-1.5e3\r\n");
}

rc::Gen<std::string> cell() {
  return rc::gen::map(
      rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
                             std::vector<std::string>{"a", "\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "客户", "𠮷",
                                                      "sep=", "\xEF\xBB\xBF", "'", "=", ""}))),
      [](const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& part : parts) out += part;
        return out;
      });
}

RC_GTEST_PROP(CsvProperties, WhatIsWrittenIsReadBack, ()) {
  const auto rows = *rc::gen::resize(
      8, rc::gen::container<Rows>(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell()))));
  CsvWriteOptions options;
  options.delimiter = *rc::gen::element(',', ';', '\t');
  options.line_end = *rc::gen::element<std::string_view>("\n", "\r\n", "\r");
  std::string text = written(rows, options);
  if (*rc::gen::arbitrary<bool>()) text.insert(0, utf8_byte_order_mark);
  PiecewiseSource source(text, *rc::gen::inRange<std::size_t>(1, 20));
  const bool detect = rows.empty() || rows.front().size() > 1 ? *rc::gen::arbitrary<bool>() : false;
  const ReadCsv read = read_csv(source, {.delimiter = detect ? '\0' : options.delimiter});
  RC_ASSERT(read.errors.empty());
  RC_ASSERT(read.rows == rows);
}

RC_GTEST_PROP(CsvProperties, AnyBytesEnd, (const std::string& text)) {
  const ReadCsv read = read_csv(text);
  for (const base::Error& error : read.errors) RC_ASSERT(error.where.line > 0);
}

// ---- csv-spectrum

TEST(CsvConformance, CsvSpectrum) {
  const char* root = std::getenv("KEYBOOK_SOURCE_DIR");
  const std::filesystem::path data = std::filesystem::path(root ? root : ".") / "../shared/data/csv_conformance";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "the data set is not beside the checkout: " << data;
  int cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(data / "csvs")) {
    SCOPED_TRACE(entry.path());
    auto source = FileSource::open(entry.path());
    ASSERT_TRUE(source) << source.error().text();
    const ReadCsv read = read_csv(*source);
    EXPECT_TRUE(read.errors.empty());
    nlohmann::json got = nlohmann::json::array();
    for (std::size_t i = 1; i < read.rows.size(); ++i) {
      nlohmann::json row = nlohmann::json::object();
      for (std::size_t j = 0; j < read.rows[i].size(); ++j) row[read.rows[0].at(j)] = read.rows[i][j];
      got.push_back(row);
    }
    const auto want = read_file(data / "json" / entry.path().filename().replace_extension(".json"));
    ASSERT_TRUE(want) << want.error().text();
    EXPECT_EQ(got, nlohmann::json::parse(*want));
    ++cases;
  }
  EXPECT_EQ(cases, 11);
}

}  // namespace
}  // namespace keybook::interchange
