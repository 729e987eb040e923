// Strict reading of JSON for the codecs of this folder; not for others. Wrong input throws base::Failure with
// BadRequest (or TooLarge), which the public functions turn into a Result.
#pragma once

#include "base/failure.h"
#include "record/edit.h"
#include "record/limits.h"

namespace keybook::record::decode {

[[noreturn]] void wrong(const std::string& what, const std::string& expected);
[[noreturn]] void too_large(const std::string& what, std::size_t limit, const char* unit);

// nullptr: absent or null.
[[nodiscard]] const Value* member(const Value& object, const char* name);
void need_object(const Value& json, const char* what);
// An array with `least` to `most` items.
void need_array(const Value& json, const std::string& what, std::size_t least, std::size_t most);

[[nodiscard]] std::int64_t integer(const Value& json, const std::string& what);  // any whole number
[[nodiscard]] std::int64_t natural(const Value& json, const std::string& what);  // from 0
[[nodiscard]] std::string text(const Value& json, const std::string& what, std::size_t bytes_max);
[[nodiscard]] std::string id(const Value& json, const std::string& what);    // schema::valid_id
[[nodiscard]] std::string name(const Value& json, const std::string& what);  // of a type, unit or user
[[nodiscard]] Stamp stamp(const Value& json, const std::string& what);
[[nodiscard]] EditName edit_name(const Value& json, const std::string& what);  // "stamp" or "stamp/record"
[[nodiscard]] std::vector<EditName> edit_names(const Value& json, const std::string& what);
void check_value(const Value& value, const std::string& what);  // size and depth

// The decoders proper, for use by each other.
[[nodiscard]] Base base(const Value& json);
[[nodiscard]] Change change(const Value& json);
[[nodiscard]] Origin origin(const Value& json);

}  // namespace keybook::record::decode
