#include "interchange/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include "interchange/utf8.h"

namespace keybook::interchange {
namespace {

using base::ErrorCode;

struct EncodingName {
  Encoding encoding;
  std::string_view name;
  const char* icu;
};

constexpr std::array encoding_names = {
    EncodingName{Encoding::Utf8, "utf-8", "UTF-8"},
    EncodingName{Encoding::Utf16Le, "utf-16le", "UTF-16LE"},
    EncodingName{Encoding::Utf16Be, "utf-16be", "UTF-16BE"},
    EncodingName{Encoding::Gb18030, "gb18030", "gb18030"},
    EncodingName{Encoding::Gbk, "gbk", "windows-936"},
    EncodingName{Encoding::Big5, "big5", "windows-950"},
    EncodingName{Encoding::Windows1252, "windows-1252", "windows-1252"},
};

// "UTF_8" and "utf8" are the same name.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

const EncodingName& row_of(Encoding encoding) {
  return *std::find_if(encoding_names.begin(), encoding_names.end(),
                       [encoding](const EncodingName& n) { return n.encoding == encoding; });
}

using IcuConverter = std::unique_ptr<UConverter, void (*)(UConverter*)>;

// A converter that stops at what it cannot convert.
IcuConverter strict_converter(Encoding encoding) {
  UErrorCode status = U_ZERO_ERROR;
  IcuConverter converter(ucnv_open(row_of(encoding).icu, &status), ucnv_close);
  KEYBOOK_ASSERT(U_SUCCESS(status));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFallback(converter.get(), false);
  KEYBOOK_ASSERT(U_SUCCESS(status));
  return converter;
}

// Counts, piece by piece, how well bytes read as UTF-8 and as GB18030.
class Evidence {
 public:
  void add(std::string_view piece) {
    const std::string text = left_ + std::string(piece);
    const std::size_t sure = text.size() < bytes_of_longest ? 0 : text.size() - bytes_of_longest + 1;
    look(text, sure);
  }

  [[nodiscard]] Encoding verdict() {
    const std::string text = left_;
    look(text, text.size());
    if (utf8_faults_ == 0) return Encoding::Utf8;
    const bool is_broken_utf8 = utf8_long_ > 0 && utf8_long_ >= utf8_faults_;
    // A UTF-8 character that was cut off reads as a pair too: of pairs that could be that, no number proves anything.
    const bool is_chinese = gb_faults_ == 0 && gb_common_ > gb_cut_utf8_ && gb_common_ >= 2 * gb_rare_;
    return is_chinese && !is_broken_utf8 ? Encoding::Gb18030 : Encoding::Utf8;
  }

 private:
  static constexpr std::size_t bytes_of_longest = 4;  // a character, in both encodings

  // Looks at all characters that begin before `sure`, and keeps the rest for the next piece.
  void look(const std::string& text, std::size_t sure) {
    std::size_t at = utf8_ahead_;
    for (; at < sure;) {
      const Utf8Char c = utf8_char(text, at);
      if (c.code == bad_utf8) ++utf8_faults_;
      if (c.code != bad_utf8 && c.size >= 3) ++utf8_long_;
      at += c.size;
    }
    utf8_ahead_ = at - std::min(at, sure);
    for (at = gb_ahead_; at < sure;) at += look_gb(text, at);
    gb_ahead_ = at - std::min(at, sure);
    left_ = text.substr(std::min(sure, text.size()));
  }

  std::size_t look_gb(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    };
    const auto within = [](unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; };
    if (byte(0) < 0x80) return 1;
    if (within(byte(0), 0x81, 0xFE)) {
      if (within(byte(1), 0x40, 0xFE) && byte(1) != 0x7F) {
        const bool is_common = byte(1) >= 0xA1 && (within(byte(0), 0xA1, 0xA9) || within(byte(0), 0xB0, 0xF7));
        ++(is_common ? gb_common_ : gb_rare_);
        if (is_common && within(byte(0), 0xE0, 0xF4) && byte(1) < 0xC0) ++gb_cut_utf8_;
        return 2;
      }
      if (within(byte(1), 0x30, 0x39) && within(byte(2), 0x81, 0xFE) && within(byte(3), 0x30, 0x39)) {
        ++gb_rare_;
        return 4;
      }
    }
    ++gb_faults_;
    return 1;
  }

