// Any text as a file of declarations that comes on top of the built-in ones: in force as a whole, or refused with the
// file and the member.
#include <cstdint>
#include <string_view>

#include "base/failure.h"
#include "schema/declaration.h"

using namespace keybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const schema::Registry builtin = base::need(schema::Registry::builtin());
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = base::caught([&] { return schema::parse_document("input.json", text); });
  if (!document) {
    KEYBOOK_ASSERT(document.error().where.file == "input.json");
    return 0;
  }
  const auto registry = schema::Registry::documents({{"input.json", *document}}, &builtin);
  if (!registry) {
    KEYBOOK_ASSERT(!registry.error().message.empty());
    return 0;
  }
  // What the input changed can be read back by itself.
  for (const schema::Type& type : registry->types())
    if (builtin.type(type.name) == nullptr || builtin.document(type.name) != registry->document(type.name))
      static_cast<void>(schema::Registry::documents({{type.name, registry->document(type.name)}}));
  return 0;
}
