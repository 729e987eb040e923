// The declarations that were compiled in: generated at build time from types/*.json (EmbedTypes.cmake).
// Internal to this folder.
#pragma once

#include <span>
#include <string_view>

namespace keybook::schema {

struct BuiltinDocument {
  std::string_view file, text;
};
[[nodiscard]] std::span<const BuiltinDocument> builtin_documents();

}  // namespace keybook::schema
