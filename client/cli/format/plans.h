// What commands print of handovers, covers, late edits and duplicates with --json. Threads: pure functions.
#pragma once

#include "format/views.h"
#include "protocol/acts.h"

namespace keybook::cli {

// {id, state, from, to, accounts:[ids], results, proposed_by, proposed_at, effective, decided_by, decided_at,
// effective_at, note, keep, choices}. `effective`: the earliest moment asked for; `effective_at`: when it took effect.
[[nodiscard]] Value handover_json(const protocol::HandoverPlan& plan);
// {id, state, for, by, from, until, ended, added_by}
[[nodiscard]] Value cover_json(const protocol::CoverPlan& plan);
// {id, account, user, device, made_at, type, record, op, fields:{field:{value, current, base, state}}, state, own}
[[nodiscard]] Value parked_json(const client::Parked& parked);
// {accounts:[first, second], names:[…], reasons:[…]}
[[nodiscard]] Value duplicate_json(const client::Duplicate& duplicate);

}  // namespace keybook::cli
