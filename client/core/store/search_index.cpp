#include "store/search_index.h"

#include <sqlite3.h>

#include <algorithm>

#include "base/failure.h"
#include "interchange/pinyin.h"
#include "interchange/tokens.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "store/store.h"
#include "store/tokenizer.h"

namespace keybook::client::store {

namespace {

constexpr std::size_t phone_digits_min = 4;   // people remember the last four
constexpr int hash_bytes = 16 * 1024 * 1024;  // of words kept in memory before they are written: fewer, larger pieces
constexpr int contentless_delete_since = 3043000;  // SQLite 3.43

bool is_phone(const schema::Field& field) { return field.kind == schema::Kind::Phone; }

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

// Every ending, so that a prefix query finds a number from any digit on.
void append_phone(std::string& out, std::string_view text) {
  const std::string digits = digits_of(text);
  for (std::size_t from = 0; from + phone_digits_min <= digits.size(); ++from) out += ' ' + digits.substr(from);
}

// 华东电力 is found by huadong, dongdianli, hddl and ddl: keys from every character on.
void append_sounds(std::string& out, std::string_view name) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((static_cast<unsigned char>(name[at]) & 0xC0) == 0x80) continue;  // inside a character
    if (static_cast<unsigned char>(name[at]) < 0x80 && at > 0) continue;  // Latin words are found as words
    const interchange::PinyinKeys keys = interchange::pinyin_keys(name.substr(at));
    for (const std::string& key : keys.initials) out += ' ' + key;
    for (const std::string& key : keys.full) out += ' ' + key;
  }
}

