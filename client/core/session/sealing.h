// What leaves this device unread: the unsent and refused work of a file that its user lost, or everything of a device
// that was revoked (REPLICATION §6). It is closed with the server's key and waits as a parcel; receipts without values
// stay. Threads: as the database. Errors: base::Failure; inside a transaction of the caller where it says so.
#pragma once

#include <functional>
#include <set>

#include "base/random.h"
#include "outbox/outbox.h"
#include "protocol/messages.h"

namespace keybook::client::session {

class Sealing {
 public:
  Sealing(store::Store& store, const store::Device& device, base::Random& random, std::int64_t now_ms)
      : store_(store), device_(device), random_(random), now_ms_(now_ms) {}

  // Before a file's records are erased: nothing of it stays in outbox, undo and drafts. In a transaction.
  void file(const std::string& account);
  // Everything was downloaded anew, and nobody said what was not given any more: the same for work on records that are
  // not here. In a transaction.
  void strays();
  // Everything: seals what was not sent, erases all else, and marks the device as revoked. Returns how many changes
  // were sealed. In a transaction.
  std::int64_t wipe();

 private:
  struct Found {
    record::Counter counter = 0;
    outbox::Stage stage = outbox::Stage::Pending;
    record::Mutation mutation;
  };
  using Which = std::function<bool(const record::Mutation&)>;
  // Of those that the server has.
  struct Kept {
    std::string enrolment, ranked, proof;
    record::Counter counter = 0;
    record::CommitNumber number = 0;
    std::int64_t again = 0;  // outbox.h
    record::Value json;
    record::Mutation mutation;
  };
  [[nodiscard]] static Kept read_kept(sqlite::Query& row);
  [[nodiscard]] std::vector<Kept> kept_of(const std::string& account);
  [[nodiscard]] bool holds(const record::Mutation& mutation, const std::string& account);
  [[nodiscard]] std::set<std::string> made_in_vain(const std::string& account);
  void close_unsent(std::initializer_list<outbox::Stage> stages, const Which& which, const std::string& account);
  void close_kept(std::vector<Kept>&& kept, const std::string& account);
  std::int64_t close(const std::vector<Found>& found, const std::string& account);
  void put_parcel(std::vector<protocol::Sealed>&& content, const std::string& account, record::CommitNumber number);
  void strip(const Found& found);

  store::Store& store_;
  const store::Device& device_;
  base::Random& random_;
  const std::int64_t now_ms_;
};

// What a mutation touched, without what it said.
[[nodiscard]] record::Mutation without_values(record::Mutation mutation);

// Parcels that wait for the server, oldest first.
[[nodiscard]] std::vector<protocol::Parcel> waiting_parcels(store::Store& store);
// The server has them, by this commit; should it be restored to an earlier one, they are sent again. In a transaction.
void parcels_arrived(store::Store& store, const std::vector<std::string>& ids, record::CommitNumber number,
                     std::int64_t now_ms);
// The server was restored and has those up to this commit.
void send_parcels_again(store::Store& store, record::CommitNumber held);

// Overwrites what deleted rows left in the search index and the log. Where another program reads the profile at this
// moment a rest stays until the next call. Not in a transaction.
void scrub(store::Store& store);
// Forgets how to undo changes of what is in this file, but for creations: accounts were parted, and what was there
// before may be the other one's. In a transaction.
void forget_earlier_values(store::Store& store, const std::string& account);
// Records left this device. In a transaction.
void note_strays(store::Store& store);
// Forgets what undo and drafts hold of records that left since it was last called: nobody can use it, and others may
// have written it. Not while a download is under way, which may bring them. In a transaction.
void forget_strays(store::Store& store);
// To be scrubbed at the next occasion. In a transaction.
void need_scrub(store::Store& store);

}  // namespace keybook::client::session
