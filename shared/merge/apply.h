// Committing edits into the state of a record, one arrival at a time, in any order (REPLICATION §3, §4).
// The same functions run on the server (commit), on the device (pending mutations over the confirmed state, and its own
// mutations that the server confirmed), in the simulator and in keybook-vectors. Pure: what they need of the past they
// ask History for, and only where a unit has concurrent edits.
#pragma once

#include "merge/existence.h"
#include "merge/field.h"

namespace keybook::merge {

// What an arrival did to a record, to be stored in one transaction with it.
struct Applied {
  std::vector<record::Line> lines;  // new or rewritten lines (superseded heads, concurrent edits, existence edits)
  std::vector<std::string> units;   // whose value, heads or conflict changed
  bool existence = false;           // an existence edit was among it: recompute, see existence.h
  bool plain = true;  // all went the fast path: every base covered all heads, nothing was deleted or restored
};

// What a unit that the declarations do not know merges by: what its change looks like.
[[nodiscard]] schema::Merge rule_of(const schema::Type* type, const std::string& unit, const record::Change& change);
// The same from what the unit already holds.
[[nodiscard]] schema::Merge rule_of(const schema::Type* type, const std::string& unit, const record::FieldState& held);
[[nodiscard]] bool review_of(const schema::Type* type, const std::string& unit);

// One field edit on one unit; adds to `applied`. `origin` names it. Fast where the edit's base covers all heads.
void apply_field(record::RecordState& state, const std::string& unit, schema::Merge rule, bool review,
                 const record::Change& change, const record::Base& base, const record::OriginPtr& origin,
                 record::History& history, Applied& applied);
[[nodiscard]] Applied apply_field(record::RecordState& state, const std::string& unit, schema::Merge rule, bool review,
                                  const record::Change& change, const record::Base& base,
                                  const record::OriginPtr& origin, record::History& history);

// One edit of one record, all its fields and its existence. A record that is not there (empty `state.id`) comes to be
// by it, whatever its op; a later creation is an edit. Locked fields are applied like others: who may is the caller's
// matter, as is which account a new record belongs to (`edit.account`, or its own id where that is empty and the type
// is a root).
[[nodiscard]] Applied apply_edit(record::RecordState& state, const record::RecordEdit& edit, const schema::Type* type,
                                 const record::OriginPtr& origin, record::History& history);

// A line that does not count (a request, a parked or refused edit …): a stepping stone for bases, kept for the history.
[[nodiscard]] record::Line field_line(const record::RecordState& state, const std::string& unit,
                                      record::LineState line_state, const record::Change& change,
                                      const record::Base& base, const record::OriginPtr& origin);

// All edits of a unit from its state and its lines: everything Field needs.
[[nodiscard]] std::vector<Edit> edits_of(const record::RecordState& state, const std::string& unit, schema::Merge rule,
                                         const std::vector<record::Line>& lines);

// The unit anew from all its edits (accounts were merged or parted): the state, and the lines that it needs of `edits`.
struct Rebuilt {
  record::FieldState state;
  std::vector<record::Line> lines;
};
[[nodiscard]] Rebuilt rebuilt_field(const std::string& record, const std::string& unit, schema::Merge rule, bool review,
                                    const std::vector<Edit>& edits);

}  // namespace keybook::merge
