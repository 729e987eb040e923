// What this profile knows about itself: its enrolment, where it stands in the feed, and its clock.
// One enrolment for now; everything that belongs to an author is kept by enrolment, so that several users can share a
// device later. Threads: as the database. Errors: base::Failure.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "record/edit.h"
#include "store/store.h"

namespace keybook::client::store {

using record::Counter;

struct Device {
  std::string enrolment;  // device part of our stamps
  std::string user, role, territory, device_name;
  std::string server_url;  // empty: works without a server
  std::string server, epoch, credential;
  CommitNumber cursor = 0;
  std::string page;          // token of a paged pull that is under way
  bool downloading = false;  // the first download is under way
  Counter counter = 0;
  record::Stamp stamp;
  std::int64_t offset_ms = 0;
  Counter sent_upto = 0;
  std::int64_t last_sync_ms = 0, offline_since_ms = 0;
  std::string token, seal_key;                  // see protocol::SyncRequest, protocol::EnrolAnswer
  bool revoked = false;                         // was wiped
  bool gaps = false;                            // some of our numbers are closed elsewhere, or were lost
  CommitNumber lost_after = 0, lost_until = 0;  // commits in between are none of the restored server's

  // Whether a commit was given before the server was restored: no position covers it.
  [[nodiscard]] bool lost(CommitNumber commit) const { return commit > lost_after && commit <= lost_until; }

  // Server time by this machine's clock.
  [[nodiscard]] std::int64_t now_ms(base::Clock& clock) const { return clock.wall_ms() + offset_ms; }
};

[[nodiscard]] std::optional<Device> load_device(Store& store);
void insert_device(Store& store, const Device& device);
void save_device(Store& store, const Device& device);
// Takes the next counter and stamp, and keeps them: inside the transaction of the mutation that they are for.
[[nodiscard]] record::Stamp next_stamp(Store& store, Device& device, base::Clock& clock);

}  // namespace keybook::client::store
