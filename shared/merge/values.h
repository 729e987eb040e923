// Values of the rules that compute: tallies, sets, the largest and smallest. Threads: pure functions.
#pragma once

#include <set>

#include "record/state.h"

namespace keybook::merge {

using record::Value;

// A total order of values for max and min: numbers and decimal texts by number, before all other texts, which go byte
// by byte (dates; times with and without milliseconds in order of time). It looks at the values alone, so that a
// program that does not know the field's kind orders them alike. <0, 0, >0.
[[nodiscard]] int compare_values(const Value& a, const Value& b);

// A tally's value: a JSON integer, or a decimal text as soon as some delta has digits after the point.
[[nodiscard]] Value counter_value(std::string_view sum);
[[nodiscard]] std::string counter_text(const Value& value);  // inverse; "0" for what is no number

// A set's value: a sorted JSON array without repetition.
[[nodiscard]] Value set_value(const std::set<std::string>& elements);
[[nodiscard]] std::set<std::string> set_elements(const Value& value);

}  // namespace keybook::merge
