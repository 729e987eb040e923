// From edits as callers give them to a mutation: references resolved, values canonical, groups complete, each change
// with the base that its author had seen. Internal to this folder. Threads: as the database. Errors: base::Failure with
// record and field.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "outbox/overlay.h"
#include "usecases/one_change.h"
#include "usecases/values.h"

namespace keybook::client {

class MutationBuilder {
 public:
  MutationBuilder(store::Store& store, const store::Device& device, base::Clock& clock, base::Random& random,
                  bool unknown_references)
      : store_(store), device_(device), clock_(clock), random_(random), unknown_references_(unknown_references) {}

  // Edits with ids and requests filled into `saved`; what undo needs into undo_entries(). Counter, stamp and clock are
  // left to the caller. Several edits of one record become one (one_change.h); those that change nothing at all (an
  // empty set) are left out. Once per object.
  [[nodiscard]] std::vector<record::RecordEdit> build(const std::vector<Edit>& edits, Saved& saved);
  [[nodiscard]] const Value& undo_entries() const { return undo_; }

 private:
  struct Target {
    const schema::Type* type = nullptr;
    std::optional<record::RecordState> state;  // nullopt: to be created
    const Edit* edit = nullptr;
    std::string id;
  };
  // The edits with the ids that they mean: made for new records, found for natural keys.
  [[nodiscard]] std::vector<Edit> identified(const std::vector<Edit>& edits) const;
  void build_joined(Saved& saved, std::vector<record::RecordEdit>& out);
  [[nodiscard]] Target target_of(const Edit& edit);
  [[nodiscard]] record::RecordEdit build_one(const Target& target);
  void build_fields(const Target& target, record::RecordEdit& out);
  [[nodiscard]] record::Change change_of(const Target& target, const schema::Unit& unit,
                                         const std::map<std::string, Value>& given);
  [[nodiscard]] Value value_of_given(const Target& target, const schema::Field& field, const Value& given);
  [[nodiscard]] record::Change set_change(const Target& target, const schema::Field& field, const Value& given);
  [[nodiscard]] record::Change tally_change(const Target& target, const schema::Field& field, const Value& given);
  [[nodiscard]] Value shown_value(const Target& target, const schema::Unit& unit) const;
  [[nodiscard]] Value resolved(const Target& target, const schema::Field& field, const Value& given);
  [[nodiscard]] std::string standing_one(const std::string& type_name, const std::string& id) const;
  [[nodiscard]] std::string resolved_one(const Target& target, const schema::Field& field,
                                         const std::string& reference);
  [[nodiscard]] std::optional<std::string> called_so(const std::string& type, const std::string& name,
                                                     const base::Where& where) const;
  [[nodiscard]] record::Base base_of(const Target& target, const std::string& unit) const;
  [[nodiscard]] record::Base family_base(const Target& target) const;
  [[nodiscard]] std::string account_of_new(const Target& target, const record::RecordEdit& edit);
  void refuse_under_deleted(const Target& target, const record::RecordState& above) const;
  void check_rights(const Target& target) const;
  void check_required(const Target& target, const record::RecordEdit& edit) const;
  void note_undo(const Target& target, const record::RecordEdit& edit);

  store::Store& store_;
  const store::Device& device_;
  base::Clock& clock_;
  base::Random& random_;
  bool unknown_references_;
  std::optional<OneChange> change_;
  std::map<std::string, std::pair<std::string, std::string>> created_;  // in this mutation: id -> (type, account)
  Value undo_ = Value::array();
};

// What a person sees now: position, and names where the position would say too much or too little.
[[nodiscard]] Seen seen_now(const schema::Type* type, const record::RecordState& state, const store::Device& device);

}  // namespace keybook::client
