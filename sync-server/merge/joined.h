// Two accounts that are one (REPLICATION §4, duplicates): their edit sets joined and parted.
// Threads: one. Cost: all edits of the accounts and of what hangs below them; rare.
#pragma once

#include "merge/work.h"

namespace keybook::server::merge {

// A position covers only what was addressed to the same record. Where its author had already seen two accounts as one,
// it covers edits that were addressed to the other as well: adds their names to the bases of the edit.
void widen(Work& work, record::RecordEdit& edit, record::RecordState& target);

// How the server's own edit in a merge of `from` is told from others (Origin::note).
[[nodiscard]] std::string merge_note(const std::string& from);

// Names of all heads of a unit: the base of somebody who sees it as it is now.
[[nodiscard]] record::Base all_heads(const record::RecordState& state, const std::string& unit);

// Sorts the edits of these accounts anew, each to the record that stands for the one it was addressed to, after the
// survivors changed; and moves what hangs below them along.
void regroup(Work& work, const std::set<std::string>& accounts);

}  // namespace keybook::server::merge
