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
  std::string passage;    // of texts: the line that was written
  std::string user = {};  // whose device it was
};

struct Ledger {
  std::vector<SavedValue> values;
  std::map<std::string, std::string> account_of;  // record -> account file
  std::map<std::string, std::int64_t> tallies;    // "record/field" -> sum of deltas that were acknowledged
  std::set<std::string> records;
  std::set<std::string> disabled;  // users without access: what their devices hold unsent is out of reach
};

}  // namespace keybook::simulation
