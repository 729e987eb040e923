// Values as text in cells and on command lines (validate.h: from_text, to_text).
#include <algorithm>

#include "schema/calendar.h"
#include "schema/validate.h"
#include "schema/value_text.h"

namespace keybook::schema {
namespace {

std::optional<std::string> without_thousands(std::string_view text) {
  std::string out;
  std::size_t since_comma = 0;
  bool comma = false;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t i = 0; i < point; ++i) {
    if (text[i] == ',') {
      const bool first_group = !comma && since_comma >= 1 && since_comma <= 3;
      if (!first_group && !(comma && since_comma == 3)) return std::nullopt;
      comma = true;
      since_comma = 0;
    } else {
      out += text[i];
      if (text[i] >= '0' && text[i] <= '9') ++since_comma;
    }
  }
  if (comma && since_comma != 3) return std::nullopt;
  return out + std::string(text.substr(point));
}

// "¥ 1,200.50" and "60 %" are numbers where money or percent is expected; anything else stays as it is and gets the
// error.
std::string number_of_cell(Kind kind, std::string_view cell) {
  std::string_view text = trimmed(cell);
  if (kind == Kind::Money)
    for (const std::string_view sign : {"¥", "￥", "$", "€"})
      if (text.starts_with(sign)) text = trimmed(text.substr(sign.size()));
  if (kind == Kind::Percent && text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
  return without_thousands(text).value_or(std::string(text));
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

// The value of a choice by its value or one of its labels. Case counts where own values are allowed: they stay as
// given.
std::string choice_of_cell(const Field& field, std::string_view cell) {
  for (const Choice& choice : field.choices)
    if (choice.value == cell) return choice.value;
  for (const Choice& choice : field.choices)
    if (choice.label.zh == cell || choice.label.en == cell) return choice.value;
  for (const Choice& choice : field.choices)
    if (!field.open_choices && (same_ignoring_case(choice.value, cell) || same_ignoring_case(choice.label.en, cell)))
      return choice.value;
  return std::string(cell);
}

Value bool_of_cell(std::string_view cell) {
  for (const std::string_view yes : {"true", "1", "yes", "y", "on", "是", "对", "有"})
    if (same_ignoring_case(cell, yes)) return true;
  for (const std::string_view no : {"false", "0", "no", "n", "off", "否", "不", "无"})
    if (same_ignoring_case(cell, no)) return false;
  return std::string(cell);
}

Value set_of_cell(const Field& field, std::string_view cell) {
  if (cell.starts_with('[')) {
    if (Value parsed = Value::parse(cell, nullptr, false); parsed.is_array()) return parsed;
  }
  Value elements = Value::array();
  std::string text(cell);
  for (std::size_t at = text.find("；"); at != std::string::npos; at = text.find("；", at))
    text.replace(at, std::string_view("；").size(), ";");
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(';', from), text.size());
    const std::string_view element = trimmed(std::string_view(text).substr(from, to - from));
    if (!element.empty())
      elements.push_back(field.element == Kind::Choice ? choice_of_cell(field, element) : std::string(element));
    from = to + 1;
  }
  return elements;
}

Value value_of_cell(const Field& field, std::string_view text) {
  const std::string_view cell = trimmed(text);
  switch (field.kind) {
    case Kind::Integer:
    case Kind::Decimal:
    case Kind::Money:
    case Kind::Percent:
      return number_of_cell(field.kind, cell);
    case Kind::Date:
      return loose_date(cell).value_or(std::string(cell));
    case Kind::Time:
      return loose_time(cell).value_or(std::string(cell));
    case Kind::Bool:
      return bool_of_cell(cell);
    case Kind::Choice:
      return choice_of_cell(field, cell);
    case Kind::Set:
      return set_of_cell(field, cell);
    case Kind::Reference:
    case Kind::Geo:
    case Kind::File:
      return std::string(cell);
    default:
      return std::string(text);
  }
}

std::string text_of_set(const Value& value) {
  std::string out;
  for (const Value& element : value) {
    const std::string text = element.is_string() ? element.get<std::string>() : element.dump();
    const bool plain_element = element.is_string() && trimmed(text) == text && text.find(';') == std::string::npos &&
                               text.find("；") == std::string::npos;
    if (!plain_element || (out.empty() && text.starts_with('['))) return value.dump();
    out += (out.empty() ? "" : ";") + text;
  }
  return out.empty() ? "[]" : out;  // "" would be no value at all
}

}  // namespace

base::Result<Value> from_text(const Type& type, const Field& field, std::string_view text) {
  if (text.empty()) return canonical(type, field, Value());
  return canonical(type, field, value_of_cell(field, text));
}

std::string to_text(const Field&, const Value& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  return value.is_array() ? text_of_set(value) : value.dump();
}

}  // namespace keybook::schema
