// What goes along when an account changes hands: the predecessor's open tasks, planned visits and the like (REPLICATION
// §7), also those that arrive later but were made before. A function of the edits ranked before the handover alone, so
// that the order of arrival makes no difference. Threads: one.
#pragma once

#include "merge/engine.h"
#include "merge/work.h"

namespace keybook::server::merge {

// A handover as later arrivals need to know it: kept as the note of its line in the account's history.
struct HandedOver {
  record::OriginPtr origin;  // of the handover; its rank divides what goes along from what does not
  std::string from, to;
  std::map<std::string, Moves> moves;
};

// Empty where nothing goes along.
[[nodiscard]] std::string note_of(const HandedOver& handed);
// Handovers of an account with choices, that are later than `after`; the earliest first.
[[nodiscard]] std::vector<HandedOver> handovers_of(Work& work, const std::string& account, const Stamp& after);

// Whether a record, as it stood at the handover, goes along (Moves::All) and would as an open one (Moves::Open).
struct Standing {
  bool of_predecessor = false, open = false;
};
[[nodiscard]] Standing standing_at(Work& work, const record::RecordState& record, const HandedOver& handed);

// Moves the record, or takes the move back, as its edits before the handover demand. Whether anything changed.
bool move_along(Work& work, record::RecordState& record, const HandedOver& handed);

// All members of a file of types that change hands.
[[nodiscard]] std::vector<record::RecordState*> movable_members(Work& work, const std::string& account);

}  // namespace keybook::server::merge
