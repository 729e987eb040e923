#include "format/language.h"

namespace keybook::cli {

std::optional<Language> language_named(std::string_view name) {
  if (name == "zh") return Language::Chinese;
  if (name == "en") return Language::English;
  return std::nullopt;
}

Language language_of_locale(std::string_view locale) {
  return locale.starts_with("zh") ? Language::Chinese : Language::English;
}

const std::string& text_in(Language language, const schema::Label& label) {
  const bool chinese = language == Language::Chinese;
  const std::string& wanted = chinese ? label.zh : label.en;
  return wanted.empty() ? (chinese ? label.en : label.zh) : wanted;
}

}  // namespace keybook::cli
