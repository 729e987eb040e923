// Edits of mutations put on states of records: the same merge (shared/merge) over the confirmed state, for what the
// user sees (pending mutations) and for own mutations that the server applied as they were. Threads: as the database.
// Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include "outbox/outbox.h"

namespace keybook::client::outbox {

using record::RecordEdit;
using record::RecordState;

// Whether an edit of this unit by this role becomes a request: it is locked and the role may not grant it. What a
// creation says about where its record belongs, and about its author as owner, is no request.
[[nodiscard]] bool becomes_request(const schema::Type& type, const std::string& unit, const store::Device& device,
                                   const RecordEdit& edit);

class Overlay {
 public:
  Overlay(Store& store, const store::Device& device);

  // Applies a mutation that the server confirmed as plain to a record's confirmed state; writes its history lines.
  void confirm(std::optional<RecordState>& state, const RecordEdit& edit, const record::OriginPtr& origin);
  // What the user sees of a record: the confirmed state, then all pending mutations. Writes shown state, shadow, lines
  // of pending edits and search index. `confirmed` nullopt: no server knows the record.
  void rebuild(const std::string& type, const std::string& record, const std::optional<RecordState>& confirmed);
  // One new mutation on top of what is shown, with its outbox entry.
  void add(const Mutation& mutation, std::int64_t made_ms);

  [[nodiscard]] record::OriginPtr pending_origin(const Mutation& mutation) const;

 private:
  // A record whose existence an edit of another may change: its account, where that was ever deleted.
  [[nodiscard]] std::optional<std::string> also_touched(const RecordEdit& edit);
  enum class Side { Confirmed, Shown };
  void put(Side side, std::optional<RecordState>& state, const RecordEdit& edit, const record::OriginPtr& origin);
  void write_line(Side side, record::Line line, const RecordState& state);
  void settle_existence(RecordState& state);

  Store& store_;
  const store::Device& device_;
};

}  // namespace keybook::client::outbox
