// The messages of the exchange as values, and their JSON. Threads: plain values, pure functions.
// The member names on the wire, with an example of each request, are in shared/docs/protocol.md.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "record/edit.h"
#include "record/sum.h"

namespace keybook::protocol {

using record::CommitNumber;
using record::Counter;
using record::Value;

struct EnrolRequest {
  std::string user, password, device_name;
};

struct EnrolAnswer {
  std::string enrolment;   // device part of this device's stamps
  std::string credential;  // bearer credential, shown once
  std::string user, role, territory;
  std::string server, epoch;
  std::int64_t server_ms = 0;
  std::string token;     // the first one, see SyncRequest
  std::string seal_key;  // what must not stay on a device is sealed with it (base/sealed_box.h)
};

// What a device may no longer read but has not handed over: closed with the server's key.
struct Parcel {
  std::string id;       // made by the device
  std::string account;  // the file that it lost; empty: all, the device was revoked
  std::string box;      // base/sealed_box.h; inside: a ParcelContent
};
// A mutation as it goes on the wire, and where it stood: waiting for the server, or refused by it.
struct Sealed {
  Value mutation;
  bool refused = false;
};
struct ParcelContent {
  std::string enrolment;
  std::vector<Sealed> mutations;
};

// Digests of all account files that a device has with ids after `after` and up to `upto` (empty: no end). The shared
// collection has the empty id and comes with the first ones.
struct FileDigests {
  bool first = false;  // nothing comes before
  std::string after, upto;
  std::vector<std::pair<std::string, record::Sum>> files;
};

// An own edit that was parked.
struct LateEdit {
  Counter counter = 0;  // by which the answer names it
  std::string stamp, record;
};

struct SyncRequest {
  CommitNumber cursor = 0;     // 0: fresh, everything is sent
  std::string epoch;           // that the cursor belongs to; empty with cursor 0
  record::ClockReading clock;  // at sending
  Counter made = 0;            // highest counter made on this device
  std::int64_t waiting = 0;    // mutations that this request does not carry
  std::string page;            // token of the answer before, when a pull is paged
  std::string declarations;    // Registry::digest of the device
  std::string token;           // of the answer before: shown once, but again after a lost answer. Not with a page
  bool gaps = false;           // numbers that are missing among the mutations are closed: elsewhere, or lost
  std::vector<Parcel> parcels;
  std::vector<record::Mutation> mutations;  // in counter order, without gaps
  std::vector<Counter> parked;  // own mutations that were parked and wait for a decision: what became of them?
  std::vector<LateEdit> late;   // the same, whatever number they have, or device they were made on
  std::vector<std::string>
      dropped;  // files that the device dropped by itself (a cover ended): sent whole if seen again
  std::vector<std::string> damaged;    // files that are not here as they should be: sent whole, or told to be dropped
  std::optional<FileDigests> digests;  // to be compared, at this request's cursor
  std::vector<Counter> held;           // own mutations that the server held: what became of them?
  std::vector<std::string> acts;       // receipts of acts that a restored server lost
};

// What became of one unit of an own mutation that was parked.
struct Receipt {
  Counter counter = 0;
  std::string record, unit;  // unit empty: create, delete or restore
  std::string state;         // "taken", "declined"
};

// The server was restored: what holds of what a device knows from before.
struct Restored {
  std::string epoch;        // to go on with
  CommitNumber held = 0;    // commits up to here are common; 0: nothing is known to be
  CommitNumber begins = 0;  // numbers in between were given before the restore, or never
};
// An error that says how the device goes on.
struct Refusal {
  base::Error error;
  std::optional<EnrolAnswer> fork;   // Copied: the identity to go on with
  std::optional<Restored> restored;  // WrongEpoch
};

// What a server signs an outcome with: 64 bits cannot be guessed in as many exchanges as there ever are.
inline constexpr std::size_t proof_bytes = 8, proof_characters = 11;

enum class PartState { Applied, Parked, Refused, Requested };

// What became of a mutation where it was not simply applied.
struct PartOutcome {
  std::string account;
  PartState state = PartState::Applied;
  std::vector<std::string> records;   // ids
  std::vector<std::string> requests;  // "record.unit" of locked fields that wait
  std::optional<base::Error> reason;  // Refused
};

struct Outcome {
  Counter counter = 0;
  CommitNumber commit = 0;
  record::Stamp rank;             // empty: equal to the mutation's stamp
  std::int64_t committed_ms = 0;  // 0: the answer's server_ms
  // Everything was applied on what the device had confirmed at `cursor` plus its earlier mutations, by the plain rule:
  // the records are not sent back, the device applies its own copy (merge/apply.h gives both sides the same result).
  bool plain = false;
  std::vector<PartOutcome> parts;  // only those that were not applied, or carry requests
  std::string proof;               // the server's mark (protocol/proof.h); empty: none
};

// Records of one type whose every unit stands as its creation wrote it: the bulk of a first download.
struct Batch {
  std::string type;
  std::vector<std::string> units;
  // [id, account, stamp, commit, user, committed_ms, mutation counter, value of each unit…]
  std::vector<Value> rows;
};

struct SyncAnswer {
  std::int64_t server_ms = 0;
  std::string epoch;                 // only when the request's was empty or another
  std::string token;                 // for the next request that is no page
  CommitNumber horizon = 0;          // a verified backup holds everything up to here; told when it moved
  std::vector<std::string> parcels;  // ids that arrived
  std::vector<Outcome> outcomes;
  std::vector<std::string> evicted;  // account files that this device must drop
  std::vector<std::string> whole;    // account files that follow as a whole (gained or repaired): drop, then apply
  std::vector<Value> records;        // record/codec.h to_json(RecordState, since)
  std::vector<Batch> batches;
  std::vector<Value> lines;          // record/codec.h to_json(Line)
  std::vector<Receipt> receipts;     // of SyncRequest::parked and late, where somebody decided
  std::optional<record::Sum> sum;    // digest of all that the device holds with this answer
  std::vector<std::string> unequal;  // of SyncRequest::digests
  bool anew = false;                 // the cursor is older than what the server still tells: drop all, begin at 0
  std::string page;                  // more follows: ask again with this token; the cursor does not move yet
  CommitNumber cursor = 0;           // with the last page: everything up to here has been sent
};

[[nodiscard]] Value to_json(const EnrolRequest& message);
[[nodiscard]] Value to_json(const EnrolAnswer& message);
[[nodiscard]] Value to_json(const SyncRequest& message);
[[nodiscard]] Value to_json(const SyncAnswer& message);
[[nodiscard]] base::Result<EnrolRequest> enrol_request(const Value& json);
[[nodiscard]] base::Result<EnrolAnswer> enrol_answer(const Value& json);
// `enrolment`: of the session, the device of all its mutations.
[[nodiscard]] base::Result<SyncRequest> sync_request(const Value& json, const std::string& enrolment);
[[nodiscard]] base::Result<SyncAnswer> sync_answer(const Value& json);

[[nodiscard]] Value to_json(const Refusal& message);
[[nodiscard]] Refusal refusal(const Value& json);
[[nodiscard]] Value to_json(ParcelContent content);
[[nodiscard]] base::Result<ParcelContent> parcel_content(const Value& json);

// {"error":{"code":"not-valid","message":…,"remedy":…,"where":{…},"retry_after_ms":…}}
[[nodiscard]] Value to_json(const base::Error& error);
[[nodiscard]] base::Error error_from_json(const Value& json);
[[nodiscard]] int http_status(base::ErrorCode code);

// Text to JSON with depth and size limits; BadRequest with the byte position where it breaks.
[[nodiscard]] base::Result<Value> parse(std::string_view text);

}  // namespace keybook::protocol
