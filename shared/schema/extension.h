// A document {"extend": type, …} put into the document of the type that it extends. Internal to this folder.
// Threads: pure functions. Errors: base::Failure with code BadFile, the file and the member.
#pragma once

#include <string>

#include "schema/registry.h"

namespace keybook::schema {

// The name of the type that a document {"extend": …} is about.
[[nodiscard]] std::string extended_type(const std::string& file, const Value& extension);

// {"extend": "account", "sections": […], "groups": […], "fields": […], "choices": {field: […]}, "retire": [fields]}:
// headings, groups and fields come to the end of what the type has, choices to those of their field; a retired field
// is not required any more. `type`: its document, changed in place.
void extend(const std::string& file, const Value& extension, Value& type);

}  // namespace keybook::schema
