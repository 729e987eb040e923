// The numbers that head office set, as they were in force on a day. Threads: as the database.
// Errors: base::Failure inside a transaction of the caller.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "domain/day.h"
#include "store/store.h"

namespace keybook::client::reports {

struct InForceStandard {
  std::string name, value, record;  // value: the number without needless zeros, else the text
  bool number = false;
  domain::Day from;
};

// How a report asks for a standard: by name, of a day; nullopt: none is in force, or it has no value.
using StandardOf = std::function<std::optional<InForceStandard>(const std::string& name, domain::Day day)>;

// Of the records of type `standard` of this name without a grade, or "name/grade": of that grade; without a subject.
// Of several in force the one that began last.
[[nodiscard]] std::optional<InForceStandard> standard_in_force(store::Store& store, const std::string& name,
                                                               domain::Day day);

}  // namespace keybook::client::reports
