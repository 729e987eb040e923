#include "interchange/csv.h"

#include <algorithm>
#include <cctype>

#include "interchange/utf8.h"

namespace keybook::interchange {
namespace {

using base::ErrorCode;

tl::unexpected<base::Error> bad_line(std::int64_t line, std::string message, std::string remedy) {
  base::Where where;
  where.line = line;
  return base::fail(ErrorCode::BadFile, std::move(message), where, std::move(remedy));
}

// Of the first line that is not empty; delimiters in quotes do not count.
char detected_delimiter(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool in_quotes = false, any = false;
  for (const char c : text) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (c == '\n' || c == '\r') {
      if (any) break;
      continue;
    }
    any = true;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > commas && tabs >= semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

bool is_number(std::string_view text) {
  bool digits = false;
  for (const char c : text) {
    if (std::isdigit(static_cast<unsigned char>(c)))
      digits = true;
    else if (std::string_view("+-.,eE%").find(c) == std::string_view::npos)
      return false;
  }
  return digits;
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, CsvReadOptions options) : source_(source), options_(options) {}

// Replaces what was read by the next piece.
base::Status CsvReader::fill() {
  bytes_before_ += size_;
  at_ = size_ = 0;
  auto size = source_.read(buffer_);
  if (!size) {
    ended_ = true;
    return tl::unexpected(std::move(size).error());
  }
  size_ = *size;
  ended_ = size_ == 0;
  return {};
}

// The first piece whole, then byte order mark, "sep=" and delimiter.
base::Status CsvReader::start() {
  started_ = true;
  while (size_ < buffer_.size()) {
    auto size = source_.read(std::span(buffer_).subspan(size_));
    if (!size) {
      ended_ = true;
      return tl::unexpected(std::move(size).error());
    }
    if (*size == 0) break;
    size_ += *size;
  }
  ended_ = size_ == 0;
  std::string_view text(buffer_.data(), size_);
  if (text.starts_with(utf8_byte_order_mark)) at_ = utf8_byte_order_mark.size();
  text.remove_prefix(at_);
  if (text.size() > 5 && text.starts_with("sep=") && (text[5] == '\r' || text[5] == '\n')) {
    if (options_.delimiter == 0) options_.delimiter = text[4];
    at_ += text.substr(5).starts_with("\r\n") ? 7 : 6;
    ++line_;
  }
  if (options_.delimiter == 0) options_.delimiter = detected_delimiter(text.substr(0, csv_detect_bytes_max));
  return {};
}

// Counts line ends, CRLF once.
void CsvReader::end_line(char c) {
  if (c == '\r' || !after_cr_) ++line_;
  after_cr_ = c == '\r';
}

base::Result<bool> CsvReader::next(CsvRecord& record) {
  if (!started_) KEYBOOK_TRY(start());
  if (open_quote_line_ != 0) return next_swallowed();
  auto more = read_record(record);
  if (more && *more) KEYBOOK_TRY(checked(record));
  return more;
}

// Builds one record; knows what is wrong with it. Fields keep their memory from record to record.
class CsvReader::Building {
 public:
  Building(CsvRecord& record, std::string& raw, const CsvReadOptions& options)
      : record_(record), raw_(raw), options_(options) {
    raw_.clear();
    open_field();
  }

  void open_field() {
    at_ = At::FieldStart;
    ++fields_seen_;
    if (count_ < options_.fields_max) ++count_;
    if (record_.fields.size() < count_) record_.fields.emplace_back();
    field().clear();
  }

  // A character within a line, or within quotes.
  void take(char c, std::int64_t line) {
    if (!is_too_long_) raw_ += c;
    if (++bytes_ > options_.record_bytes_max) is_too_long_ = true;
    if (at_ == At::Quoted) {
      if (c == '"')
        at_ = At::AfterQuote;
      else
        append(c);
    } else if (c == options_.delimiter) {
      open_field();
    } else if (c == '"' && at_ == At::FieldStart) {
      at_ = At::Quoted;
      quote_line_ = line;
      quote_at_ = raw_.size() - (is_too_long_ ? 0 : 1);
    } else if (c == '"' && at_ == At::AfterQuote) {
      append(c);
      at_ = At::Quoted;
    } else {
      has_text_after_quote_ |= at_ == At::AfterQuote;
      if (at_ == At::FieldStart) at_ = At::Plain;
      append(c);
    }
  }

  [[nodiscard]] bool in_quotes() const { return at_ == At::Quoted; }
  [[nodiscard]] bool is_too_long() const { return is_too_long_; }
  // Of the last quote that opened a field: its place in the raw text, its line.
  [[nodiscard]] std::size_t quote_at() const { return quote_at_; }
  [[nodiscard]] std::int64_t quote_line() const { return quote_line_; }

  [[nodiscard]] base::Status end() {
    record_.fields.resize(count_);
    if (in_quotes())
      return bad_line(quote_line_,
                      std::string("a quote that is not closed") +
                          (is_too_long_ ? " within " + std::to_string(options_.record_bytes_max) + " bytes" : ""),
                      "Close it, or double it if it is part of the text; the lines behind it were not read");
    if (is_too_long_)
      return bad_line(record_.line, "a record of more than " + std::to_string(options_.record_bytes_max) + " bytes",
                      "Shorten it");
    if (fields_seen_ > options_.fields_max)
      return bad_line(record_.line,
                      std::to_string(fields_seen_) + " columns, more than " + std::to_string(options_.fields_max),
                      "Check the delimiter");
    if (has_text_after_quote_)
      return bad_line(record_.line, "text after a closing quote", "Double the quotes that are part of the text");
    return {};
  }

 private:
  enum class At { FieldStart, Plain, Quoted, AfterQuote };
  std::string& field() { return record_.fields[count_ - 1]; }
  void append(char c) {
    if (!is_too_long_) field() += c;
  }

  CsvRecord& record_;
  std::string& raw_;
  const CsvReadOptions& options_;
  At at_ = At::FieldStart;
  std::size_t count_ = 0, fields_seen_ = 0, bytes_ = 0, quote_at_ = 0;
  std::int64_t quote_line_ = 0;
  bool is_too_long_ = false, has_text_after_quote_ = false;
};

// To the first byte of the next line that is not empty; false at the end.
base::Result<bool> CsvReader::skip_empty_lines() {
  while (!ended_) {
    if (at_ == size_) {
      KEYBOOK_TRY(fill());
      continue;
    }
    const char c = buffer_[at_];
    if (c != '\n' && c != '\r') return true;
    end_line(c);  // an empty line, or the LF of a CRLF
    ++at_;
  }
  return false;
}

base::Result<bool> CsvReader::read_record(CsvRecord& record) {
  auto more = skip_empty_lines();
  if (!more || !*more) return more;
  record.line = line_;
  record.byte = bytes_before_ + at_;
  Building building(record, raw_, options_);
  for (;;) {
    if (at_ == size_) {
      KEYBOOK_TRY(fill());
      if (ended_) break;
    }
    const char c = buffer_[at_++];
    const bool is_end = c == '\n' || c == '\r';
    if (!is_end) after_cr_ = false;
    const std::int64_t line = line_;
    if (is_end) end_line(c);
    if (is_end && !building.in_quotes()) break;
    building.take(c, line);
    if (building.in_quotes() && building.is_too_long()) break;  // a forgotten quote would swallow the file
  }
  if (building.in_quotes()) begin_swallowed(building.quote_at(), building.quote_line());
  KEYBOOK_TRY(building.end());
  return true;
}

// Nothing after an unclosed quote can be trusted to be outside quotes. What belongs to the record is its text up to the
// end of the quote's line; what was read behind that comes again, line by line.
void CsvReader::begin_swallowed(std::size_t quote_at, std::int64_t quote_line) {
  open_quote_line_ = line_ = quote_line;
  after_cr_ = false;
  const std::size_t end = raw_.find_first_of("\r\n", quote_at);
  is_rest_of_line_next_ = end == std::string::npos;
  if (is_rest_of_line_next_) return;
  swallowed_ = raw_.substr(end);
  raw_.resize(end);
}

// What was read already before what is still to be read; false at the end.
base::Result<bool> CsvReader::next_char(char& c) {
  if (swallowed_at_ < swallowed_.size()) {
    c = swallowed_[swallowed_at_++];
    return true;
  }
  if (at_ == size_ && !ended_) KEYBOOK_TRY(fill());
  if (ended_) return false;
  c = buffer_[at_++];
  return true;
}

base::Result<bool> CsvReader::next_swallowed() {
  raw_.clear();
  for (bool any = false;;) {
    char c = 0;
    const auto more = next_char(c);
    if (!more) return more;
    if (!*more && !any) return false;
    if (*more && c != '\n' && c != '\r') {
      after_cr_ = false;
      if (is_rest_of_line_next_) continue;
      any = true;
      if (raw_.size() < options_.record_bytes_max) raw_ += c;
      continue;
    }
    const std::int64_t line = line_;
    if (*more) end_line(c);
    is_rest_of_line_next_ = false;
    if (any)
      return bad_line(line,
                      "not read: it lies behind a quote that line " + std::to_string(open_quote_line_) +
                          " opens and nothing closes",
                      "Close that quote");
  }
}

base::Status CsvReader::checked(const CsvRecord& record) {
  std::int64_t line = record.line;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const std::string& text = record.fields[i];
    const auto line_of = [&](std::size_t at) {
      std::int64_t ends = 0;
      for (std::size_t j = 0; j < at; ++j)
        ends += text[j] == '\n' || (text[j] == '\r' && (j + 1 == text.size() || text[j + 1] != '\n'));
      return line + ends;
    };
    const std::string column = " in column " + std::to_string(i + 1);
    if (const auto fault = first_utf8_fault(text))
      return bad_line(line_of(fault->at), fault->message(text) + column,
                      "Give the file's own encoding, or save it as UTF-8");
    if (const std::size_t nul = text.find('\0'); nul != std::string::npos)
      return bad_line(line_of(nul), "a NUL byte" + column,
                      "If the file is UTF-16, give its encoding; otherwise it is no text");
    line = line_of(text.size());
  }
  return {};
}

void append_csv_record(std::string& out, std::span<const std::string> fields, const CsvWriteOptions& options) {
  const auto needs_quotes = [&](std::string_view text) {
    // Other delimiters too, so that a reader who guesses the delimiter guesses right.
    return text.find_first_of("\",;\t\r\n") != std::string_view::npos ||
           text.find(options.delimiter) != std::string_view::npos || text.starts_with(utf8_byte_order_mark) ||
           text.starts_with("sep=");
  };
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += options.delimiter;
    std::string_view text = fields[i];
    const bool is_formula = options.formulas == Formulas::Neutralise && !text.empty() &&
                            std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
                            !is_number(text);
    const bool is_lone_empty = fields.size() == 1 && text.empty();  // would be an empty line
    if (!needs_quotes(text) && !is_lone_empty) {
      if (is_formula) out += '\'';
      out += text;
      continue;
    }
    out += '"';
    if (is_formula) out += '\'';
    for (const char c : text) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += options.line_end;
}

}  // namespace keybook::interchange
