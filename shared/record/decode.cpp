#include "record/decode.h"

#include "schema/validate.h"

namespace keybook::record::decode {

using keybook::base::Error;
using keybook::base::ErrorCode;
using keybook::base::Failure;

void wrong(const std::string& what, const std::string& expected) {
  throw Failure(Error{ErrorCode::BadRequest, what + " is not " + expected, {}, "See shared/docs/protocol.md"});
}

void too_large(const std::string& what, std::size_t limit, const char* unit) {
  throw Failure(
      Error{ErrorCode::TooLarge, what + " is over the limit of " + std::to_string(limit) + ' ' + unit, {}, "Split it"});
}

const Value* member(const Value& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

void need_object(const Value& json, const char* what) {
  if (!json.is_object()) wrong(what, "an object");
}

void need_array(const Value& json, const std::string& what, std::size_t least, std::size_t most) {
  if (!json.is_array() || json.size() < least) wrong(what, "a list of at least " + std::to_string(least) + " items");
  if (json.size() > most) too_large(what, most, "items");
}

std::int64_t integer(const Value& json, const std::string& what) {
  if (!json.is_number_integer()) wrong(what, "a whole number");
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
    wrong(what, "a number of 63 bits");
  return json.get<std::int64_t>();
}

std::int64_t natural(const Value& json, const std::string& what) {
  const std::int64_t value = integer(json, what);
  if (value < 0) wrong(what, "a whole number from 0");
  return value;
}

std::string text(const Value& json, const std::string& what, std::size_t bytes_max) {
  if (!json.is_string()) wrong(what, "text");
  const auto& found = json.get_ref<const std::string&>();
  if (found.size() > bytes_max) too_large(what, bytes_max, "bytes");
  return found;
}

std::string id(const Value& json, const std::string& what) {
  std::string found = text(json, what, id_length_max);
  if (!schema::valid_id(found)) wrong(what, "an id: 1 to 64 characters of A-Z a-z 0-9 . _ -");
  return found;
}

std::string name(const Value& json, const std::string& what) {
  std::string found = text(json, what, name_length_max);
  if (found.empty()) wrong(what, "a name");
  return found;
}

Stamp stamp(const Value& json, const std::string& what) {
  auto found = json.is_string() ? Stamp::parse(json.get_ref<const std::string&>()) : std::nullopt;
  if (!found) wrong(what, "a stamp \"milliseconds.counter.device\"");
  return std::move(*found);
}

EditName edit_name(const Value& json, const std::string& what) {
  std::string found = text(json, what, 256);
  const auto slash = found.find('/');
  const bool addressed = slash != found.npos;
  if (!Stamp::parse(std::string_view(found).substr(0, slash)) ||
      (addressed && !schema::valid_id(std::string_view(found).substr(slash + 1))))
    wrong(what, "the name of an edit: a stamp, or \"stamp/record\"");
  return found;
}

std::vector<EditName> edit_names(const Value& json, const std::string& what) {
  need_array(json, what, 0, names_per_base_max);
  std::vector<EditName> names;
  names.reserve(json.size());
  for (const Value& item : json) names.push_back(edit_name(item, what));
  return names;
}

namespace {

std::size_t measured(const Value& value, const std::string& what, int depth) {
  if (depth > value_depth_max)
    wrong(what, "a value: it is nested deeper than " + std::to_string(value_depth_max) + " levels");
  if (value.is_string()) return value.get_ref<const std::string&>().size();
  std::size_t bytes = 8;
  if (value.is_structured())
    for (const auto& [key, item] : value.items())
      bytes += (value.is_object() ? key.size() : 0) + measured(item, what, depth + 1);
  return bytes;
}

}  // namespace

void check_value(const Value& value, const std::string& what) {
  if (measured(value, what, 1) > value_bytes_max) too_large(what, value_bytes_max, "bytes");
}

}  // namespace keybook::record::decode
