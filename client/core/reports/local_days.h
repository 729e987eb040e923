// Which day a moment falls on where the user is. Records keep moments in UTC and days as they are.
// Threads: one at a time (it remembers offsets). Units: days since 1970.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time_zone.h"
#include "domain/day.h"

namespace keybook::client::reports {

class LocalDays {
 public:
  // The zone must outlive this.
  explicit LocalDays(const base::TimeZone& zone) : zone_(zone) {}

  // Of "2026-03-01" itself; of "2026-03-01T23:30:00Z" the local day; nullopt: neither.
  [[nodiscard]] std::optional<domain::Day> of(std::string_view iso) const;
  [[nodiscard]] domain::Day of_ms(std::int64_t utc_ms) const;
  // The first moment of a day, "2026-02-28T16:00:00": canonical times of that day and later are not before it as text.
  [[nodiscard]] std::string start(domain::Day day) const;
  // "Asia/Shanghai +08:00": the zone as its name says it and its offset at the start of a day.
  [[nodiscard]] std::string text(domain::Day day) const;
  // Differs where days may: what was computed by days of another zone is of no use.
  [[nodiscard]] std::string key() const;

 private:
  [[nodiscard]] std::int32_t offset(std::int64_t utc_s) const;
  [[nodiscard]] domain::Day day_at(std::int64_t utc_s) const;
  [[nodiscard]] std::int64_t first_second(domain::Day day) const;
  const base::TimeZone& zone_;
  mutable std::unordered_map<std::int64_t, std::int32_t> offsets_;  // of UTC days on which the clocks do not change
};

}  // namespace keybook::client::reports
