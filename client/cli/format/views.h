// What commands print with --json: the members named in the command-line interface, and some more.
// Threads: pure functions.
#pragma once

#include "usecases/values.h"

namespace keybook::cli {

using client::Value;

// ISO 8601, UTC, always with milliseconds; null for 0 (not yet, unknown).
[[nodiscard]] Value time_json(std::int64_t ms);

// {type, id, every field…, fields: {every field}, _state: {deleted, pending, conflicts, requested}}. A field that is
// called like one of these members (an account has a field `type`) is found in `fields` only.
[[nodiscard]] Value record_json(const client::Record& record);

[[nodiscard]] Value status_json(const client::Status& status);
[[nodiscard]] Value sync_json(const client::SyncResult& result);
[[nodiscard]] Value exchange_json(const client::ExchangeEntry& entry);
[[nodiscard]] Value history_json(const client::HistoryLine& line);
[[nodiscard]] Value conflict_json(const client::Conflict& conflict);
[[nodiscard]] Value outbox_json(const client::OutboxEntry& entry);
[[nodiscard]] Value request_json(const client::Request& request);
[[nodiscard]] Value import_json(const client::ImportResult& result);
[[nodiscard]] Value saved_json(const client::Saved& saved);

}  // namespace keybook::cli
