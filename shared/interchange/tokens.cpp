#include "interchange/tokens.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <vector>

#include "base/error.h"
#include "interchange/utf8.h"

namespace keybook::interchange {
namespace {

const UNormalizer2& casefold() {
  static const UNormalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* found = unorm2_getNFKCCasefoldInstance(&status);
    KEYBOOK_ASSERT(U_SUCCESS(status));
    return found;
  }();
  return *instance;
}

// Through ICU. Bytes that are not UTF-8 are left out.
void append_casefolded(std::string& out, std::string_view text) {
  std::vector<UChar> units;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_char(text, at);
    at += c.size;
    if (c.code == bad_utf8) continue;
    if (c.code > 0xFFFF) {
      units.push_back(U16_LEAD(c.code));
      units.push_back(U16_TRAIL(c.code));
    } else {
      units.push_back(static_cast<UChar>(c.code));
    }
  }
  // Some ligatures become 18 characters; the second call has room for all.
  std::vector<UChar> folded(units.size() * 3 + 8);
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = unorm2_normalize(&casefold(), units.data(), static_cast<std::int32_t>(units.size()),
                                                 folded.data(), static_cast<std::int32_t>(folded.size()), &status);
    folded.resize(static_cast<std::size_t>(length));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    KEYBOOK_ASSERT(U_SUCCESS(status));
    break;
  }
  for (std::size_t i = 0; i < folded.size();) {
    UChar32 code = 0;
    U16_NEXT(folded.data(), i, folded.size(), code);
    append_utf8(out, static_cast<char32_t>(code));
  }
}

bool is_ascii_word(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Scripts written without spaces: every character is a token.
bool is_single(char32_t c) {
  if (c < 0x2E80) return false;
  const auto script = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SCRIPT);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_HANGUL || script == USCRIPT_BOPOMOFO;
}

}  // namespace

Tokens::Seen Tokens::look(std::size_t at) const {
  const Utf8Char c = utf8_char(text_, at);
  if (c.code < 0x80) return {is_ascii_word(c.code) ? Kind::Word : Kind::Separator, 1, true};
  if (c.code >= 0x4E00 && c.code <= 0x9FFF) return {Kind::Single, c.size, true};
  if (c.code == bad_utf8 || (c.code >= 0x3000 && c.code <= 0x3004)) return {Kind::Separator, c.size, true};
  // What it is after folding decides: ① is the digit 1, ﷺ a word, 豈 (compatibility) a Han character, soft hyphens
  // nothing.
  std::string one;
  append_casefolded(one, text_.substr(at, c.size));
  if (one.empty()) return {Kind::Nothing, c.size, false};
  const char32_t first = utf8_char(one, 0).code;
  if (is_single(first) && u_isalpha(static_cast<UChar32>(first))) return {Kind::Single, c.size, false};
  const bool is_word = u_isalnum(static_cast<UChar32>(first)) ||
                       (U_GET_GC_MASK(static_cast<UChar32>(first)) & (U_GC_M_MASK | U_GC_N_MASK)) != 0;
  return {is_word ? Kind::Word : Kind::Separator, c.size, false};
}

bool Tokens::next() {
  while (at_ < text_.size()) {
    const Seen first = look(at_);
    begin_ = at_;
    at_ += first.size;
    if (first.kind == Kind::Separator || first.kind == Kind::Nothing) continue;
    bool is_plain = first.is_plain;
    end_ = at_;
    while (first.kind == Kind::Word && at_ < text_.size()) {
      const Seen more = look(at_);
      if (more.kind != Kind::Word && more.kind != Kind::Nothing) break;
      at_ += more.size;
      if (more.kind == Kind::Word) end_ = at_;
      is_plain &= more.is_plain;
    }
    fold(is_plain);
    return true;
  }
  return false;
}

void Tokens::fold(bool is_plain) {
  const std::string_view source = text_.substr(begin_, end_ - begin_);
  if (is_plain && static_cast<unsigned char>(source.front()) >= 0x80) {
    folded_ = source;
    return;
  }
  buffer_.clear();
  if (is_plain)
    for (const char c : source) buffer_ += lower(c);
  else
    append_casefolded(buffer_, source);
  folded_ = buffer_;
}

std::string folded_text(std::string_view text) {
  std::string out;
  append_casefolded(out, text);
  return out;
}

}  // namespace keybook::interchange
