// CSV and TSV, after RFC 4180, in UTF-8 (encoding.h brings other encodings there).
//
// Read: one record at a time, memory bounded by the record limit. Fields in quotes may hold delimiters, quotes
// (doubled) and line ends, which stay as they are. Lines end with LF, CRLF or CR, also mixed. A byte order mark, wholly
// empty lines and a first line "sep=;" (Excel) are skipped. Nothing else is changed: no trimming, no number guessing.
// Stricter than Excel: text between a closing quote and the next delimiter is an error, not glued on.
//
// Written: quotes where a delimiter, quote or line end stands in the text; CRLF. What a reader gets back is exactly
// what was given.
//
// Threads: one object belongs to one thread. A reader refers to its source.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "interchange/source.h"

namespace keybook::interchange {

inline constexpr std::size_t csv_fields_max = 1'000;             // per record; the widest import has about 100
inline constexpr std::size_t csv_record_bytes_max = 8u << 20;    // finds a forgotten quote before memory is full
inline constexpr std::size_t csv_detect_bytes_max = read_bytes;  // of the first line, to find the delimiter

struct CsvRecord {
  std::int64_t line = 0;   // where it begins, 1-based; line ends inside quotes count
  std::uint64_t byte = 0;  // where it begins in the source, from 0
  std::vector<std::string> fields;
};

struct CsvReadOptions {
  char delimiter = 0;  // 0: whichever of , ; and tab the first line has most of, comma where equal
  std::size_t fields_max = csv_fields_max;
  std::size_t record_bytes_max = csv_record_bytes_max;
};

class CsvReader {
 public:
  explicit CsvReader(ByteSource& source, CsvReadOptions options = {});

  // Fills `record` and returns true; false at the end. Error (BadFile) with the line: a quote that is not closed (the
  // line of the quote), text after a closing quote, too many columns, a record over the limit, invalid UTF-8, a NUL
  // byte. After an error the next call goes on with the next record, so that an import can list all bad lines. Behind
  // an unclosed quote nothing can be trusted to be outside quotes: each line there is an error of its own, so that none
  // is passed over. After a source that fails there is no more.
  [[nodiscard]] base::Result<bool> next(CsvRecord& record);

  // The last record as it stood in the source, also one with an error, without its line end. Of a record over the
  // limit, its beginning.
  [[nodiscard]] const std::string& raw() const { return raw_; }

  [[nodiscard]] char delimiter() const { return options_.delimiter; }  // known after the first next()

 private:
  class Building;
  [[nodiscard]] base::Status start();
  [[nodiscard]] base::Status fill();
  [[nodiscard]] base::Result<bool> skip_empty_lines();
  [[nodiscard]] base::Result<bool> read_record(CsvRecord& record);
  [[nodiscard]] base::Result<bool> next_char(char& c);
  void begin_swallowed(std::size_t quote_at, std::int64_t quote_line);
  [[nodiscard]] base::Result<bool> next_swallowed();
  [[nodiscard]] base::Status checked(const CsvRecord& record);
  void end_line(char c);

  ByteSource& source_;
  CsvReadOptions options_;
  std::vector<char> buffer_ = std::vector<char>(read_bytes);
  std::size_t at_ = 0, size_ = 0;   // in buffer_
  std::uint64_t bytes_before_ = 0;  // the buffer's place in the source
  std::int64_t line_ = 1;
  bool started_ = false, ended_ = false, after_cr_ = false;
  std::string raw_;
  // Once a quote was not closed: its line, and what was read behind that line already.
  std::int64_t open_quote_line_ = 0;
  std::string swallowed_;
  std::size_t swallowed_at_ = 0;
  bool is_rest_of_line_next_ = false;
};

enum class Formulas {
  Keep,  // values come back exactly as they were
  // A value that a spreadsheet would run (it begins with = + - @, tab or CR and is no number) gets an apostrophe in
  // front. This changes the data: only on a person's wish, for files that go to others.
  Neutralise,
};

struct CsvWriteOptions {
  char delimiter = ',';
  std::string_view line_end = "\r\n";
  Formulas formulas = Formulas::Keep;
};

// Appends one record with its line end. A record without fields is an empty line, which readers skip.
void append_csv_record(std::string& out, std::span<const std::string> fields, const CsvWriteOptions& options = {});

// Put in front of a whole file for Excel, which takes UTF-8 for UTF-8 only with it. Every reader here skips it.
inline constexpr std::string_view utf8_byte_order_mark = "\xEF\xBB\xBF";

}  // namespace keybook::interchange
