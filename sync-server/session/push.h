// The upward half of an exchange: a device's mutations are dated and committed, all in one write transaction, each with
// its outcome (REPLICATION §3, §8).
//
// Exactly once: a number that was committed before gets its first outcome again; the same number with other content is
// refused (CounterReused: the caller makes a copy of it, exchange.h), as is a gap in the numbers (BadRequest), unless
// the request says that it is closed. A mutation that breaks something inside is refused alone, and its number is
// closed, and so is one under a stamp that was used before (stamps.h). Threads: one. Errors: base::Failure; nothing is
// committed then.
#pragma once

#include "merge/engine.h"
#include "session/auth.h"
#include "session/brake.h"
#include "session/dating.h"
#include "session/echo.h"
#include "session/ground.h"
#include "session/incoming.h"
#include "session/origins.h"
#include "session/presence.h"
#include "session/proofs.h"
#include "session/stamps.h"
#include "session/tokens.h"

namespace keybook::server::session {

struct Pushed {
  std::vector<protocol::Outcome> outcomes;
  Echo echo;
  // Everything that was committed after the device's cursor is its own and plain: until somebody else commits, there is
  // nothing to send it. 0: not so.
  record::CommitNumber own_until = 0;
  int repeated = 0, refused = 0, parked = 0, corrected = 0;
  std::int64_t correction_ms_max = 0;  // by absolute value
};

class Push {
 public:
  Push(const Ground& ground, const Tokens& tokens, const Session& session, const Incoming& incoming,
       std::int64_t now_ms);

  // Commits. `presence`: the enrolment's latest report, brought up to date.
  [[nodiscard]] Pushed run(Presence& presence);

 private:
  struct Item {
    record::Counter counter = 0;
    const record::Mutation* mutation = nullptr;  // null: unreadable
    const Unreadable* unreadable = nullptr;
    std::string digest = {};  // of the mutation
  };
  void line_up();
  [[nodiscard]] bool own_stamp(const record::Mutation& mutation);
  void close_gap(const Item& item);
  [[nodiscard]] std::optional<merge::MutationOutcome> commit_new(const Item& item);
  void restart_engine();
  void commit_group(std::size_t from, std::size_t to);
  merge::MutationOutcome commit_one(const Item& item);
  merge::MutationOutcome refuse(const Item& item, const base::Error& why);
  void remember_creations(const record::Mutation& mutation);
  [[nodiscard]] std::optional<merge::MutationOutcome> refused_before(const Item& item);
  [[nodiscard]] std::optional<merge::MutationOutcome> held(const Item& item);
  [[nodiscard]] std::optional<merge::DecidedBefore> proven(const record::Mutation& mutation);
  [[nodiscard]] Stamp rank_of(const record::Mutation& mutation);
  [[nodiscard]] Stamp seen_by(const record::Mutation& mutation);
  [[nodiscard]] Stamp highest_rank(record::CommitNumber at);
  [[nodiscard]] Stamp rank_of_name(const std::string& type, const std::string& id, const std::string& unit,
                                   const std::string& name);
  void take(const Item& item, merge::MutationOutcome outcome);
  void finish(Presence& presence);

  const Ground& ground_;
  const Tokens& tokens_;
  const Session& session_;
  const Incoming& incoming_;
  const std::int64_t now_ms_;
  std::unique_ptr<storage::Writer> writer_;
  std::optional<merge::Engine> engine_;
  std::optional<Origins> origins_;
  std::optional<Stamps> stamps_;
  std::optional<Proofs> proofs_;
  std::optional<Brake> brake_;
  storage::Enrolment enrolment_;
  DeviceTime device_;
  record::CommitNumber begin_ = 0;  // the last commit before ours
  std::vector<Item> items_;
  int unproven_ = 0, false_proofs_ = 0;  // sent again, but dated and judged anew
  Pushed pushed_;
  std::pair<record::CommitNumber, Stamp> highest_{-1, {}};  // the last answer: most mutations share one position
};

}  // namespace keybook::server::session
