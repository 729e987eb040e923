// Where sun and moon stand, by the series of Meeus, Astronomical Algorithms: new moons to about 20 seconds, the sun's
// longitude to about 0.0005° (a minute of time). A calendar needs that much: the new moon of February 2027 is four
// minutes before midnight in China, and a general-purpose library puts that new year on the wrong day. Internal to this
// folder. Threads: pure functions. Days are those of China (UTC+8), counted from 1970-01-01.
#pragma once

namespace keybook::domain::reminders {

[[nodiscard]] int new_moon_day(int k);       // of the k-th new moon after that of 2000-01-06
[[nodiscard]] int new_moon_before(int day);  // k of the last new moon on or before the day

inline constexpr int terms_per_year = 24;
[[nodiscard]] int running_term(int day);  // as the day begins; 0: from the spring equinox on, one every 15°

}  // namespace keybook::domain::reminders
