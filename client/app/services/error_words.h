// Failures of the client library as sentences in the user's language: the one place that turns a code and where it
// happened into words. Threads: pure functions.
#pragma once

#include "base/error.h"
#include "services/text.h"

namespace keybook::app {

// `what` and `remedy` are whole sentences without a final stop. `detail` is the library's own English text, where it
// knows more than the sentence says; empty where the sentence says it all.
struct Told {
  QString what, remedy, detail;

  // "What. Remedy. (Detail)": for a banner or a line beside a field.
  [[nodiscard]] QString text(const Words& words) const;
};

[[nodiscard]] Told told(const base::Error& error, const schema::Registry& registry, const Words& words);

// The same beside the field that it is about, which need not be named again: "请填写一个整数，1 到 10".
[[nodiscard]] QString beside_field(const base::Error& error, const schema::Registry& registry, const Words& words);

// What a field takes, from its declaration: "一个整数，1 到 10", "a whole number, 1 to 10".
[[nodiscard]] QString expected(const schema::Field& field, const schema::Registry& registry, const Words& words);

}  // namespace keybook::app
