// What one mutation does in one account file: applied, parked or refused as a whole (REPLICATION §3, §7).
// Threads: one. Writes through the Work of its commit.
#pragma once

#include "merge/check.h"
#include "merge/engine.h"
#include "merge/work.h"

namespace keybook::server::merge {

// A mutation taken apart into the parts of the files that it touches, and committed part by part.
class Parts {
 public:
  Parts(Work& work, const Author& author, const Mutation& mutation, const Stamp& rank,
        const std::optional<DecidedBefore>& before);

  // Commits all parts.
  [[nodiscard]] std::vector<Part> commit();
  // Whether a device that applies its own copy has the same (MutationOutcome::plain). After commit().
  [[nodiscard]] bool plain() const { return plain_; }

 private:
  struct Item {
    std::size_t at = 0;                    // its place in the mutation
    record::RecordEdit edit;               // brought into canonical form
    record::RecordState* state = nullptr;  // null: it comes to be
    const schema::Type* type = nullptr;
    rules::Applied applied;
  };
  struct File {
    std::string account;
    std::vector<Item> items;
    std::optional<base::Error> error;
    access::Verdict may = access::Verdict::Never;  // where there is no error
    std::string was_in = {};  // a file that its records lay in before they were moved, by which it was judged
  };

  void take_apart();
  // The file that an edit belongs to, as it was addressed; an error where there is none.
  [[nodiscard]] base::Result<std::string> file_of(Item& item);
  [[nodiscard]] base::Result<std::string> file_of_new(Item& item);
  [[nodiscard]] base::Result<std::string> file_of_child(Item& item, const schema::Field& parent);
  [[nodiscard]] File& file(const std::string& account, const std::optional<base::Error>& error);

  void hide_never_seen();
  [[nodiscard]] Part commit(File& file);
  void follow_handovers(const File& file);
  [[nodiscard]] access::Verdict verdict(File& file);
  [[nodiscard]] bool made_too_late(const record::RecordState& state);
  [[nodiscard]] access::Verdict verdict_by_rights(File& file);
  [[nodiscard]] bool never_had(const std::string& account);
  [[nodiscard]] access::Verdict verdict_before_moves(File& file);
  [[nodiscard]] std::optional<base::Error> checked(File& file);
  [[nodiscard]] std::optional<base::Error> refers_to_refused(const File& file);
  [[nodiscard]] bool is_missing(const std::string& record);
  void refuse(const File& file);
  void apply(Item& item, Part& part);
  void park(Item& item, Part& part);

  // Prepares an edit for the edit set of `target`: its bases within what its author can have seen, and by that set's
  // names.
  void address(record::RecordEdit& edit, record::RecordState& target);
  // Takes the locked units out of the edit: requests, or written at once where the author's role may.
  void split_locked(Item& item, record::RecordState& target, bool creates, Part& part, bool may_grant);
  void grant_at_once(const Item& item, record::RecordState& target);
  [[nodiscard]] bool own_at_creation(const Item& item, const std::string& unit) const;
  void found_account(Item& item);
  void clamp(record::Base& base) const;
  [[nodiscard]] record::OriginPtr origin(const record::RecordEdit& edit, const record::RecordState& target);
  [[nodiscard]] record::RecordState& target_of(Item& item);

  Work& work_;
  const Author& author_;
  const Mutation& mutation_;
  const Stamp rank_;
  const std::optional<DecidedBefore>& before_;
  std::vector<File> files_;
  std::set<std::string> founded_;  // accounts that this mutation makes
  std::vector<std::string> refused_creations_;
  std::map<std::string, record::FieldEdit>
      at_once_;               // locked units of the record at hand that its author's role may write
  record::OriginPtr origin_;  // shared by all edits that were addressed to the record they are stored with
  bool plain_ = true;
};

// Names of account fields that decide about rights, where the root type declares them.
inline constexpr const char* owner_unit = "owner";
inline constexpr const char* team_unit = "team";
inline constexpr const char* territory_unit = "territory";

// The version of an account's rights after `units` of it were written: what its fields say of owner, team and
// territory.
[[nodiscard]] access::FileRights rights_by_fields(const record::RecordState& account,
                                                  const std::vector<std::string>& units, access::FileRights before);
// Whether a unit is one of those.
[[nodiscard]] bool decides_rights(const std::string& unit);

}  // namespace keybook::server::merge
