// The mutations of this device that no server has applied yet: pending ones in the order of their counters, and refused
// ones that wait for their author. Keyed by enrolment: a mutation goes up only under its author's credential.
// Threads: as the database. Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "outbox/parts.h"
#include "protocol/proof.h"
#include "store/device.h"

namespace keybook::client::outbox {

using record::Counter;
using record::Mutation;
using store::Store;

// Sealed: a receipt without values. Held: the server keeps it until somebody at head office confirms it; it is still
// shown, as what is pending is.
enum class Stage { Pending = 0, Refused = 1, Parked = 2, Sealed = 3, Held = 4 };

// Column `again` of what is kept for a restored server: to be sent now; was refused, and goes up once more with the
// close of the restore (turning.h).
inline constexpr int again_now = 1, again_later = 2;

// Where one part of a mutation was refused and another was not, each has a row: what waits for its author has the
// number; beside it, under the negative number, lies a part that is parked, or (of what is kept) one that goes up once
// more by itself.

struct Entry {
  Counter counter = 0;
  Stage stage = Stage::Pending;
  std::int64_t made_ms = 0;
  std::string mutation;  // JSON as it goes on the wire
  std::optional<base::Error> reason;
};

class Outbox {
 public:
  Outbox(Store& store, std::string enrolment) : store_(store), enrolment_(std::move(enrolment)) {}

  // `touched`: record -> type of every record whose view the mutation changes.
  void add(const Mutation& mutation, std::int64_t made_ms, const std::map<std::string, std::string>& touched);
  // In counter order; `each` returns false to stop.
  void each(Stage stage, const std::function<bool(Entry&&)>& each);
  // What goes up: pending ones, and those that a restored server lost. In counter order.
  void each_to_send(const std::function<bool(Entry&&)>& each);
  // One that was sent again to a restored server, whose outcome is awaited; nullopt: it is none.
  [[nodiscard]] std::optional<Mutation> sent_again(Counter counter);
  // The server has it again, its record comes with the same answer.
  void arrived_again(Counter counter, record::CommitNumber commit, const record::Stamp& rank);
  // The server does not take a part of it any more, or all: it waits for its author, or, `When::Later`, until all that
  // the server lost had time to come back (turning.h).
  enum class When { Now, Later };
  void refused_again(Counter counter, const Parts& parts, When when);
  [[nodiscard]] std::optional<Entry> entry(Counter counter);
  [[nodiscard]] std::int64_t count(Stage stage);
  // Pending mutations that touch a record, in counter order.
  [[nodiscard]] std::vector<Mutation> pending_of(const std::string& record);
  [[nodiscard]] Mutation parse(const std::string& json) const;
  // Records whose view a mutation changes, with their types: those that it edits, and a deleted account that an edit
  // below may bring back.
  [[nodiscard]] std::map<std::string, std::string> touched(Counter counter);

  // The server has it: kept until a backup of the server has it too. Before remove() or move_aside().
  // `commit`: of the first, those of the others follow on it.
  void keep(Counter first, Counter last, record::CommitNumber commit, const record::Stamp& rank, std::int64_t now_ms);
  // The same of one of which only a part stands.
  void keep_part(const Parts& parts, record::CommitNumber commit, const record::Stamp& rank, std::int64_t now_ms);
  // The one file that all records of a mutation lie in; nullopt: they lie in several, or are not here.
  [[nodiscard]] std::optional<std::string> file_of(const Mutation& mutation);
  // What the server signed of one that is kept: shown with it, should it be sent again.
  void prove(Counter counter, const std::optional<protocol::Proof>& proof);
  // The server answered: no longer pending.
  void remove(Counter counter);
  void remove(Counter first, Counter last);  // both included
  void move_aside(Counter counter, Stage stage, const std::optional<base::Error>& reason);
  // After move_aside() of one of which only a part is refused: that one stays, what is parked is put beside it.
  void take_apart(Counter counter, const Parts& parts, const std::optional<base::Error>& why_parked);
  // What is parked of it, wherever it lies; and what is left of that when its values are to be forgotten.
  [[nodiscard]] std::optional<Entry> parked(Counter counter);
  void rewrite_parked(Counter counter, const Mutation& mutation);
  void hold(Counter counter, const base::Error& reason);
  [[nodiscard]] std::vector<Counter> held(std::int64_t limit);
  [[nodiscard]] const std::string& enrolment() const { return enrolment_; }

 private:
  [[nodiscard]] std::optional<std::string> file_of(Counter counter);
  [[nodiscard]] Entry read(sqlite::Query& row) const;
  void put_refused(Counter counter, const Parts& parts, std::int64_t made_ms);
  void send_part_later(Counter counter, const Parts& parts, std::int64_t kept_ms);
  Store& store_;
  std::string enrolment_;
};

// Refused mutations that build on another refused one: later, and touching or referring to records that it creates.
[[nodiscard]] std::vector<Counter> built_on(Outbox& outbox, Counter counter);

}  // namespace keybook::client::outbox
