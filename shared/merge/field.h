// All edits of one merge unit of one record, judged: heads, value, conflict, and the outcome of each edit.
// The whole of REPLICATION §4's table, straight from its definition: used where a unit has concurrent edits, for the
// history view, and as the oracle of the incremental path (apply.h). Pure; cost grows with the square of the unit's
// edits (a thousand edits: some milliseconds). Threads: const use from several threads is safe only on copies (text is
// memoised).
#pragma once

#include <memory>
#include <set>
#include <unordered_map>

#include "record/state.h"

namespace keybook::merge {

using record::Value;

enum class Outcome { Applied, Merged, Overwritten, Lost, Parked, Declined, Reverted };
[[nodiscard]] std::string_view name_of(Outcome outcome);  // "applied" …, as in INTERFACE

struct Edit {
  record::EditName name;
  record::OriginPtr origin;
  record::Change change;
  record::Base base;  // names, or a position: every edit of this unit within it that was addressed to the same record
  bool accepted = true;  // false: parked, refused, reverted …; stands for its own base only
};

class Field {
 public:
  // `record`: that the edits are stored with, where some were addressed to another (accounts merged): it breaks ties of
  // rank.
  Field(schema::Merge rule, bool review, std::vector<Edit> edits, const std::string& record = {});

  [[nodiscard]] const std::vector<Edit>& edits() const;  // accepted, by rank
  [[nodiscard]] std::vector<const Edit*> heads() const;  // by rank
  [[nodiscard]] Value value() const;
  [[nodiscard]] bool conflict() const;
  [[nodiscard]] std::vector<Value> sides() const;  // distinct values of the heads of an open conflict, else empty
  [[nodiscard]] Outcome outcome(const record::EditName& name) const;
  [[nodiscard]] std::set<record::EditName> past(const record::EditName& name) const;  // accepted edits only
  // The state to store; heads whose base covers all that was committed before them get an implied base.
  [[nodiscard]] record::FieldState state() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// Whether `base`, of an edit that was addressed to `addressed` (empty: the record that both are stored with), has seen
// the edit of `origin` by itself, without looking at any history: named, or within the position.
[[nodiscard]] bool covers(const record::Base& base, const record::Origin& origin, std::string_view addressed = {});

// The position alone.
[[nodiscard]] bool within(const record::Base& base, const record::Origin& origin, std::string_view addressed);

// What an implied base stands for, written out.
[[nodiscard]] record::Base implied_base(const record::Origin& origin);

}  // namespace keybook::merge
