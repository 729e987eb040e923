#include "interchange/jsonl.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "interchange/utf8.h"

namespace keybook::interchange {
namespace {

tl::unexpected<base::Error> bad_json(std::int64_t line, std::string message, std::string remedy) {
  base::Where where;
  where.line = line;
  return base::fail(base::ErrorCode::BadFile, std::move(message), where, std::move(remedy));
}

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while …" → "column 5: syntax error
// while …"
std::string plain_message(std::string_view what) {
  const std::size_t column = what.find("column ");
  return std::string(column == std::string_view::npos ? what : what.substr(column));
}

}  // namespace

JsonLinesReader::JsonLinesReader(ByteSource& source, std::size_t line_bytes_max)
    : source_(source), line_bytes_max_(line_bytes_max) {}

// The next line into text_, without its end.
base::Result<bool> JsonLinesReader::next_line() {
  text_.clear();
  bool any = false, too_long = false;
  while (!ended_) {
    if (at_ == size_) {
      auto size = source_.read(buffer_);
      if (!size) {
        ended_ = true;
        return tl::unexpected(std::move(size).error());
      }
      at_ = 0;
      size_ = *size;
      ended_ = size_ == 0;
      if (ended_) break;
    }
    any = true;
    const char* const from = buffer_.data() + at_;
    const void* const end = std::memchr(from, '\n', size_ - at_);
    const std::size_t length = end ? static_cast<std::size_t>(static_cast<const char*>(end) - from) : size_ - at_;
    too_long |= text_.size() + length > line_bytes_max_;
    if (!too_long) text_.append(from, length);
    at_ += length + (end ? 1 : 0);
    if (end) break;
  }
  if (!any) return false;
  ++line_;
  if (too_long) return bad_json(line_, "a line of more than " + std::to_string(line_bytes_max_) + " bytes", "Split it");
  if (text_.ends_with('\r')) text_.pop_back();
  if (line_ == 1 && text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  return true;
}

base::Result<bool> JsonLinesReader::next(nlohmann::json& value) {
  do {
    auto more = next_line();
    if (!more || !*more) return more;
  } while (text_.find_first_not_of(" \t") == std::string::npos);
  if (const auto fault = first_utf8_fault(text_))
    return bad_json(line_, fault->message(text_), "Save the file as UTF-8");
  bool too_deep = false;
  const auto depth_guard = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    too_deep |= depth > json_depth_max;
    return !too_deep;
  };
  try {
    value = nlohmann::json::parse(text_, depth_guard);
  } catch (const nlohmann::json::exception& error) {
    return bad_json(line_, "not JSON: " + plain_message(error.what()), "Each line is one JSON document");
  }
  if (too_deep) return bad_json(line_, "more than " + std::to_string(json_depth_max) + " levels deep", "");
  return true;
}

base::Status append_json_line(std::string& out, const nlohmann::json& value) {
  try {
    out += value.dump();
  } catch (const nlohmann::json::exception& error) {
    return base::fail(base::ErrorCode::NotValid, std::string("cannot be written as JSON: ") + error.what());
  }
  out += '\n';
  return {};
}

}  // namespace keybook::interchange
