// What one act of a user works with, and who may do what now. For this folder.
// Threads: one. Ownership: the writer's transaction outlives the scene. Errors: base::Failure.
#pragma once

#include "merge/engine.h"
#include "session/ground.h"
#include "session/server_stamp.h"
#include "session/where.h"

namespace keybook::server::session {

// Rights in force, of accounts merged away those of their survivor.
class RightsNow {
 public:
  explicit RightsNow(storage::Reader& reader);

  [[nodiscard]] std::string standing(const std::string& account) const { return access::survivor(survivors_, account); }
  // Nothing where there is no such account.
  [[nodiscard]] std::optional<access::FileRights> of(const std::string& account) const;
  [[nodiscard]] bool sees(const access::User& user, const std::string& account) const;
  // Head office, or a manager of the account's territory or of one above it.
  [[nodiscard]] bool manages(const access::User& user, const std::string& account) const;
  [[nodiscard]] bool manages(const access::User& manager, const access::User& somebody) const;
  [[nodiscard]] bool within(const std::string& territory, const std::string& above) const;

 private:
  storage::Reader& reader_;
  access::TerritoryTree tree_;
  access::Survivors survivors_;
};

// Ids that an act gives to what it makes. Where it is done again they are given anew in the same order.
struct Ids {
  std::vector<std::string> made;
  std::size_t next = 0;
};

struct Scene {
  const Ground& ground;
  storage::Writer& writer;
  access::User user;  // who asks; empty name: a job
  std::int64_t now_ms = 0;
  merge::Engine& engine;
  Ids* ids = nullptr;  // nullptr: nobody wants to know
  // What the act found that its result does not tell: done again after a restore, it must find the same. nullptr:
  // nobody wants to know.
  record::Value* found = nullptr;

  // For everything that one act does: later than every rank so far, `at_ms` or later.
  [[nodiscard]] record::Stamp stamp(std::int64_t at_ms) const { return next_server_stamp(writer, at_ms); }
  [[nodiscard]] record::Stamp stamp() const { return stamp(now_ms); }
  [[nodiscard]] std::string new_id() const {
    if (ids != nullptr && ids->next < ids->made.size()) return ids->made[ids->next++];
    std::string id = base::uuid_v7(ground.clock, ground.random);
    if (ids != nullptr) {
      ids->made.push_back(id);
      ++ids->next;
    }
    return id;
  }
  void note_found(const char* what, record::Value value) const {
    if (found != nullptr) (*found)[what] = std::move(value);
  }
};

// A user who can be given something; UnknownRecord.
[[nodiscard]] access::User need_user(storage::Reader& reader, const std::string& name);
// The account that stands for `id`, where the user sees it; UnknownRecord else.
[[nodiscard]] std::string need_account(const RightsNow& rights, const access::User& user, const std::string& id);

// The text of a field as it stands; empty: none.
[[nodiscard]] std::string text_of(const record::RecordState& state, const char* field);

// ---- the acts; each gives its answer
[[nodiscard]] record::Value propose_handover(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value decide_handover(Scene& scene, const std::string& what, const record::Value& asked);
[[nodiscard]] record::Value list_handovers(Scene& scene);
[[nodiscard]] record::Value preview_handover(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value add_cover(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value end_cover(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value list_covers(Scene& scene);
[[nodiscard]] record::Value decide_parked(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value merge_accounts(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value unmerge_accounts(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value use_pool(Scene& scene, const std::string& what, const record::Value& asked);
[[nodiscard]] record::Value list_pool(Scene& scene);
[[nodiscard]] record::Value add_declaration(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value decide_request(Scene& scene, const std::string& what, const record::Value& asked);
[[nodiscard]] record::Value move_record(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value set_pool_rule(Scene& scene, const record::Value& asked);
[[nodiscard]] record::Value list_pool_rules(Scene& scene);
[[nodiscard]] record::Value list_pool_warnings(Scene& scene);

// ---- what the server's jobs do
void make_due_handover(Scene& scene, const storage::Plan& plan);
void move_due_cover(Scene& scene, const storage::Plan& plan);
void apply_pool_rule(Scene& scene, const storage::Plan& plan);
// Covers follow their owners' accounts: gives what came, takes what went.
void settle_covers(Scene& scene);
// Accounts were parted again: what a cover that is over since then had given of them ends too.
void end_covers_of_parted(Scene& scene);

}  // namespace keybook::server::session
