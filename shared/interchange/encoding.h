// Text in other encodings, to UTF-8 and back, strictly: a byte or character without a counterpart is an error with its
// line, never a question mark.
//
// Conversions are ICU's. Threads: one object belongs to one thread; functions are free-threaded.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "interchange/source.h"

namespace keybook::interchange {

enum class Encoding { Utf8, Utf16Le, Utf16Be, Gb18030, Gbk, Big5, Windows1252 };

// "utf-8", "GBK", "utf8", "cp936" …; Usage error for an unknown name, with the list of names. "auto" is none of them:
// see detect_encoding.
[[nodiscard]] base::Result<Encoding> encoding_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Encoding encoding);

// Guesses from the whole content, in constant memory: a byte order mark; else valid UTF-8; else GB18030, if it is valid
// and reads as usual Chinese (two thirds of its characters are of the common set GB 2312); else UTF-8, whose reader
// will name the line of the first fault. So a UTF-8 file with one broken character is not taken for Chinese in GBK.
// The source is rewound.
[[nodiscard]] base::Result<Encoding> detect_encoding(ByteSource& source);
[[nodiscard]] Encoding detect_encoding(std::string_view bytes);

// Another source's text as UTF-8, without byte order mark. UTF-8 is passed on unchecked: the readers check it and know
// the line. An error (BadFile) names the line of the first bad byte; all text before it has been delivered then.
class Utf8Source final : public ByteSource {
 public:
  Utf8Source(ByteSource& source, Encoding encoding);
  ~Utf8Source() override;
  [[nodiscard]] base::Result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] base::Status rewind() override;

 private:
  struct Converter;
  std::unique_ptr<Converter> converter_;
};

// Whole texts. to_utf8 checks UTF-8 too and drops a byte order mark.
[[nodiscard]] base::Result<std::string> to_utf8(std::string_view bytes, Encoding encoding);
[[nodiscard]] base::Result<std::string> from_utf8(std::string_view text, Encoding encoding);

}  // namespace keybook::interchange