  std::string left_;
  std::size_t utf8_ahead_ = 0, gb_ahead_ = 0;  // how far into left_ the last character reached
  std::size_t utf8_faults_ = 0, utf8_long_ = 0, gb_faults_ = 0, gb_common_ = 0, gb_rare_ = 0;
  std::size_t gb_cut_utf8_ = 0;  // of gb_common_: could be the first two bytes of three or four
};

std::optional<Encoding> encoding_of_mark(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) return Encoding::Utf8;
  if (start.starts_with("\xFF\xFE")) return Encoding::Utf16Le;
  if (start.starts_with("\xFE\xFF")) return Encoding::Utf16Be;
  if (start.starts_with("\x84\x31\x95\x33")) return Encoding::Gb18030;
  return std::nullopt;
}

tl::unexpected<base::Error> bad_bytes(Encoding encoding, std::int64_t line, bool cut_off) {
  base::Where where;
  where.line = line;
  return base::fail(ErrorCode::BadFile,
                    cut_off ? "the file ends within a character (" + std::string(name_of(encoding)) + ")"
                            : "bytes that are no character in " + std::string(name_of(encoding)),
                    where, "Give the file's own encoding, or save it as UTF-8");
}

}  // namespace

base::Result<Encoding> encoding_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Encoding>, 6> others = {{{"utf16", Encoding::Utf16Le},
                                                                                   {"cp936", Encoding::Gbk},
                                                                                   {"gb2312", Encoding::Gbk},
                                                                                   {"cp950", Encoding::Big5},
                                                                                   {"cp1252", Encoding::Windows1252},
                                                                                   {"latin1", Encoding::Windows1252}}};
  const std::string plain = plain_name(name);
  for (const EncodingName& row : encoding_names)
    if (plain_name(row.name) == plain) return row.encoding;
  for (const auto& [other, encoding] : others)
    if (other == plain) return encoding;
  std::string all = "auto";
  for (const EncodingName& row : encoding_names) (all += ", ") += row.name;
  return base::fail(ErrorCode::Usage, "unknown encoding \"" + std::string(name) + "\"", {}, "Use one of " + all);
}

std::string_view name_of(Encoding encoding) { return row_of(encoding).name; }

base::Result<Encoding> detect_encoding(ByteSource& source) {
  std::vector<char> buffer(read_bytes);
  std::string start;
  Evidence evidence;
  for (;;) {
    auto size = source.read(buffer);
    if (!size) return tl::unexpected(std::move(size).error());
    if (*size == 0) break;
    const std::string_view piece(buffer.data(), *size);
    if (start.size() < 4) start += piece.substr(0, 4);
    evidence.add(piece);
  }
  KEYBOOK_TRY(source.rewind());
  const auto mark = encoding_of_mark(start);
  return mark ? *mark : evidence.verdict();
}

Encoding detect_encoding(std::string_view bytes) {
  MemorySource source(bytes);
  return *detect_encoding(source);  // memory cannot fail
}

struct Utf8Source::Converter {
  Converter(ByteSource& from, Encoding of)
      : source(from),
        encoding(of),
        icu(of == Encoding::Utf8 ? IcuConverter(nullptr, ucnv_close) : strict_converter(of)) {}

  ByteSource& source;
  Encoding encoding;
  IcuConverter icu;  // none for UTF-8, which passes through
  std::vector<char> bytes = std::vector<char>(read_bytes);
  std::vector<UChar> units = std::vector<UChar>(read_bytes);
  std::size_t kept_units = 0;  // a leading surrogate whose other half is still to come
  std::string ready;           // converted, not yet delivered
  std::size_t delivered = 0;
  std::int64_t line = 1;
  bool at_start = true, at_end = false;
  std::optional<base::Error> error;  // delivered after what is ready