std::string words_of(const schema::Field& field, const schema::Value& value) {
  if (value.is_null()) return {};
  if (!value.is_array()) return schema::to_text(field, value);
  std::string text;
  for (const schema::Value& element : value)
    if (element.is_string()) text += ' ' + element.get<std::string>();
  return text;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

void SearchIndex::register_tokenizer() { store::register_tokenizer(database_); }

std::string SearchIndex::table(const std::string& type) { return sqlite::quoted("f_" + type); }

bool SearchIndex::has(const schema::Type& type) const {
  for (const schema::Field& field : type.fields)
    if (field.search) return true;
  return false;
}

void SearchIndex::migrate() {
  const std::string kept =
      sqlite3_libversion_number() >= contentless_delete_since ? ", content='', contentless_delete=1" : "";
  for (const schema::Type& type : registry_->types()) {
    if (!has(type)) continue;
    base::need(database_.exec("CREATE VIRTUAL TABLE IF NOT EXISTS " + table(type.name) +
                              " USING fts5(text, tokenize='keybook'" + kept + ")"));
    base::need(database_.exec("INSERT INTO " + table(type.name) + "(" + table(type.name) +
                              ", rank) VALUES('hashsize', " + std::to_string(hash_bytes) + ")"));
  }
}

void SearchIndex::append(std::string& text, const schema::Type& type, const schema::Field& field,
                         std::string_view words) const {
  if (!text.empty()) text += field_mark;
  text += words;
  if (is_phone(field)) append_phone(text, words);
  const bool names =
      std::find(type.title.begin(), type.title.end(), field.name) != type.title.end() || field.name == "short_name";
  if (!names || field.kind != schema::Kind::Text || !type.date.empty()) return;
  text += field_mark;
  append_sounds(text, words);
}

std::string SearchIndex::text_of(const schema::Type& type,
                                 const std::function<const schema::Value&(const schema::Field&)>& value_of) const {
  std::string text;
  for (const schema::Field& field : type.fields) {
    if (!field.search) continue;
    const std::string words = words_of(field, value_of(field));
    if (words.empty()) continue;
    append(text, type, field, words);
  }
  return text;
}

std::string SearchIndex::text_of(const schema::Type& type, const record::RecordState& state) const {
  if (state.deleted) return {};
  return text_of(type,
                 [&](const schema::Field& field) -> const schema::Value& { return value_of(type, state, field); });
}

void SearchIndex::update(const record::RecordState& state, const record::RecordState* before) {
  const schema::Type* type = registry_->type(state.type);
  if (type == nullptr || !has(*type)) return;
  const std::string now = text_of(*type, state);
  const std::string was = before == nullptr ? std::string() : text_of(*type, *before);
  if (now == was) return;
  if (const auto mark = watermark(*type)) {
    auto row = prepared(database_, "SELECT _row > ? FROM " + sqlite::quoted("r_" + type->name) + " WHERE id = ?", *mark,
                        state.id);
    if (next(row) && row.integer(0) != 0) return;  // its turn comes
  }
  if (!was.empty()) erase(state.type, state.id);
  if (now.empty()) return;
  run(database_,
      "INSERT INTO " + table(type->name) + "(rowid, text) SELECT _row, ? FROM " + sqlite::quoted("r_" + type->name) +
          " WHERE id = ?",
      now, state.id);
}

void SearchIndex::renew(const record::RecordState& state) {
  erase(state.type, state.id);
  update(state, nullptr);
}

void SearchIndex::insert(const schema::Type& type, std::int64_t row, const std::string& text) {
  if (!text.empty()) run(database_, "INSERT INTO " + table(type.name) + "(rowid, text) VALUES(?, ?)", row, text);
}

namespace {

std::string untidy_key(const std::string& type) { return "untidy/" + type; }

// Words of deleted texts lie in the index of this type.
void note_untidy(sqlite::Database& database, const std::string& type) {
  run(database, "INSERT INTO meta VALUES(?, '1') ON CONFLICT(key) DO NOTHING", untidy_key(type));
}

}  // namespace

void SearchIndex::erase(const std::string& type_name, const std::string& record) {
  const schema::Type* type = registry_->type(type_name);
  if (type == nullptr || !has(*type)) return;
  note_untidy(database_, type_name);
  run(database_,
      "DELETE FROM " + table(type_name) + " WHERE rowid = (SELECT _row FROM " + sqlite::quoted("r_" + type_name) +
          " WHERE id = ?)",
      record);
}

void SearchIndex::erase_file(const std::string& account) {
  for (const schema::Type& type : registry_->types()) {
    if (!has(type)) continue;
    const std::string rows = "SELECT _row FROM " + sqlite::quoted("r_" + type.name) + " WHERE account = ?";
    auto any = prepared(database_, rows + " LIMIT 1", account);
    if (!next(any)) continue;
    note_untidy(database_, type.name);
    run(database_, "DELETE FROM " + table(type.name) + " WHERE rowid IN (" + rows + ")", account);
  }
}

void SearchIndex::erase_type(const std::string& type_name) {
  const schema::Type* type = registry_->type(type_name);
  if (type == nullptr || !has(*type)) return;
  note_untidy(database_, type_name);
  run(database_, "DELETE FROM " + table(type_name));
}

void SearchIndex::forget_deleted() {
  // Rewriting an index costs as much as it is large: only those that hold words of deleted texts.
  for (const schema::Type& type : registry_->types()) {
    if (!has(type)) continue;
    const std::string key = untidy_key(type.name);
    auto untidy = prepared(database_, "SELECT 1 FROM meta WHERE key = ?", key);
    if (!next(untidy)) continue;
    run(database_, "INSERT INTO " + table(type.name) + "(" + table(type.name) + ") VALUES('optimize')");
    run(database_, "DELETE FROM meta WHERE key = ?", key);
  }
}

namespace {

std::string mark_key(const schema::Type& type) { return "indexed-row/" + type.name; }

}  // namespace

std::optional<std::int64_t> SearchIndex::watermark(const schema::Type& type) {
  if (type.date.empty()) return std::nullopt;
  const std::string key = mark_key(type);
  auto row = prepared(database_, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?", key);
  if (!next(row)) return std::nullopt;
  return row.integer(0);
}

bool SearchIndex::put_off(const schema::Type& type) {
  if (type.date.empty()) return false;
  const std::string key = mark_key(type);
  run(database_,
      "INSERT INTO meta SELECT ?, ifnull(max(_row), 0) FROM " + sqlite::quoted("r_" + type.name) +
          " WHERE 1 ON CONFLICT(key) DO NOTHING",
      key);
  return true;
}

bool SearchIndex::behind() {
  auto row = prepared(database_, "SELECT 1 FROM meta WHERE key LIKE 'indexed-row/%' LIMIT 1");
  return next(row);
}

std::int64_t SearchIndex::catch_up(const schema::Type& type, std::int64_t from, std::int64_t rows) {
  std::vector<const schema::Field*> fields;
  std::string sql = "SELECT _row, _flags & 1";
  for (const schema::Field& field : type.fields)
    if (field.search) fields.push_back(&field), sql += ", " + sqlite::quoted(field.name);
  auto row =
      prepared(database_, sql + " FROM " + sqlite::quoted("r_" + type.name) + " WHERE _row > ? ORDER BY _row LIMIT ?",
               from, rows);
  std::int64_t done = 0, last = from;
  std::string text;
  while (next(row)) {
    ++done;
    last = row.integer(0);
    if (row.integer(1) != 0) continue;
    text.clear();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string_view words = row.text(static_cast<int>(i) + 2);
      if (!words.empty()) append(text, type, *fields[i], words);
    }
    insert(type, last, text);
  }
  const std::string key = mark_key(type);
  if (done < rows)
    run(database_, "DELETE FROM meta WHERE key = ?", key);
  else
    run(database_, "UPDATE meta SET value = ? WHERE key = ?", last, key);
  return done;
}

bool SearchIndex::catch_up(std::int64_t rows) {
  for (const schema::Type& type : registry_->types()) {
    const auto mark = watermark(type);
    if (!mark || !has(type)) continue;
    rows -= catch_up(type, *mark, rows);
    if (rows <= 0) return true;
  }
  return behind();
}

std::string SearchIndex::match_expression(const std::string& typed) {
  std::string expression;
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t end = std::min(typed.find_first_of(" \t\n\r\f\v\x1f", at), typed.size());
    const std::string word = typed.substr(at, end - at);
    at = end + 1;
    interchange::Tokens tokens(word);
    if (!tokens.next()) continue;
    // The tokenizer cuts the phrase into tokens again; the last one may be the beginning of a longer word.
    std::string one = in_quotes(word) + " *";
    const std::string digits = digits_of(word);
    if (digits.size() >= phone_digits_min && word.find_first_not_of("0123456789+-/().") == std::string::npos)
      one = '(' + one + " OR " + in_quotes(digits) + " *)";
    const std::string sound = interchange::pinyin_query(word);
    if (!sound.empty() && sound != word) one = '(' + one + " OR " + in_quotes(sound) + " *)";
    if (!expression.empty()) expression += " AND ";
    expression += one;
  }
  return expression;
}

}  // namespace keybook::client::store
