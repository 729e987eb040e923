// Whether a record is there (REPLICATION §4, delete): it lives while any person's edit of it, or below it, is in no
// delete's past. Nothing is computed for a record that was never deleted. Threads: pure functions.
#pragma once

#include "record/state.h"

namespace keybook::merge {

struct Existence {
  bool alive = true;
  bool conflict = false;  // kept although deleted; open until a restore or a delete that has seen it

  bool operator==(const Existence&) const = default;
};

struct FamilyMember {
  const record::RecordState* state;
  std::vector<record::Line> lines;
};

// From all edits of the record's family: itself and, for an account, all its children. `family` holds the record
// itself. Cost grows with the edits of the family.
[[nodiscard]] Existence existence(const std::string& record, const std::vector<FamilyMember>& family);

// Existence of `state`, whose family is `family`, put into its flags; whether they changed.
bool settle_existence(record::RecordState& state, const std::vector<FamilyMember>& family);

}  // namespace keybook::merge
