// The language of text for people. JSON, --help and error messages are the same in both.
// Threads: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/registry.h"

namespace keybook::cli {

enum class Language { Chinese, English };

[[nodiscard]] std::optional<Language> language_named(std::string_view name);  // "zh", "en"
// Of a POSIX locale as in LANG: "zh_CN.UTF-8" is Chinese, everything else English.
[[nodiscard]] Language language_of_locale(std::string_view locale);

// The label in this language; the other one where it is missing.
[[nodiscard]] const std::string& text_in(Language language, const schema::Label& label);

}  // namespace keybook::cli