  // Converts one piece of the source into `ready`.
  base::Status fill() {
    auto size = source.read(bytes);
    if (!size) return tl::unexpected(std::move(size).error());
    at_end = *size == 0;
    const char* from = bytes.data();
    const char* const from_end = from + *size;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      UChar* to = units.data() + kept_units;
      ucnv_toUnicode(icu.get(), &to, units.data() + units.size(), &from, from_end, nullptr, at_end, &status);
      deliver(static_cast<std::size_t>(to - units.data()));
    }
    if (U_FAILURE(status)) return bad_bytes(encoding, line, status == U_TRUNCATED_CHAR_FOUND);
    return {};
  }

  void deliver(std::size_t count) {
    const bool ends_in_half = count > 0 && U16_IS_LEAD(units[count - 1]);
    const std::size_t whole = count - (ends_in_half ? 1 : 0);
    std::size_t first = 0;
    if (at_start && whole > 0) {
      first = units[0] == 0xFEFF ? 1 : 0;
      at_start = false;
    }
    const std::size_t had = ready.size();
    for (std::size_t i = first; i < whole;) {
      UChar32 code = 0;
      U16_NEXT(units.data(), i, whole, code);
      append_utf8(ready, static_cast<char32_t>(code));
    }
    line += std::count(ready.begin() + static_cast<std::ptrdiff_t>(had), ready.end(), '\n');
    kept_units = ends_in_half ? 1 : 0;
    if (ends_in_half) units[0] = units[whole];
  }
};

Utf8Source::Utf8Source(ByteSource& source, Encoding encoding)
    : converter_(std::make_unique<Converter>(source, encoding)) {}

Utf8Source::~Utf8Source() = default;

base::Result<std::size_t> Utf8Source::read(std::span<char> into) {
  Converter& c = *converter_;
  if (!c.icu) {
    auto size = c.source.read(into);
    // A mark cut in two by a tiny buffer stays in the text; readers of this folder ask for read_bytes.
    if (size && std::exchange(c.at_start, false) && std::string_view(into.data(), *size).starts_with("\xEF\xBB\xBF")) {
      std::copy(into.begin() + 3, into.begin() + static_cast<std::ptrdiff_t>(*size), into.begin());
      *size -= 3;
      if (*size == 0) return c.source.read(into);
    }
    return size;
  }
  while (c.delivered == c.ready.size()) {
    if (c.error) return tl::unexpected(*c.error);
    if (c.at_end) return std::size_t{0};
    c.ready.clear();
    c.delivered = 0;
    if (auto status = c.fill(); !status) c.error = status.error();
  }
  const std::size_t size = std::min(into.size(), c.ready.size() - c.delivered);
  std::copy_n(c.ready.begin() + static_cast<std::ptrdiff_t>(c.delivered), size, into.begin());
  c.delivered += size;
  return size;
}

base::Status Utf8Source::rewind() {
  KEYBOOK_TRY(converter_->source.rewind());
  converter_ = std::make_unique<Converter>(converter_->source, converter_->encoding);
  return {};
}

base::Result<std::string> to_utf8(std::string_view bytes, Encoding encoding) {
  MemorySource memory(bytes);
  Utf8Source source(memory, encoding);
  std::string out;
  std::vector<char> buffer(read_bytes);
  for (;;) {
    auto size = source.read(buffer);
    if (!size) return tl::unexpected(std::move(size).error());
    if (*size == 0) break;
    out.append(buffer.data(), *size);
  }
  if (encoding == Encoding::Utf8) {
    if (const auto fault = first_utf8_fault(out)) {
      base::Where where;
      where.line = 1 + std::count(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(fault->at), '\n');
      return base::fail(ErrorCode::BadFile, fault->message(out), where,
                        "Give the file's own encoding, or save it as UTF-8");
    }
  }
  return out;
}

base::Result<std::string> from_utf8(std::string_view text, Encoding encoding) {
  const auto failed = [&](std::size_t at, std::string message) {
    base::Where where;
    where.line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return base::fail(ErrorCode::NotValid, std::move(message), where, "Use UTF-8 or GB18030");
  };
  if (const auto fault = first_utf8_fault(text)) return failed(fault->at, fault->message(text));
  if (encoding == Encoding::Utf8) return std::string(text);
  const IcuConverter icu = strict_converter(encoding);
  std::string out;
  std::array<char, 16> bytes = {};
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_char(text, at);
    std::array<UChar, 2> units = {};
    std::int32_t count = 0;
    U16_APPEND_UNSAFE(units.data(), count, static_cast<UChar32>(c.code));
    UErrorCode status = U_ZERO_ERROR;
    const UChar* from = units.data();
    char* to = bytes.data();
    ucnv_fromUnicode(icu.get(), &to, bytes.data() + bytes.size(), &from, units.data() + count, nullptr, true, &status);
    if (U_FAILURE(status))
      return failed(at, "the character \"" + std::string(text.substr(at, c.size)) + "\" does not exist in " +
                            std::string(name_of(encoding)));
    out.append(bytes.data(), to);
    at += c.size;
  }
  return out;
}

}  // namespace keybook::interchange
