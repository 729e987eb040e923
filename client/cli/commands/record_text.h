// Values as people read them: labels of choices, titles of what is referred to.
// Threads: main only.
#pragma once

#include "context.h"

namespace keybook::cli {

[[nodiscard]] std::string value_text(Context& context, const schema::Field& field, const Value& value);
// Of any field name, also of groups and of fields that no declaration knows.
[[nodiscard]] std::string value_text(Context& context, const std::string& type, const std::string& field,
                                     const Value& value);
// The field's or group's label; the name itself where no declaration knows it.
[[nodiscard]] std::string field_label(Context& context, const std::string& type, const std::string& field);
[[nodiscard]] std::string title_of(Context& context, const std::string& type, const std::string& id);

}  // namespace keybook::cli
