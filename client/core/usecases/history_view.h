// Edits of records as lines of history, and their names. Internal to this folder.
// Threads: as the database. Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include "merge/field.h"
#include "usecases/client.h"
#include "usecases/impl.h"

namespace keybook::client {

// A history line's id is "record/unit/edit": unit empty for existence.
struct LineName {
  std::string record, unit;
  record::EditName edit;
};
[[nodiscard]] LineName line_name(const std::string& id);

// All edits of one unit as the merge judges them.
[[nodiscard]] merge::Field judged(Client::Impl& impl, const record::RecordState& state, const std::string& unit);
// What a line's author wrote, as the whole value that the unit had then.
[[nodiscard]] Value value_of_line(Client::Impl& impl, const record::RecordState& state, const LineName& name);

// History of one record, oldest first. `field` empty: all, existence included.
[[nodiscard]] std::vector<HistoryLine> history_of(Client::Impl& impl, const record::RecordState& state,
                                                  const std::string& field);

// A parked line's change: what its author wrote as a whole value, what stands now, and what the author saw.
struct LateValues {
  Value value, current, base;
};
[[nodiscard]] LateValues late_values(Client::Impl& impl, const record::RecordState& state, const record::Line& line);
// The same by the change alone; of sets {"+","-"}, of tallies {"d"}.
[[nodiscard]] Value written_value(const record::Change& change);

// Own late edits of a record whose file this user does not have any more; empty: there are none. Of parked.cpp.
[[nodiscard]] std::vector<HistoryLine> own_late_history(Client::Impl& impl, const std::string& record,
                                                        const std::string& field);

// ---- of undo.cpp
// A base of all heads, whatever the cursor covers.
[[nodiscard]] Seen everything_seen(const record::RecordState& state, const store::Device& device);
// The fields of a unit's value, as edits name them.
void put_unit(Value& fields, const schema::Type& type, const std::string& unit, const Value& value);

}  // namespace keybook::client
