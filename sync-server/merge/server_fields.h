// Fields by name, as the server's own transactions are given them. Threads: pure function.
#pragma once

#include <map>
#include <string>

#include "record/edit.h"

namespace keybook::server::merge {

// Brought into canonical form and put together to the units that they merge by; without bases. Throws UnknownField or
// NotValid.
[[nodiscard]] std::map<std::string, record::FieldEdit> units_of(const schema::Type& type,
                                                                const std::map<std::string, record::Value>& fields);

}  // namespace keybook::server::merge
