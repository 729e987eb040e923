#include "merge/values.h"

#include <charconv>

#include "schema/decimal.h"

namespace keybook::merge {

namespace {

// Decimal text of a number or of a text that is one.
std::optional<std::string> as_decimal(const Value& value) {
  if (value.is_number_integer()) return value.dump();
  if (value.is_string()) return schema::parse_decimal(value.get_ref<const std::string&>());
  if (value.is_number_float()) return schema::parse_decimal(value.dump());
  return std::nullopt;
}

// "…:00Z" is earlier than "…:00.5Z", though '.' comes before 'Z'.
std::string_view without_zone(std::string_view text) {
  const bool time = text.size() >= 20 && text[10] == 'T' && text.back() == 'Z';
  return time ? text.substr(0, text.size() - 1) : text;
}

}  // namespace

int compare_values(const Value& a, const Value& b) {
  const auto number_a = as_decimal(a), number_b = as_decimal(b);
  if (number_a && number_b) return schema::compare_decimals(*number_a, *number_b);
  if (number_a || number_b) return number_a ? -1 : 1;
  if (a.is_string() && b.is_string())
    return without_zone(a.get_ref<const std::string&>()).compare(without_zone(b.get_ref<const std::string&>()));
  return a < b ? -1 : b < a ? 1 : 0;
}

Value counter_value(std::string_view sum) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(sum.data(), sum.data() + sum.size(), number);
  if (error == std::errc{} && end == sum.data() + sum.size()) return number;
  return std::string(sum);
}

std::string counter_text(const Value& value) { return as_decimal(value).value_or("0"); }

Value set_value(const std::set<std::string>& elements) { return Value(elements); }

std::set<std::string> set_elements(const Value& value) {
  std::set<std::string> elements;
  if (value.is_array())
    for (const Value& element : value)
      if (element.is_string()) elements.insert(element.get<std::string>());
  return elements;
}

}  // namespace keybook::merge
