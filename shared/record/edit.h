// What one mutation does: edits of records, field by field, each with the base that its author had seen.
// Threads: plain values.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "record/stamp.h"
#include "schema/registry.h"

namespace keybook::record {

using schema::Value;

// Names an edit of a field: the stamp of its mutation, and the record it was addressed to where that is not the one
// the edit itself is addressed to (merged accounts). Text: "ms.counter.device" or "ms.counter.device/record".
using EditName = std::string;

// What an author had seen. Either a position, which covers every edit (of the field; for deletes and restores of the
// whole family) with commit <= `commit`, and the edits of `device` with a mutation counter <= `counter`; or names of
// heads. Each named edit stands for its own base too.
struct Base {
  bool position = false;
  CommitNumber commit = 0;
  Counter counter = 0;
  std::string device;           // whose counter
  std::vector<EditName> names;  // may be combined with a position; duplicates allowed

  bool operator==(const Base&) const = default;
  [[nodiscard]] bool empty() const { return !position && names.empty(); }
};

// What an edit does to one merge unit (schema::Unit: a field or a group).
struct Change {
  enum class Kind { Put, Set, Delta } kind = Kind::Put;
  Value value;                           // Put: null is "no value"; of a group: an object of all members
  std::vector<std::string> add, remove;  // Set
  std::string delta;                     // Delta: a decimal, "-3", "2.50"

  bool operator==(const Change&) const = default;
};

struct FieldEdit {
  Change change;
  Base base;
};

enum class Op { Create, Set, Delete, Restore };
[[nodiscard]] std::string_view name_of(Op op);  // "create" …
[[nodiscard]] std::optional<Op> op_of(std::string_view name);

struct RecordEdit {
  Op op = Op::Set;
  std::string type, id;
  std::string account;                      // Create of a child: the account file; else empty
  std::map<std::string, FieldEdit> fields;  // by unit name; also names of units that this program does not know
  Base base;                                // Delete, Restore: what was seen of the record and all below it
};

// The clock readings that date a mutation (REPLICATION §8).
struct ClockReading {
  std::int64_t wall_ms = 0;       // the device's own clock, uncorrected
  std::int64_t monotonic_ms = 0;  // since the device program started
  std::string boot;               // names that start; monotonic readings compare only within one
};

// Where a mutation was made first, if that is not where it is sent from: the profile was copied, or its server
// restored. Exactly-once is keyed on it.
struct FirstMade {
  std::string enrolment;  // empty: here
  Counter counter = 0;
  std::string digest;  // of the mutation as it was then

  bool operator==(const FirstMade&) const = default;
  [[nodiscard]] bool empty() const { return enrolment.empty(); }
};

// One atomic change, named by its stamp, numbered per enrolment.
struct Mutation {
  std::string enrolment;  // device-and-user; the device part of its stamps
  Counter counter = 0;
  Stamp stamp;
  ClockReading clock;
  std::string declarations;  // Registry::digest it was made under
  std::vector<RecordEdit> edits;
  FirstMade first;  // not part of what it says (digest)
  Stamp ranked;     // the rank that a server gave it before it was restored; empty: none
};

// Where an accepted edit comes from.
struct Origin {
  Stamp name;                     // as made; names the edit for ever
  Stamp rank;                     // decides who is later; equal to name unless the clock was wrong
  CommitNumber commit = 0;        // 0: not committed yet (pending on this device)
  Counter counter = 0;            // mutation counter within its enrolment; 0 for the server's own
  std::string user;               // in whose name
  std::int64_t committed_ms = 0;  // server time
  bool by_person = true;          // false: a job of the server; does not keep a deleted record alive
  std::string note;               // "taken by u2"
  std::string addressed;          // record the edit was addressed to, where that is not the one it is stored with

  bool operator==(const Origin&) const = default;
};
using OriginPtr = std::shared_ptr<const Origin>;

// The edit's name in the edit set of the record that it is stored with: "stamp" or "stamp/addressed".
[[nodiscard]] EditName edit_name(const Origin& origin);

}  // namespace keybook::record
