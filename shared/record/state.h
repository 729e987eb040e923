// The state of a record: per merge unit its heads and standing value; and the lines of its history.
//
// The common case stays cheap: a unit with one head that was written over everything before it needs that head's origin
// and the value, nothing else. Such a head's base is implied: everything of that unit committed before it. Superseded
// edits are Lines. Set and counter units with more than one edit have ALL their edits as lines (the state holds the
// sum). Threads: plain values.
#pragma once

#include <optional>

#include "record/edit.h"

namespace keybook::record {

struct Head {
  OriginPtr origin;
  Value value;  // of value rules with several heads; a single head's value is FieldState::value, this is null
  std::optional<Base> base;  // nullopt: implied, everything of this unit before it
};

struct FieldState {
  std::vector<Head> heads;  // by rank, the standing one last (latest); never empty once written
  Value value;              // what everybody sees; set: sorted array; counter: decimal string or integer; group: object
  bool conflict = false;    // open conflict: review units with different heads, overlapping texts
  bool lined = false;       // set and counter: all edits are lines

  // What the author of a head wrote; for sets and counters only where it is the one edit.
  [[nodiscard]] const Value& value_of(const Head& head) const { return heads.size() == 1 ? value : head.value; }
};

struct RecordState {
  std::string type, id;
  std::string account;                       // its account file; own id for an account; empty: shared collection
  OriginPtr created;                         // the creation (or the edit that first named it)
  std::map<std::string, FieldState> fields;  // by unit name; units that this program does not know included
  bool deleted = false;                      // hidden by a delete of its own (its account's is looked up there)
  bool kept = false;                         // a delete stands that did not see everything: an open conflict
  bool has_deletes = false;                  // some delete was ever accepted: existence is computed from all lines
  std::string merged_into;                   // account that it was merged into: not shown, links to it lead there
  std::string home;                          // file it belongs to by itself, where that is merged away into `account`
  CommitNumber rebuilt = 0;                  // commit of a merge or parting of accounts that rewrote all of it; 0: none
  CommitNumber changed = 0;  // commit that last changed the row in any way; filled by reads of the tables

  [[nodiscard]] const FieldState* field(std::string_view unit) const {
    const auto found = fields.find(std::string(unit));
    return found == fields.end() ? nullptr : &found->second;
  }
};

// What became of an edit that is no longer (or never was) a head.
enum class LineState {
  Accepted,  // counts; its outcome follows from the other edits
  Request,   // edit of a locked field that waits
  Granted,   // request that was granted (the granting edit is another line)
  Parked,    // late edit that waits for a decision
  Taken,     // parked edit that was taken (the taken edit is another line)
  Declined,  // parked edit or request turned down
  Refused,   // kept only as a stepping stone for bases
  Reverted,  // value of a merge of accounts that was undone
  Voided,    // delete addressed to an account merged away
};
[[nodiscard]] std::string_view name_of(LineState state);  // "accepted" …
[[nodiscard]] std::optional<LineState> line_state_of(std::string_view name);

// One edit of one unit (or of the record's existence) that is not a head with implied base.
struct Line {
  std::string record;  // the record it is stored with
  std::string unit;    // empty: existence (op says what)
  Op op = Op::Set;
  LineState state = LineState::Accepted;
  OriginPtr origin;
  Change change;
  Base base;
  CommitNumber changed = 0;  // commit that last wrote this line: for the feed
  std::string decided_by;    // who took, declined or granted
};

// Edits and bases of a unit or a record, as the slow path of the merge asks for them.
class History {
 public:
  virtual ~History() = default;
  // All lines of one unit of a record, any state, by no particular order.
  [[nodiscard]] virtual std::vector<Line> lines(const std::string& record, const std::string& unit) = 0;
  // All lines of a record, any unit.
  [[nodiscard]] virtual std::vector<Line> lines(const std::string& record) = 0;
};

// Canonical text of a record for digests: {"account","fields","id","type"} with sorted members; null fields and null
// members of groups are left out, and so is a group without members. Fields go by merge unit (a group is one object),
// so that two programs with different declarations agree.
[[nodiscard]] std::string canonical_text(const RecordState& state);
[[nodiscard]] inline std::string canonical_text(const schema::Type* /*type*/, const RecordState& state) {
  return canonical_text(state);
}
// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace keybook::record
