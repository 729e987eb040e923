// Mutations that two devices hold, since one's profile was copied from the other's, or that came before the server was
// restored: each is applied once, whoever sends it first (REPLICATION §9). Keyed by where it was made first.
//
// Threads: one, of one push. Errors: base::Failure of storage.
#pragma once

#include <map>

#include "merge/engine.h"
#include "storage/storage.h"

namespace keybook::server::session {

class Origins {
 public:
  Origins(storage::Writer& writer, std::string enrolment);

  // The outcome of the same mutation, committed under another name; nullopt: it is new here, or was refused. From now
  // on it stands for this one: what builds on this one builds on it (see_through).
  [[nodiscard]] std::optional<merge::MutationOutcome> known(const record::Mutation& mutation);
  // It was committed as it came, or is held: whoever sends it too gets what it gets.
  void committed(const record::Mutation& mutation);
  // Whether others have sent mutations of this enrolment.
  [[nodiscard]] bool copied() const { return copied_; }
  // Own mutations that stand under another name are named in the bases of those that had seen them.
  void see_through(record::Mutation& mutation) const;
  [[nodiscard]] bool sees_through() const { return !names_.empty(); }

 private:
  struct Name {
    record::Counter counter = 0;  // own number
    record::EditName name;        // what its edits are called here
  };
  [[nodiscard]] std::optional<storage::OriginRow> find(const record::FirstMade& first, const record::Stamp& stamp);

  storage::Writer& writer_;
  const std::string enrolment_;
  const bool copied_;  // others may have sent mutations of this enrolment
  std::map<std::pair<std::string, std::string>, std::vector<Name>> names_;  // by record and unit
};

}  // namespace keybook::server::session
