// No two changes under one name (REPLICATION §1): a stamp names an edit for ever, and a second one would take its place
// in state and history.
//
// A device's hybrid clock never repeats a stamp nor runs backwards: what it makes is later than what it made before. A
// mutation that was made under another number (its profile was copied, or its server restored) keeps its stamp, and may
// come after later ones: there the records are asked whether another edit has the name.
//
// Threads: one, of one push. Errors: base::Failure of storage.
#pragma once

#include <optional>

#include "storage/storage.h"

namespace keybook::server::session {

class Stamps {
 public:
  // `copied`: others may have sent mutations of this enrolment.
  Stamps(storage::Writer& writer, std::string enrolment, bool copied);

  // Why a mutation of a new number cannot have its stamp; nullopt: it has it, and later ones are later.
  [[nodiscard]] std::optional<base::Error> refuses(const record::Mutation& mutation);
  // The latest of the device, and what it was before a savepoint that was taken back.
  [[nodiscard]] const record::Stamp& last() const { return last_; }
  void back_to(record::Stamp last) { last_ = std::move(last); }
  // For the next push.
  void keep();

 private:
  [[nodiscard]] bool is_taken(const record::Mutation& mutation);
  [[nodiscard]] bool is_taken(const record::RecordEdit& edit, const record::Stamp& stamp);

  storage::Writer& writer_;
  const std::string enrolment_;
  const bool copied_;
  record::Stamp last_, kept_;
};

}  // namespace keybook::server::session
