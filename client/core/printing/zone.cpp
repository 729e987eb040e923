#include <unicode/timezone.h>

#include <memory>

#include "printing/brief.h"

namespace keybook::client {

std::int64_t local_offset_ms(std::int64_t at_ms) {
  static const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createDefault());
  std::int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<double>(at_ms), 0, raw, summer, status);
  return U_SUCCESS(status) != 0 ? raw + summer : 0;
}

}  // namespace keybook::client
