// What a mutation says by itself: kinds, bounds, fields and roles of the declarations (REPLICATION §3). What others
// have written is never a reason to refuse. Threads: pure functions.
#pragma once

#include "access/rights.h"
#include "base/error.h"
#include "record/edit.h"

namespace keybook::server::merge {

struct Checked {
  std::optional<base::Error> error;  // which rule was broken, with record, field and remedy
  bool changed = false;              // values were brought into canonical form
};

// Whether the edit creates its record: then required fields must be there. `same_declarations`: the author's program
// knew the same fields as we do; what it could not know is not asked of it.
enum class Creates { No, Yes };
enum class Declarations { Same, Other };

// Brings the edit's values into canonical form. `type` null: not declared here; the edit is carried if it is
// well-formed.
[[nodiscard]] Checked check(record::RecordEdit& edit, const schema::Type* type, access::Role role, Creates creates,
                            Declarations declarations);

// Whether a role may change a unit by itself where its rule is locked.
[[nodiscard]] bool granted(const schema::Type& type, const schema::Unit& unit, access::Role role);

// The answer for a record that is not there as for one that was never the author's to write.
[[nodiscard]] base::Error unknown_record(const record::RecordEdit& edit);

}  // namespace keybook::server::merge
