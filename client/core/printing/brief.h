// The brief of a handover on paper: who decides, what was promised, what is open, last visits, dates, numbers, risks.
//
// Threads: pure function. Ownership: values. Errors: NotValid where this machine has no Chinese font.
#pragma once

#include <functional>

#include "documents/pages.h"
#include "schema/registry.h"

namespace keybook::client {

using schema::Value;

struct BriefPrint {
  documents::Language language = documents::Language::Chinese;
  // Milliseconds to add to UTC at a moment (ms since 1970): printed times are those of the reader's clock.
  std::function<std::int64_t(std::int64_t)> offset_ms;
  // What names a record: its title, or its id where it is not here.
  std::function<std::string(const std::string& type, const std::string& id)> title_of;
};

// `brief`: of Client::handover_brief(), with the times in it as they are. Returns the bytes of a PDF.
[[nodiscard]] base::Result<std::string> print_brief(const schema::Registry& registry, const Value& brief,
                                                    const BriefPrint& how);

// Of the machine's time zone, at a moment.
[[nodiscard]] std::int64_t local_offset_ms(std::int64_t at_ms);

}  // namespace keybook::client
