// Triggers that note which accounts (or products) a change concerns, so that kept figures are computed again for those
// alone. Internal to this folder. Threads: pure functions; text of SQL.
#pragma once

#include <functional>
#include <string>

namespace keybook::client::reports {

// The statements that note a change of a row: NEW or OLD.
using Note = std::function<std::string(const std::string& row)>;

// Puts the row's `what` into the list of that name, which has one column: of this name, or the one given.
[[nodiscard]] Note noted_in(const std::string& list, const std::string& what = "account",
                            const std::string& column = {});

// Named `name`_new, `name`_gone and `name`_set, which wakes for these columns alone; what was there is dropped first.
// `goes_along`: statements about what is kept of OLD. A row is only ever deleted when its file leaves the device, and
// figures that were computed from it must not stay behind.
[[nodiscard]] std::string change_triggers(const std::string& name, const std::string& table, const std::string& columns,
                                          const Note& note, const std::string& goes_along = {});

}  // namespace keybook::client::reports
