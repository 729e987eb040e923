// The mass-change brake (REPLICATION §10): a user's changes that would delete, move or take away more than a share of
// what the user sees, within a while, are held until somebody at head office has looked at them.
//
// A held mutation has its number closed with an outcome that says so, and lies with the server, dated as it came.
// Released, it is committed with that rank as if it had been late; rejected, it is refused. Nothing else waits but what
// the same device makes of the same records. Revocations, handovers and other acts never come this way.
// Threads: one. Errors: base::Failure of storage.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/random.h"
#include "schema/registry.h"
#include "storage/storage.h"

namespace keybook::server::session {

struct BrakeLimits {
  std::int64_t percent = 20;           // of the records that the user sees; 100: nothing is ever held
  std::int64_t records = 50;           // fewer are never held
  std::int64_t window_ms = 3'600'000;  // within which changes count together
};
[[nodiscard]] BrakeLimits brake_limits(storage::Reader& reader);
void set_brake_limits(storage::Writer& writer, const BrakeLimits& limits);

// Changes of one user that wait together for one word.
struct HeldGroup {
  std::string id, user;
  std::int64_t first_ms = 0, last_ms = 0;
  std::int64_t mutations = 0;
  std::int64_t records = 0;  // that would be deleted, moved or taken away
  std::int64_t seen = 0;     // by the user, when the first came
  enum class State { Open, Released, Rejected } state = State::Open;
  std::int64_t decided_ms = 0;
};
struct HeldMutation {
  std::string enrolment, digest;
  record::Mutation mutation;
  record::Stamp rank;
  bool heavy = false;  // held for what it does; else for building on one that is
};
[[nodiscard]] std::vector<HeldGroup> held_groups(storage::Reader& reader);  // the oldest first
[[nodiscard]] std::vector<HeldMutation> held_mutations(storage::Reader& reader,
                                                       const std::string& group);  // as they came
void put_group(storage::Writer& writer, const HeldGroup& group);

class Brake {
 public:
  Brake(const schema::Registry& registry, storage::Writer& writer, base::Random& random, access::User user,
        std::string enrolment, std::int64_t now_ms);

  // The group that the mutation has to wait with; nullopt: it goes on, and counts for those after it.
  [[nodiscard]] std::optional<std::string> stops(const record::Mutation& mutation);
  // Keeps it with its group.
  void hold(const std::string& group, const record::Mutation& mutation, const std::string& digest,
            const record::Stamp& rank);

 private:
  [[nodiscard]] std::int64_t weight(const record::Mutation& mutation);
  [[nodiscard]] std::int64_t weight(const record::RecordEdit& edit);
  [[nodiscard]] bool is_new(const record::RecordEdit& edit);  // made by this user within the window
  [[nodiscard]] bool may_write(const schema::Type& type, const std::string& unit) const;
  [[nodiscard]] std::optional<std::string> builds_on(const record::Mutation& mutation) const;
  [[nodiscard]] std::int64_t seen();
  [[nodiscard]] std::string group_for(std::int64_t seen_records);
  void remember(const std::string& group, const record::Mutation& mutation);
  void load_window();

  const schema::Registry& registry_;
  storage::Writer& writer_;
  base::Random& random_;
  const access::User user_;
  const std::string enrolment_;
  const std::int64_t now_ms_;
  const BrakeLimits limits_;
  std::map<std::string, std::string> touched_;  // records of held mutations of this device, with their groups
  record::Value window_;                        // [[ms, records]…]; null: not read yet
  std::int64_t removed_ = 0;                    // in the window so far
};

}  // namespace keybook::server::session
