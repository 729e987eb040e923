// What a device need not get back, because it made it itself: records and lines that changed after its cursor only by
// its own plain mutations of this very request (decisions/0003).
//
// Threads: one. A record is own while each of its changes since the cursor is one of these mutations; the first change
// by anybody else in between, or by a mutation that was not plain, ends that for good.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "merge/engine.h"

namespace keybook::server::session {

using record::CommitNumber;

class Echo {
 public:
  explicit Echo(CommitNumber cursor) : cursor_(cursor) {}

  // In the order of commits.
  void add(const merge::MutationOutcome& outcome) {
    whole_ = whole_ && outcome.plain && !outcome.repeated;
    if (outcome.repeated) return;  // its records may have changed since: they are sent
    if (outcome.plain) plain_.insert(outcome.commit);
    for (const auto& [record, before] : outcome.touched) {
      CommitNumber& last = last_.try_emplace(record, 0).first->second;
      const bool unbroken = last == 0 ? before <= cursor_ : before == last;
      last = outcome.plain && last != broken && unbroken ? outcome.commit : broken;
    }
  }

  [[nodiscard]] bool own_record(const std::string& record, CommitNumber changed) const {
    const auto found = last_.find(record);
    return found != last_.end() && found->second == changed;
  }
  // A line of a record that the device itself wrote by a plain mutation, while the record is its own.
  [[nodiscard]] bool own_line(const std::string& record, CommitNumber changed) const {
    const auto found = last_.find(record);
    return found != last_.end() && found->second != broken && plain_.contains(changed);
  }
  // Every mutation so far was plain and new.
  [[nodiscard]] bool whole() const { return whole_; }

 private:
  static constexpr CommitNumber broken = -1;
  CommitNumber cursor_;
  std::unordered_map<std::string, CommitNumber> last_;  // the commit of the last own change
  std::unordered_set<CommitNumber> plain_;
  bool whole_ = true;
};

}  // namespace keybook::server::session
