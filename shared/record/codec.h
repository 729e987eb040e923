// JSON and compact forms of edits, origins, states and lines. The JSON forms are the wire (protocol/), the compact form
// is what the tables keep beside a row. Unknown units pass through unharmed. Threads: pure functions.
#pragma once

#include "record/state.h"

namespace keybook::record {

// Mutation <-> JSON:
// {"n":counter,"s":stamp,"c":[wall,monotonic,boot],"v":declarations,"p":[commit,counter],"e":[edit…]}. "p" is the
// position base of every field edit (and delete) that has no base of its own; its counter is left out where it is n-1.
// An edit is {"o":op,"t":type,"r":id,"a":account,"f":{unit:change},"F":{unit:[change,base]},"b":base}; "o" is left out
// for set, "F" holds the fields with a base of their own, "b" is that of a delete or restore. A change is the plain
// value; {"+":[…],"-":[…]} for sets; {"d":"3"} for counters; {"=":value} where a value would look like one of these. A
// base is a list of names, or {"p":[commit,counter,device],"n":[names]}. "O":[enrolment,counter,digest] says where it
// was made first, "k" which rank a server that was restored had given it. The enrolment is not in it: the session knows
// it.
[[nodiscard]] Value to_json(const Mutation& mutation);
[[nodiscard]] base::Result<Mutation> mutation_from_json(const Value& json, const std::string& enrolment);

// SHA-256 in hex of all that a mutation says: the same mutation sent twice has the same, whatever the JSON looked like.
[[nodiscard]] std::string digest(const Mutation& mutation);
// The same of what it changes alone. It stays when the mutation goes up again to a restored server: under another
// number, and with other bases.
[[nodiscard]] std::string content_digest(const Mutation& mutation);

[[nodiscard]] Value to_json(const Base& base);
[[nodiscard]] base::Result<Base> base_from_json(const Value& json);
[[nodiscard]] Value to_json(const Change& change);
[[nodiscard]] base::Result<Change> change_from_json(const Value& json);
[[nodiscard]] Value to_json(const Origin& origin);
[[nodiscard]] base::Result<Origin> origin_from_json(const Value& json);
[[nodiscard]] Value to_json(const Line& line);
[[nodiscard]] base::Result<Line> line_from_json(const Value& json);

// Origin: [name, commit, counter, user, committed ms, {"k":rank, "j":1 if a job, "w":note, "a":addressed}?].
// Line: {"r":record,"u":unit,"o":op,"s":state,"g":origin,"x":change,"b":base,"k":changed,"d":decided by}.

// A record for the feed: all of it, or, where the device is known to hold it, only units with a head committed after
// `since` (0: all). {"t":type,"r":id,"a":account,"o":[origin…],"f":{unit:value},"h":{unit:heads},"x":flags,
// "m":merged into,"w":home,"z":rebuilt}. Units whose single head is origin 0 with implied base have no "h"; a number is
// a single head of that origin; else [flags, [origin, base|null, value]…] with flags 1 conflict, 2 lined. Origin 0 of a
// whole record is its creation. Flags: 1 deleted, 2 kept, 4 has deletes, 8 partial: other units stay as held, 16 lines
// follow anew.
[[nodiscard]] Value to_json(const RecordState& state, CommitNumber since);
// Applies a (partial) record of the feed on what is held already; on an empty state where nothing is.
[[nodiscard]] base::Status apply_json(const Value& json, RecordState& held);
// Whether all history lines of this record are sent again (accounts were merged or parted): those held are to be
// forgotten.
[[nodiscard]] bool lines_follow_anew(const Value& json);

// Everything of a state that is not in the columns of its row (origins, heads beyond the standing value, flags), for a
// BLOB beside the row. Values of units that `type` does not know (nullptr: of all) travel inside it.
[[nodiscard]] std::string pack_meta(const RecordState& state, const schema::Type* type);
// Fills fields, created and flags; type, id and account stay as they are. Values of known units come from the columns
// afterwards: fill FieldState::value of the fields found here from columns that are not NULL, and leave it where they
// are (a unit that was unknown when the row was written has its value from here, and NULL in a column that is newer).
[[nodiscard]] base::Status unpack_meta(std::string_view meta, const schema::Type* type, RecordState& state);

// The meta of a record to which nothing but its creation ever happened: every unit has the creation as its one simple
// head. nullopt: something did happen, read the state. For feeds that send such rows without building a state.
struct FreshMeta {
  Origin created;          // ranked as it was made
  std::string_view units;  // bit i % 8 of byte i / 8: unit number i (the least number of its fields) was written
};
[[nodiscard]] std::optional<FreshMeta> fresh_meta(std::string_view meta);

}  // namespace keybook::record
