#include <algorithm>
#include <tuple>

#include "admin/admin.h"
#include "base/failure.h"
#include "session/where.h"

namespace keybook::server::admin {

using base::ErrorCode;
using base::Failure;

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

}  // namespace

base::Result<std::vector<storage::Enrolment>> devices(storage::Store& store) {
  return base::caught([&] {
    auto all = store.read()->enrolments();
    // Made for a copy that never came to use it: its answer was lost, or its request had been repeated on the way.
    std::erase_if(all, [](const storage::Enrolment& one) { return !one.copy_of.empty() && one.last_exchange_ms == 0; });
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.user, -a.last_seen_ms, a.id) < std::tuple(b.user, -b.last_seen_ms, b.id);
    });
    return all;
  });
}

base::Status revoke_device(const Ground& ground, const std::string& id) {
  return base::caught([&] {
    auto writer = ground.store.write();
    auto enrolment = writer->enrolment(id);
    if (!enrolment)
      throw Failure({ErrorCode::UnknownRecord, "there is no such device", session::at_record("device", id),
                     "List them with: keybook-server device list"});
    if (enrolment->revoked) return;
    enrolment->revoked = true;
    writer->put(*enrolment);
    writer->commit();
  });
}

base::Result<std::vector<std::string>> check(storage::Store& store) {
  return base::caught([&] { return store.read()->check(); });
}

base::Result<storage::Compaction> compact(const Ground& ground, std::int64_t retention_days) {
  return base::caught([&] {
    storage::Retention retention;
    {
      auto reader = ground.store.read();
      retention.passed = reader->last_commit();
      const std::int64_t since_ms = ground.clock.wall_ms() - retention_days * day_ms;
      for (const storage::Enrolment& one : reader->enrolments())
        if (!one.revoked && one.cursor > 0 && one.last_seen_ms >= since_ms)
          retention.passed = std::min(retention.passed, one.cursor);
    }
    return ground.store.compact(retention);
  });
}

}  // namespace keybook::server::admin
