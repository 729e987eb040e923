// What people plan with the server, as values and JSON: kept by the server, answered to those concerned, shown by
// devices. Threads: plain values, pure functions. Times: ms since 1970 UTC, 0: not (yet). Errors: base::Failure with
// BadRequest where the JSON is no plan.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "record/edit.h"

namespace keybook::protocol {

using record::Value;

// proposed → accepted | declined | withdrawn; accepted → effective (at once, or at its date) | withdrawn | lapsed.
struct HandoverPlan {
  struct Account {
    std::string id, from;  // from: its owner when it was proposed; empty: the pool
    std::string result;    // once effective: "moved", "owner-changed", "deleted", "successor-disabled"
  };
  std::string id, state;
  std::string to, by;  // successor; who proposed it
  std::string note;
  std::string decided_by;                          // who accepted, declined or withdrew it
  std::int64_t proposed_ms = 0, effective_ms = 0;  // effective: the earliest moment; 0: at once
  std::int64_t decided_ms = 0, done_ms = 0;        // done: when it took effect
  bool keep = false;                               // predecessors stay in the team
  std::map<std::string, std::string> choices;      // type -> all, open or none
  std::vector<Account> accounts;

  // The one predecessor of all accounts; empty: several, or the pool.
  [[nodiscard]] std::string from() const;
  [[nodiscard]] bool open() const { return state == "proposed" || state == "accepted"; }
};

// planned → active → over.
struct CoverPlan {
  std::string id, state;
  std::string absent, substitute, by;
  std::int64_t from_ms = 0, until_ms = 0, ended_ms = 0;
  std::map<std::string, std::string> granted;  // account -> its cover record; the server's own bookkeeping
};

[[nodiscard]] Value to_json(const HandoverPlan& plan);
[[nodiscard]] HandoverPlan handover_plan(const Value& json);
[[nodiscard]] Value to_json(const CoverPlan& plan);
[[nodiscard]] CoverPlan cover_plan(const Value& json);

}  // namespace keybook::protocol
