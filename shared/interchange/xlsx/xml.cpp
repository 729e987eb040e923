#include "interchange/xlsx/xml.h"

#include <expat.h>

namespace keybook::interchange {
namespace {

std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void begin(void* handler, const XML_Char* name, const XML_Char** pairs) {
  Xml::Attributes attributes;
  for (; *pairs != nullptr; pairs += 2) attributes.emplace(local_name(pairs[0]), pairs[1]);
  static_cast<Xml::Handler*>(handler)->begin(local_name(name), attributes);
}
void end(void* handler, const XML_Char* name) { static_cast<Xml::Handler*>(handler)->end(local_name(name)); }
void text(void* handler, const XML_Char* characters, int count) {
  static_cast<Xml::Handler*>(handler)->text({characters, static_cast<std::size_t>(count)});
}

}  // namespace

void Xml::Free::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

Xml::Xml(ByteSource& source, Handler handler)
    : source_(source), handler_(std::move(handler)), parser_(XML_ParserCreate(nullptr)) {
  KEYBOOK_ASSERT(parser_ != nullptr);
  XML_SetUserData(parser_.get(), &handler_);
  XML_SetElementHandler(parser_.get(), begin, end);
  XML_SetCharacterDataHandler(parser_.get(), text);
}

Xml::~Xml() = default;

base::Result<bool> Xml::more() {
  const auto count = source_.read(buffer_);
  if (!count) return tl::unexpected(count.error());
  const bool last = *count == 0;
  if (XML_Parse(parser_.get(), buffer_.data(), static_cast<int>(*count), last ? 1 : 0) == XML_STATUS_ERROR)
    return base::fail(base::ErrorCode::BadFile,
                      std::string("the file is damaged: ") + XML_ErrorString(XML_GetErrorCode(parser_.get())), {},
                      "Save it as XLSX once more in the spreadsheet program, or as CSV (UTF-8)");
  return !last;
}

base::Status Xml::all() {
  for (;;) {
    const auto going_on = more();
    if (!going_on) return tl::unexpected(going_on.error());
    if (!*going_on) return {};
  }
}

}  // namespace keybook::interchange
