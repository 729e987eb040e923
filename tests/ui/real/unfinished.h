// A process that is in the middle of typing a visit report: what a test kills.
#pragma once

#include <string>

namespace keybook::ui {

inline constexpr const char* unfinished_report = "spoke with the plant manager, wants a quote by Friday";

// Opens the app on a profile that has data, types a report into the quick log, prints "typed" once the draft is on
// disk, and waits to be killed.
int type_and_wait(const std::string& profile);

}  // namespace keybook::ui
