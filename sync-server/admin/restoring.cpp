// What the store itself has to know of backups and restores. Files are the caller's matter.
#include "admin/admin.h"
#include "base/failure.h"
#include "session/epochs.h"

namespace keybook::server::admin {

base::Status note_backup(const Ground& ground, const std::string& epoch, record::CommitNumber commit) {
  return base::caught([&] {
    auto writer = ground.store.write();
    if (writer->meta("epoch") != epoch) return;
    session::set_horizon(*writer, commit);
    writer->commit();
  });
}

base::Result<RestoredStore> begin_restored(const Ground& ground, storage::Store* before) {
  return base::caught([&]() -> RestoredStore {
    auto writer = ground.store.write();
    RestoredStore restored;
    restored.held = writer->last_commit();
    // What is in this store is in the backup that it came from.
    session::set_horizon(*writer, restored.held);
    restored.epoch = session::begin_epoch(*writer, ground.clock, ground.random);
    if (before != nullptr) {
      auto was = before->read();
      for (storage::Enrolment& one : writer->enrolments()) {
        const auto then = was->enrolment(one.id);
        if (one.revoked || !then || !then->revoked) continue;
        one.revoked = true;
        writer->put(one);
        restored.revoked.push_back(one.id);
      }
      for (storage::UserRow& one : writer->users()) {
        const auto then = was->user(one.user.name);
        if (one.disabled || !then || !then->disabled) continue;
        one.disabled = true;
        writer->put(one);
        restored.disabled.push_back(one.user.name);
      }
    }
    writer->commit();
    return restored;
  });
}

namespace {

// Devices that have not been here since the restore.
std::vector<storage::Enrolment> not_here_since(storage::Reader& reader) {
  std::vector<storage::Enrolment> waiting;
  const record::CommitNumber begins = session::restored(reader, "").begins;
  for (storage::Enrolment& one : reader.enrolments())
    if (!one.revoked && one.last_exchange_ms > 0 && one.cursor < begins) waiting.push_back(std::move(one));
  return waiting;
}

}  // namespace

base::Result<RestoreStatus> restore_status(storage::Store& store) {
  return base::caught([&] {
    auto reader = store.read();
    RestoreStatus status;
    status.open = session::restore_is_open(*reader);
    if (status.open) status.waiting = not_here_since(*reader);
    status.acts = session::lost_acts(*reader);
    return status;
  });
}

base::Result<std::vector<storage::Enrolment>> close_restored(const Ground& ground) {
  return base::caught([&] {
    auto writer = ground.store.write();
    if (!session::restore_is_open(*writer))
      throw base::Failure({base::ErrorCode::Usage, "no restore is open", {}, "There is nothing to close"});
    std::vector<storage::Enrolment> waiting = not_here_since(*writer);
    session::close_restore(*writer);
    writer->commit();
    return waiting;
  });
}

}  // namespace keybook::server::admin
