// Finds out whether this device holds what it should, and has what it does not sent anew (REPLICATION §10, self-check).
//
// Two looks. What lies in the database is counted against the digests that were kept with each change: a part of it at
// each sync, as much as the time since the last look pays for, so that it never takes more than a small share of the
// time. And the digest of all is compared with the server's at the end of each exchange; where they differ, the next
// message names all files with their digests, and the answer tells which. A file that is damaged by either is sent as a
// whole; what waits to be sent stays. Threads: as the database. Errors: base::Failure.
#pragma once

#include <set>

#include "base/clock.h"
#include "base/log.h"
#include "session/session.h"
#include "store/device.h"

namespace keybook::client::session {

class SelfCheck {
 public:
  SelfCheck(store::Store& store, base::Clock& clock, base::Log& log) : store_(store), clock_(clock), log_(log) {}

  // Looks at some of the rows, or at none if it did so just now. What is damaged is noted. After Sound note_progress()
  // is to be called, in a transaction that may be lost.
  enum class Look { None, Sound, Damaged };
  [[nodiscard]] Look look();
  void note_progress();
  // Looks at all of them.
  [[nodiscard]] static std::vector<std::string> damaged_files(store::Store& store);

  // The server was restored: until it has got back what it gets back, it knows less than this device, so nothing is
  // asked for anew. Files that say anything of what it lost, commits after `held`, are asked for once the restore is
  // closed, since their histories may differ where their digests do not. Returns them; some may not be here, because
  // they were merged into others. Inside a transaction.
  // `known`: the commit up to which this device had heard of everything.
  static std::set<std::string> begin_restore(store::Store& store, record::CommitNumber held,
                                             record::CommitNumber known);
  // Until an answer tells a digest again.
  [[nodiscard]] static bool restore_is_open(store::Store& store);
  // All of it was downloaded anew, as of this commit.
  static void note_download(store::Store& store, record::CommitNumber commit);

  // What the next message asks for.
  void ask(Situation& situation);
  // Inside the transaction of the answer, after it was applied. `asked_from`: the cursor of its message.
  void take(const Take& answered, record::CommitNumber asked_from, bool is_quiet);
  // Whether an answer that brought nothing tells nothing of the digests either.
  [[nodiscard]] bool is_quiet(const protocol::SyncAnswer& answer);

 private:
  [[nodiscard]] bool may_differ();
  void compared(const Take& answered, record::CommitNumber asked_from, record::Sum difference);
  void end_restore();

  store::Store& store_;
  base::Clock& clock_;
  base::Log& log_;
  std::int64_t looked_ms_ = 0;
  std::string position_;
  int comparisons_ = 0;
};

}  // namespace keybook::client::session
