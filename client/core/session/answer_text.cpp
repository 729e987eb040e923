#include "session/answer_text.h"

#include <cstring>
#include <nlohmann/json.hpp>

namespace keybook::client::session {

namespace {

using Json = nlohmann::json;

base::Error broken_at(std::size_t at) {
  return {base::ErrorCode::BadRequest,
          "the server's answer cannot be read at byte " + std::to_string(at),
          {},
          "Try again; check any proxy in between"};
}

// A place in a JSON text. `ok` turns false where the text ends too early or makes no sense; nothing moves then.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  bool ok = true;

  [[nodiscard]] char look() const { return at < text.size() ? text[at] : '\0'; }
  void skip_space() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) ++at;
  }
  bool take(char c) {
    skip_space();
    if (look() != c) return false;
    ++at;
    return true;
  }
  void need(char c) { ok = ok && take(c); }

  // At a quote: the string's inside; whether it has escapes.
  std::string_view string(bool& escaped) {
    escaped = false;
    const std::size_t from = ++at;
    for (;;) {
      const auto* quote =
          at < text.size() ? static_cast<const char*>(std::memchr(text.data() + at, '"', text.size() - at)) : nullptr;
      if (quote == nullptr) {
        ok = false;
        return {};
      }
      const auto end = static_cast<std::size_t>(quote - text.data());
      std::size_t slashes = 0;
      while (end > from + slashes && text[end - 1 - slashes] == '\\') ++slashes;
      at = end + 1;
      if (slashes % 2 == 0) {
        const std::string_view inside = text.substr(from, end - from);
        escaped = std::memchr(inside.data(), '\\', inside.size()) != nullptr;
        return inside;
      }
    }
  }

  // At an opening bracket: to behind the closing one.
  void skip_nested() {
    int depth = 0;
    while (ok && at < text.size()) {
      const char c = text[at];
      if (c == '"') {
        bool escaped = false;
        string(escaped);
        continue;
      }
      ++at;
      if (c == '[' || c == '{') ++depth;
      if ((c == ']' || c == '}') && --depth == 0) return;
    }
    ok = false;
  }

  Cell cell() {
    skip_space();
    const std::size_t from = at;
    const char c = look();
    if (c == '"') {
      bool escaped = false;
      const std::string_view inside = string(escaped);
      return {escaped ? Cell::Kind::Escaped : Cell::Kind::Plain, inside};
    }
    if (c == '[' || c == '{') {
      skip_nested();
      return {c == '[' ? Cell::Kind::Array : Cell::Kind::Object, text.substr(from, at - from)};
    }
    while (at < text.size() && std::strchr(",]} \n\r\t", text[at]) == nullptr) ++at;
    const std::string_view word = text.substr(from, at - from);
    if (word == "null") return {Cell::Kind::Null, word};
    if (word == "true") return {Cell::Kind::True, word};
    if (word == "false") return {Cell::Kind::False, word};
    const bool number = !word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'));
    ok = ok && number;
    return {Cell::Kind::Number, word};
  }
};

std::string text_of(const Cell& cell) {
  return cell.kind == Cell::Kind::Escaped ? unescaped(cell) : std::string(cell.text);
}

bool read_batch(std::string_view text, RawBatch& batch) {
  Cursor cursor{text};
  cursor.need('{');
  while (cursor.ok && !cursor.take('}')) {
    cursor.skip_space();
    if (cursor.look() != '"') return false;
    bool escaped = false;
    const std::string_view name = cursor.string(escaped);
    cursor.need(':');
    const Cell value = cursor.cell();
    if (!cursor.ok) return false;
    if (name == "t") batch.type = text_of(value);
    if (name == "v" && value.kind == Cell::Kind::Array) batch.rows = value.text;
    if (name == "u" && value.kind == Cell::Kind::Array) {
      const Json units = Json::parse(value.text, nullptr, false);
      if (!units.is_array()) return false;
      for (const Json& unit : units) {
        if (!unit.is_string()) return false;
        batch.units.push_back(unit.get<std::string>());
      }
    }
    cursor.take(',');
  }
  return cursor.ok && !batch.type.empty() && !batch.rows.empty();
}

}  // namespace

std::string unescaped(const Cell& cell) {
  const Json json = Json::parse('"' + std::string(cell.text) + '"', nullptr, false);
  return json.is_string() ? json.get<std::string>() : std::string();
}

base::Result<CutAnswer> cut_batches(std::string_view answer) {
  CutAnswer out;
  Cursor cursor{answer};
  cursor.need('{');
  std::string_view batches;
  std::size_t cut_from = 0, cut_to = 0;
  while (cursor.ok && !cursor.take('}')) {
    cursor.skip_space();
    if (cursor.look() != '"') return tl::unexpected(broken_at(cursor.at));
    bool escaped = false;
    const std::string_view name = cursor.string(escaped);
    cursor.need(':');
    cursor.skip_space();
    const std::size_t from = cursor.at;
    const Cell value = cursor.cell();
    if (name == "b" && value.kind == Cell::Kind::Array) {
      batches = value.text;
      cut_from = from;
      cut_to = cursor.at;
    }
    cursor.take(',');
  }
  if (!cursor.ok) return tl::unexpected(broken_at(cursor.at));
  if (batches.empty()) {
    out.rest = answer;
    return out;
  }
  out.rest.append(answer.substr(0, cut_from)).append("[]").append(answer.substr(cut_to));
  Cursor list{batches};
  list.need('[');
  while (list.ok && !list.take(']')) {
    list.skip_space();
    if (list.look() != '{') return tl::unexpected(broken_at(cut_from + list.at));
    RawBatch batch;
    const Cell one = list.cell();
    if (!list.ok || !read_batch(one.text, batch)) return tl::unexpected(broken_at(cut_from + list.at));
    out.batches.push_back(std::move(batch));
    list.take(',');
  }
  if (!list.ok) return tl::unexpected(broken_at(cut_from + list.at));
  return out;
}

base::Result<bool> RawRows::next(std::vector<Cell>& cells) {
  Cursor cursor{rows_, at_};
  if (!started_) cursor.need('[');
  started_ = true;
  if (cursor.ok && cursor.take(']')) return false;
  cells.clear();
  cursor.need('[');
  while (cursor.ok && !cursor.take(']')) {
    cells.push_back(cursor.cell());
    cursor.take(',');
  }
  cursor.take(',');
  if (!cursor.ok || cursor.at <= at_) return tl::unexpected(broken_at(cursor.at));
  at_ = cursor.at;
  return true;
}

}  // namespace keybook::client::session
