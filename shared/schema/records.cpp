// Order of values, findings on whole records, names of records (validate.h).
#include <algorithm>
#include <cmath>

#include "schema/decimal.h"
#include "schema/validate.h"
#include "schema/value_text.h"

namespace keybook::schema {
namespace {

constexpr std::size_t id_length_max = 64;

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::optional<std::string> decimal_of(const Value& given) {
  if (given.is_string()) return parse_decimal(trimmed(given.get_ref<const std::string&>()));
  if (given.is_number_float() && !std::isfinite(given.get<double>())) return std::nullopt;
  // A JSON number that came as binary is written in the fewest digits that name it: what its author wrote.
  return given.is_number() ? parse_decimal(given.dump()) : std::nullopt;
}

int order(const Field& field, const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return static_cast<int>(b.is_null()) - static_cast<int>(a.is_null());
  const bool number = field.kind == Kind::Integer || field.kind == Kind::Decimal || field.kind == Kind::Money ||
                      field.kind == Kind::Percent;
  const auto left = number ? decimal_of(a) : std::nullopt, right = number ? decimal_of(b) : std::nullopt;
  if (left && right) return compare_decimals(*left, *right);
  std::string x = to_text(field, a), y = to_text(field, b);
  if (field.kind == Kind::Time) {
    // "…00Z" comes before "…00.250Z", but 'Z' is after '.'.
    if (x.ends_with('Z')) x.pop_back();
    if (y.ends_with('Z')) y.pop_back();
  }
  return x.compare(y);
}

// ---- findings

namespace {

bool is_missing(const Type& type, const Field& field, const std::function<Value(const Field&)>& value_of) {
  const Value value = value_of(field);
  if (!value.is_null() && !(value.is_array() && value.empty())) return false;
  if (field.group.empty()) return true;
  const Unit& group = type.unit_of(field);
  return std::any_of(group.fields.begin(), group.fields.end(),
                     [&](int i) { return !value_of(type.fields[static_cast<std::size_t>(i)]).is_null(); });
}

}  // namespace

std::vector<Finding> findings(const Type& type, const std::function<Value(const Field&)>& value_of) {
  std::vector<Finding> out;
  for (const Field& field : type.fields) {
    if (!field.stored()) continue;
    if (field.required && is_missing(type, field, value_of))
      out.push_back({field.name, "required", "a value is needed"});
    const Value value = value_of(field);
    if (value.is_null()) continue;
    if (const auto checked = canonical(type, field, value); !checked)
      out.push_back({field.name, "not_valid", checked.error().message});
    if (field.not_before.empty()) continue;
    const Value first = value_of(*type.field(field.not_before));
    if (!first.is_null() && order(field, value, first) < 0)
      out.push_back({field.name, "not_before",
                     "is earlier than " + type.field(field.not_before)->label.en + " (" + to_text(field, first) + ")"});
  }
  return out;
}

// ---- names of records

std::optional<NaturalKey> natural_key(std::string_view reference) {
  const std::size_t colon = reference.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t equals = reference.find('=', colon);
  if (equals == std::string_view::npos) return std::nullopt;
  NaturalKey key{std::string(reference.substr(0, colon)), std::string(reference.substr(colon + 1, equals - colon - 1)),
                 std::string(reference.substr(equals + 1))};
  const auto is_name = [](const std::string& name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  };
  return is_name(key.type) && is_name(key.field) && !key.value.empty() ? std::optional(std::move(key)) : std::nullopt;
}

bool valid_id(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !id.empty() && id.size() <= id_length_max && std::all_of(id.begin(), id.end(), fits);
}

}  // namespace keybook::schema
