// What the administrator's commands do (INTERFACE.md, keybook-server), apart from reading arguments and printing.
//
// Each function is one write transaction on the store, safe while servers run on it: they tell waiting devices of the
// commit within a second. Users and territories are rows of the store (sign-in, rights) and records of the shared
// collection (so that devices see them), written together. Threads: one at a time. Errors: values that name what and
// what to do: NotValid, UnknownRecord, and those of the store.
#pragma once

#include "protocol/messages.h"
#include "session/acts/act_receipts.h"
#include "session/brake.h"
#include "session/ground.h"
#include "session/password.h"

namespace keybook::server::admin {

using session::Ground;

struct Identity {
  std::string server, epoch;
};

// Makes the first administrator and gives the store its identity; fails with Usage where it has one.
[[nodiscard]] base::Result<Identity> initialise(const Ground& ground, const std::string& admin,
                                                const std::string& password,
                                                session::PasswordCost cost = session::PasswordCost::Interactive);
// The identity of an initialised store; BadFile where init was never finished.
[[nodiscard]] base::Result<Identity> identity(storage::Store& store);

struct NewUser {
  std::string name, role, territory, display_name, password;
};
[[nodiscard]] base::Result<storage::UserRow> add_user(const Ground& ground, const NewUser& user,
                                                      session::PasswordCost cost = session::PasswordCost::Interactive);
[[nodiscard]] base::Result<std::vector<storage::UserRow>> users(storage::Store& store);  // by name
// Stops all access of the user's devices at once. The last administrator stays.
[[nodiscard]] base::Status disable_user(const Ground& ground, const std::string& name);

struct Territory {
  std::string name, parent;  // parent empty: at the top
};
[[nodiscard]] base::Status add_territory(const Ground& ground, const Territory& territory);
[[nodiscard]] base::Result<std::vector<Territory>> territories(
    storage::Store& store);  // parents before children, by name

[[nodiscard]] base::Result<std::vector<storage::Enrolment>> devices(storage::Store& store);  // by user, then last seen
[[nodiscard]] base::Status revoke_device(const Ground& ground, const std::string& id);

// ---- backup and restore
// Notes that a verified backup holds everything up to `commit` of `epoch`: devices need not keep it any longer. Nothing
// where another epoch has begun since.
[[nodiscard]] base::Status note_backup(const Ground& ground, const std::string& epoch, record::CommitNumber commit);
// Makes a store that was put back from a backup the one in force: a new epoch. Devices that `before` (the store that it
// takes the place of, may be null) knew as revoked, and users that it knew as disabled, are so again.
struct RestoredStore {
  std::string epoch;
  record::CommitNumber held = 0;  // everything up to here came back
  std::vector<std::string> revoked, disabled;
};
[[nodiscard]] base::Result<RestoredStore> begin_restored(const Ground& ground, storage::Store* before);

// What stands of a restore: whether it is open, devices that were seen within the retention time and have not been here
// since, and acts that it lost and devices brought receipts of, done again or not (session/acts/act_receipts.h).
struct RestoreStatus {
  bool open = false;
  std::vector<storage::Enrolment> waiting;
  std::vector<session::LostAct> acts;
};
[[nodiscard]] base::Result<RestoreStatus> restore_status(storage::Store& store);

// Ends the time in which devices bring back what the restore lost; from now on they are told what to give up.
// `waiting`: devices that were seen within the retention time and have not been here since the restore.
[[nodiscard]] base::Result<std::vector<storage::Enrolment>> close_restored(const Ground& ground);

// ---- the mass-change brake (session/brake.h)
[[nodiscard]] base::Result<std::vector<session::HeldGroup>> held(storage::Store& store);  // the oldest first
// Commits what was held, in its authors' names and with the ranks that it came with; or refuses it. What was built on
// it is committed in any case, and stands or falls by itself.
struct DecidedGroup {
  std::int64_t mutations = 0;
  int applied = 0, parked = 0, refused = 0;
};
[[nodiscard]] base::Result<DecidedGroup> release_held(const Ground& ground, const std::string& id);
[[nodiscard]] base::Result<DecidedGroup> reject_held(const Ground& ground, const std::string& id);
[[nodiscard]] base::Result<session::BrakeLimits> brake_limits(storage::Store& store);
[[nodiscard]] base::Status set_brake_limits(const Ground& ground, const session::BrakeLimits& limits);

// ---- sealed parcels
struct ParcelView {
  storage::ParcelRow row;
  std::int64_t unsent = 0, refused = 0;  // mutations inside; -1: cannot be opened
};
[[nodiscard]] base::Result<std::vector<ParcelView>> parcels(storage::Store& store);
// What is inside; NotValid: it cannot be opened, or was dropped. For an administrator's eyes alone.
[[nodiscard]] base::Result<protocol::ParcelContent> parcel_content(storage::Store& store, const std::string& id);
// Commits the unsent mutations of a parcel in their author's name, each once. Returns how many, and of these parked and
// refused. NotValid: all that is inside was refused already; it can be read, and its author enters it anew.
struct AppliedParcel {
  std::int64_t mutations = 0;
  int parked = 0, refused = 0, repeated = 0;
  std::vector<std::string> reasons;  // of those that are refused now
};
[[nodiscard]] base::Result<AppliedParcel> apply_parcel(const Ground& ground, const std::string& id);
// Forgets what is inside; that it was there is kept.
[[nodiscard]] base::Status drop_parcel(const Ground& ground, const std::string& id);

[[nodiscard]] base::Result<std::vector<std::string>> check(storage::Store& store);
// Deleted records leave the feed once every device that was seen within the retention time has heard of them; a device
// that comes back later downloads everything anew.
inline constexpr std::int64_t retention_days_default = 180;
[[nodiscard]] base::Result<storage::Compaction> compact(const Ground& ground,
                                                        std::int64_t retention_days = retention_days_default);

}  // namespace keybook::server::admin
