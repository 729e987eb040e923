// What the devices did, as each of them knows it: what surely was saved, and what may have been, because the command
// was killed. The checks compare it with what is there in the end.
//
// Threads: each Story belongs to its device's thread until all have joined.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace keybook::histories {

// Something written: a text that is used nowhere else.
struct Write {
  std::string token;
  bool certain = false;  // the command ended well
};

// A contact that only one device writes: its values in order.
struct Register {
  std::string id;
  std::vector<Write> writes;
  bool deleted = false, deleted_certain = false;
};

struct SharedWrite {
  Write write;
  std::string account;
};

struct Story {
  std::map<std::string, Register> registers;
  std::vector<SharedWrite> visits;   // new visits, by subject
  std::vector<SharedWrite> remarks;  // values of an account's remark
  std::map<std::string, int> operations;
  std::vector<std::string> violations;  // seen while it ran
  double longest_local_s = 0;           // of commands that nothing was done to and that need no network
};

// Who may ever have had an account: who began with it, and to whom the manager tried to give it.
using Holders = std::map<std::string, std::set<std::string>>;

}  // namespace keybook::histories
