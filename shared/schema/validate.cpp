#include "schema/validate.h"

#include <algorithm>
#include <charconv>

#include "schema/calendar.h"
#include "schema/currency.h"
#include "schema/decimal.h"
#include "schema/utf8.h"
#include "schema/value_text.h"

namespace keybook::schema {
namespace {

constexpr std::int64_t integer_max = 9'007'199'254'740'991;  // 2^53 - 1: JSON readers with binary numbers keep it
constexpr int geo_decimals_max = 6;                          // a tenth of a metre
constexpr std::size_t file_hash_length = 64;

// Builds the one error of this file.
class Expecting {
 public:
  Expecting(const Type& type, const Field& field) : type_(type), field_(field) {}
  [[nodiscard]] tl::unexpected<base::Error> error(std::string message, std::string remedy) const {
    base::Where where;
    where.type = type_.name;
    where.field = field_.name;
    return base::fail(base::ErrorCode::NotValid, std::move(message), where, std::move(remedy));
  }
  const Field& field() const { return field_; }
  const Type& type() const { return type_; }

 private:
  const Type& type_;
  const Field& field_;
};

std::string shown(const Value& value) {
  if (value.is_string()) return excerpt(value.get_ref<const std::string&>());
  return excerpt(value.dump(-1, ' ', false, Value::error_handler_t::replace));
}

// ---- text kinds

bool is_one_line(Kind kind) { return kind != Kind::LongText && kind != Kind::Address; }

std::string with_plain_line_ends(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

// Text that any kind may hold: encoding, characters, lines, length.
base::Result<std::string> plain(const Expecting& expecting, const std::string& given, bool one_line) {
  std::string text = given.find('\r') == std::string::npos ? given : with_plain_line_ends(given);
  const auto facts = examine(text);
  if (!facts) return expecting.error("the text is not valid UTF-8", "Save or send it as UTF-8");
  if (facts->control)
    return expecting.error("the text holds the control character " + code_point_name(*facts->control), "Remove it");
  if (one_line && !facts->one_line) return expecting.error(excerpt(text) + " has more than one line", "Give one line");
  const auto most = static_cast<std::size_t>(expecting.field().length_max);
  if (facts->code_points > most)
    return expecting.error("the text has " + std::to_string(facts->code_points) + " characters",
                           "Give at most " + std::to_string(most));
  return text;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find_first_of(" ,;<>\t") == std::string_view::npos;
}

// With a scheme only web addresses: what is opened by a click must not run anything.
bool is_url(std::string_view text) {
  if (text.find_first_of(" \t\"<>") != std::string_view::npos) return false;
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos)
    return text.find('.') != std::string_view::npos && text.find(':') >= text.find('.');
  const std::string_view name = text.substr(0, scheme);
  return (name == "http" || name == "https") && text.size() > scheme + 3;
}

base::Result<Value> text_value(const Expecting& expecting, const Value& given) {
  const Kind kind = expecting.field().kind;
  if (!given.is_string()) return expecting.error(shown(given) + " is not a text", "Give a text in quotes");
  auto text = plain(expecting, given.get_ref<const std::string&>(), is_one_line(kind));
  if (!text) return tl::unexpected(text.error());
  if (kind == Kind::Phone || kind == Kind::Email || kind == Kind::Url) *text = trimmed(*text);
  if (text->empty()) return Value();
  if (kind == Kind::Phone && !has_digit(*text))
    return expecting.error(excerpt(*text) + " is not a phone number", "Give digits, for example 0571-8899 1234");
  if (kind == Kind::Email && !is_email(*text))
    return expecting.error(excerpt(*text) + " is not an e-mail address",
                           "Give one address, for example name@example.com");
  if (kind == Kind::Url && !is_url(*text))
    return expecting.error(excerpt(*text) + " is not a web address", "Give one such as https://example.com");
  return Value(std::move(*text));
}

// ---- numbers

std::string bounds_text(const Field& field, std::string what) {
  if (field.min && field.max) return what + " from " + *field.min + " to " + *field.max;
  if (field.min) return what + " of at least " + *field.min;
  if (field.max) return what + " of at most " + *field.max;
  return what;
}

bool within(const Field& field, const std::string& decimal) {
  if (field.min && compare_decimals(decimal, *field.min) < 0) return false;
  return !field.max || compare_decimals(decimal, *field.max) <= 0;
}

base::Result<Value> integer_value(const Expecting& expecting, const Value& given) {
  const std::string remedy = "Give " + bounds_text(expecting.field(), "a whole number");
  const auto decimal = decimal_of(given);
  if (!decimal) return expecting.error(shown(given) + " is not a number", remedy);
  const std::string digits = without_trailing_zeros(*decimal);
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size()) return expecting.error(shown(given) + " is not a whole number", remedy);
  if (failed != std::errc{} || value > integer_max || value < -integer_max)
    return expecting.error(shown(given) + " is too large", remedy);
  if (!within(expecting.field(), digits)) return expecting.error(shown(given) + " is out of bounds", remedy);
  return Value(value);
}

base::Result<Value> decimal_value(const Expecting& expecting, const Value& given) {
  const Field& field = expecting.field();
  const std::string remedy =
      "Give " + bounds_text(field, "a number") +
      (field.decimals == 0 ? " without decimals" : " with at most " + std::to_string(field.decimals) + " decimals");
  auto decimal = decimal_of(given);
  if (!decimal) return expecting.error(shown(given) + " is not a number", remedy);
  if (fraction_digits(*decimal) > field.decimals) {
    // Zeros may go, other digits are not rounded away behind the author's back.
    *decimal = without_trailing_zeros(*decimal);
    if (fraction_digits(*decimal) > field.decimals)
      return expecting.error(shown(given) + " has too many decimals", remedy);
  }
  if (integer_digits(*decimal) > decimal_integer_digits_max)
    return expecting.error(shown(given) + " is too large", remedy);
  if (!within(field, *decimal)) return expecting.error(shown(given) + " is out of bounds", remedy);
  return Value(std::move(*decimal));
}

// ---- dates

base::Result<Value> moment_value(const Expecting& expecting, const Value& given) {
  const Field& field = expecting.field();
  const bool date = field.kind == Kind::Date;
  const std::string remedy =
      "Give " + bounds_text(field, date ? "a date as 2026-03-01" : "a time as 2026-03-01T09:30:00Z");
  std::optional<std::string> text;
  if (given.is_string()) {
    const auto& raw = given.get_ref<const std::string&>();
    if (!date)
      text = parse_time(raw);
    else if (is_date(raw))
      text = raw;
  }
  if (!text)
    return expecting.error(shown(given) + (date ? " is not a date that exists" : " is not a time that exists"), remedy);
  Value value(std::move(*text));
  const bool early = field.min && order(field, value, Value(*field.min)) < 0;
  if (early || (field.max && order(field, value, Value(*field.max)) > 0))
    return expecting.error(shown(given) + " is out of bounds", remedy);
  return value;
}

// ---- choices, references, sets

std::string choices_text(const Field& field) {
  constexpr std::size_t shown_max = 12;
  std::string out;
  for (std::size_t i = 0; i < field.choices.size() && i < shown_max; ++i)
    out += (i == 0 ? "" : ", ") + field.choices[i].value;
  return out + (field.choices.size() > shown_max ? ", …" : "");
}

base::Result<Value> choice_value(const Expecting& expecting, const Value& given) {
  const Field& field = expecting.field();
  if (!given.is_string())
    return expecting.error(shown(given) + " is not one of the choices", "Choose one of: " + choices_text(field));
  const auto& text = given.get_ref<const std::string&>();
  for (const Choice& choice : field.choices)
    if (choice.value == text) return given;
  if (!field.open_choices)
    return expecting.error(excerpt(text) + " is not one of the choices", "Choose one of: " + choices_text(field));
  if (field.currency && !is_currency(text))
    return expecting.error(excerpt(text) + " is no currency", "Give a code of ISO 4217, such as CNY, USD or EUR");
  auto own = plain(expecting, text, true);
  if (!own) return tl::unexpected(own.error());
  return Value(std::move(*own));
}

base::Result<Value> reference_value(const Expecting& expecting, const Value& given) {
  const Field& field = expecting.field();
  if (given.is_string() && valid_id(given.get_ref<const std::string&>())) return given;
  if (given.is_string() && field.open_choices) {
    auto name = plain(expecting, given.get_ref<const std::string&>(), true);
    if (!name) return tl::unexpected(name.error());
    return Value(std::move(*name));
  }
  return expecting.error(shown(given) + " is not the id of a record",
                         "Give the id of a record of type " + field.target + ", or " + field.target + ":key=value");
}

base::Result<Value> element_value(const Expecting& expecting, const Value& given) {
  switch (expecting.field().element) {
    case Kind::Choice:
      return choice_value(expecting, given);
    case Kind::Reference:
      return reference_value(expecting, given);
    default:
      break;
  }
  if (!given.is_string()) return expecting.error(shown(given) + " is not a text", "Give an array of texts");
  auto text = plain(expecting, given.get_ref<const std::string&>(), true);
  if (!text) return tl::unexpected(text.error());
  return Value(std::move(*text));
}

base::Result<Value> set_value(const Expecting& expecting, const Value& given) {
  if (!given.is_array()) return expecting.error(shown(given) + " is not a list", "Give an array such as [\"a\",\"b\"]");
  if (given.size() > set_elements_max)
    return expecting.error("the list has " + std::to_string(given.size()) + " entries",
                           "Give at most " + std::to_string(set_elements_max));
  std::vector<Value> elements;
  for (const Value& one : given) {
    if (one.is_string() && one.get_ref<const std::string&>().empty())
      return expecting.error("the list holds an empty entry", "Remove it");
    auto element = element_value(expecting, one);
    if (!element) return element;
    elements.push_back(std::move(*element));
  }
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  return Value(std::move(elements));
}

// ---- the rest

std::optional<std::string> degrees(std::string_view text, std::string_view most) {
  auto decimal = parse_decimal(trimmed(text));
  if (!decimal) return std::nullopt;
  *decimal = without_trailing_zeros(*decimal);
  const bool fits = fraction_digits(*decimal) <= geo_decimals_max && compare_decimals(*decimal, most) <= 0 &&
                    compare_decimals(*decimal, negated_decimal(most)) >= 0;
  return fits ? decimal : std::nullopt;
}

base::Result<Value> geo_value(const Expecting& expecting, const Value& given) {
  if (given.is_string()) {
    const std::string_view text = given.get_ref<const std::string&>();
    if (const std::size_t comma = text.find(','); comma != std::string_view::npos) {
      const auto latitude = degrees(text.substr(0, comma), "90"), longitude = degrees(text.substr(comma + 1), "180");
      if (latitude && longitude) return Value(*latitude + "," + *longitude);
    }
  }
  return expecting.error(shown(given) + " is not a place",
                         "Give latitude and longitude with at most 6 decimals, for example 30.274085,120.15507");
}

base::Result<Value> file_value(const Expecting& expecting, const Value& given) {
  if (given.is_string()) {
    const auto& text = given.get_ref<const std::string&>();
    if (text.size() == file_hash_length && text.find_first_not_of("0123456789abcdef") == std::string::npos)
      return given;
  }
  return expecting.error(shown(given) + " names no file",
                         "Attach the file; a field holds its SHA-256 in 64 lower-case hex digits");
}

base::Result<Value> bool_value(const Expecting& expecting, const Value& given) {
  if (given.is_boolean()) return given;
  return expecting.error(shown(given) + " is neither true nor false", "Give true or false");
}

}  // namespace

base::Result<Value> canonical(const Type& type, const Field& field, const Value& given) {
  const Expecting expecting(type, field);
  if (!field.stored()) return expecting.error("this value is computed", "Change what it is computed from");
  if (given.is_null() || (given.is_string() && given.get_ref<const std::string&>().empty())) return Value();
  switch (field.kind) {
    case Kind::Integer:
      return integer_value(expecting, given);
    case Kind::Decimal:
    case Kind::Money:
    case Kind::Percent:
      return decimal_value(expecting, given);
    case Kind::Date:
    case Kind::Time:
      return moment_value(expecting, given);
    case Kind::Bool:
      return bool_value(expecting, given);
    case Kind::Choice:
      return choice_value(expecting, given);
    case Kind::Set:
      return set_value(expecting, given);
    case Kind::Reference:
      return reference_value(expecting, given);
    case Kind::Geo:
      return geo_value(expecting, given);
    case Kind::File:
      return file_value(expecting, given);
    default:
      return text_value(expecting, given);
  }
}

}  // namespace keybook::schema
