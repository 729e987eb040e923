// Everything that anybody was told is saved: the conservation oracle finds each of these again.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/registry.h"

namespace keybook::simulation {

struct SavedValue {
  std::string device, type, record, field;
  schema::Value value;  // as written; of sets the element that was added
  schema::Merge rule = schema::Merge::Latest;
  std::string passage;       // of texts: the line that was written
  std::string user = {};     // whose device it was
  std::int64_t counter = 0;  // of the mutation, on that device
  // Why nobody can ask for it any more (its only copy was on a disk that was put back); empty: it must be found.
  std::string excused = {};
  bool fragile = false;  // acknowledged, but the device that would send it again is not as it was
};

struct Ledger {
  std::vector<SavedValue> values;
  std::map<std::string, std::string> account_of;  // record -> account file
  bool tallied = true;                            // false: some deltas are out of reach, so their sum says nothing
  std::map<std::string, std::int64_t> tallies;    // "record/field" -> sum of deltas that were acknowledged
  std::set<std::string> records;
  std::set<std::string> merged;    // accounts that were merged into others, at some time
  std::set<std::string> revoked;   // devices
  int restores = 0;                // of the server, so far
  bool compacted = false;          // deleted records left the feed: new devices never hear of them
  std::set<std::string> disabled;  // users without access: what their devices hold unsent is out of reach
};

}  // namespace keybook::simulation
