// One commit under way: the records that it touches, read once and written once, and the lines that it leaves.
// Threads: one. Nothing is written of a Work that is not finished, but for its lines: the merge reads them back.
#pragma once

#include <map>
#include <set>

#include "merge/apply.h"
#include "merge/ledger.h"

namespace keybook::server::merge {

namespace rules = keybook::merge;  // shared/merge, which this namespace's own name hides

class Work {
 public:
  Work(const schema::Registry& registry, storage::Writer& writer, Ledger& ledger, CommitNumber commit,
       std::int64_t now_ms)
      : registry_(registry), writer_(writer), ledger_(ledger), commit_(commit), now_ms_(now_ms) {}

  [[nodiscard]] CommitNumber commit() const { return commit_; }
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
  [[nodiscard]] storage::Writer& writer() { return writer_; }
  [[nodiscard]] Ledger& ledger() { return ledger_; }
  [[nodiscard]] const schema::Registry& registry() const { return registry_; }
  [[nodiscard]] const schema::Type* type(const std::string& name) const { return registry_.type(name); }

  // nullptr: there is no such record of this type. Stays valid until the work ends.
  [[nodiscard]] record::RecordState* find(const std::string& type, const std::string& id);
  // The same for whatever type it is of.
  [[nodiscard]] record::RecordState* find(const std::string& id);
  // A record that comes to be.
  [[nodiscard]] record::RecordState& make(const std::string& type, const std::string& id);

  // Writes a line as of this commit. `account`: its file.
  void put(record::Line line, const std::string& account);
  // What an edit did to a record: its lines, and the record itself at the end.
  void take(record::RecordState& state, rules::Applied&& applied);
  void touch(const record::RecordState& state) { dirty_.insert(state.id); }
  // Whether the existence of the record, or of the account that it hangs below, may have changed.
  void existence(const record::RecordState& state) { unsettled_.insert(state.id); }

  // The record that stands for an account in the end, where it was merged away.
  [[nodiscard]] record::RecordState& standing(record::RecordState& state);

  // Settles existence and writes the records. Once, at the end.
  void finish();
  // Whether some record's existence was looked at: what only the server can tell of accounts and their children.
  [[nodiscard]] bool settled_existence() const { return settled_existence_; }

  // Records touched, with the commit that had changed them before (0: created now).
  [[nodiscard]] std::vector<std::pair<std::string, CommitNumber>> touched() const;

 private:
  void settle(record::RecordState& state);
  [[nodiscard]] std::vector<record::RecordState*> family_of(const record::RecordState& state);

  const schema::Registry& registry_;
  storage::Writer& writer_;
  Ledger& ledger_;
  const CommitNumber commit_;
  const std::int64_t now_ms_;
  std::map<std::string, std::unique_ptr<record::RecordState>> records_;  // by id; null: known not to be there
  std::set<std::string> dirty_, unsettled_, unsettled_accounts_;
  bool settled_existence_ = false;
};

// A base as the edit set of `record` knows it, of an edit that was addressed to `addressed`: there a name of an edit
// that was addressed to another record carries it.
[[nodiscard]] record::EditName renamed(const record::EditName& name, const std::string& addressed,
                                       const std::string& record);
[[nodiscard]] record::Base renamed(const record::Base& base, const std::string& addressed, const std::string& record);

}  // namespace keybook::server::merge
