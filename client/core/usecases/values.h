// What the client library takes and gives: plain values, without storage, network or Qt.
//
// Field values are canonical JSON (schema/validate.h); an absent field is null. Ids are strings. Times are milliseconds
// since 1970 UTC in server time, 0: unknown or not yet. Threads: values, freely copied between threads.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/error.h"
#include "record/edit.h"

namespace keybook::client {

using record::Counter;
using record::Value;

// ---- records --------------------------------------------------------------------------------------------------------

struct Record {
  std::string type, id;
  std::string account;   // its account file; own id for an account; empty: shared collection
  Value fields;          // object: every declared field (null: absent), then members that no declaration knows
  bool deleted = false;  // by itself or with its account
  bool pending = false;  // has edits that no server has confirmed
  std::vector<std::string> conflicts;  // fields in open conflict; "@deleted": deleted by one, edited by another
  std::vector<std::string> requested;  // locked fields with a request that waits for a decision
};

// What a person had seen of a record when a form was opened: the base of the edit that comes out of it. Keep it with
// the form (and its draft) and give it back with the edit, so that what arrived meanwhile is merged and not
// overwritten.
struct Seen {
  record::CommitNumber cursor = 0;
  Counter counter = 0;
  std::map<std::string, std::vector<record::EditName>> heads;  // units whose base is these names, not the position
  std::map<std::string, Value> values;                         // sets, tallies and groups as they were shown
};
[[nodiscard]] Value to_json(const Seen& seen);
[[nodiscard]] Seen seen_from_json(const Value& json);

struct Opened {
  Record record;
  Seen seen;
};

// One edit of one record as callers give it; several make one atomic mutation.
struct Edit {
  record::Op op = record::Op::Set;
  std::string type;
  std::string id;  // Create: may be empty, then one is made
  // Field -> value, as JSON of any acceptable form ("1200.5", 1200.5; a set as array, or {"+":[…],"-":[…]}; a tally as
  // value or {"d":"3"}). References: an id or "type:key=value".
  Value fields = Value::object();
  bool as_text = false;      // the values are text of a command line or a CSV cell (schema::from_text)
  std::optional<Seen> seen;  // nullopt: seen now
  std::int64_t line = 0;     // of an input file, for errors; 0: none
};

struct Saved {
  Counter counter = 0;                 // of the mutation: names it for undo(); 0: nothing was to be done
  std::vector<std::string> ids;        // one per edit
  std::vector<std::string> requested;  // "record.field" of locked fields: became requests, the shown value stays
};

// ---- where a record stands ------------------------------------------------------------------------------------------

enum class Stage { Confirmed, Saved, Waiting, Sent, Committed, Held, Refused, Parked };
[[nodiscard]] std::string_view name_of(Stage stage);  // "saved" …

struct Standing {
  Stage stage = Stage::Confirmed;
  std::string rule;    // Refused: by which rule (error key); Waiting: "mutation 12"; Parked: account
  schema::Label text;  // one sentence for people
};

// One mutation that waits, was refused, or was answered lately.
struct OutboxEntry {
  Counter counter = 0;
  Stage stage = Stage::Saved;
  std::int64_t made_ms = 0;
  std::vector<std::pair<std::string, std::string>> records;  // (type, id)
  std::vector<std::string> titles;                           // of the records, as far as they have one
  std::vector<std::string> fields;                           // touched, "type.field"
  std::int64_t bytes = 0;
  std::optional<base::Error> reason;    // Refused
  std::map<std::string, Value> values;  // Refused: by record, the fields that it put, to be mended
  std::vector<Counter> along;           // Refused: what drop takes along
  Standing standing;
};

// A locked field that somebody asked to change.
struct Request {
  std::string id;                   // names it for decide_request()
  std::string type, record, field;  // field: the unit, a group's name where it is one
  Value value, current;
  std::string user;
  std::int64_t made_ms = 0;
  std::string state;       // "waiting"; what was decided is in the history
  bool grantable = false;  // by this user, as far as this device knows; the server decides
};

// ---- history and conflicts ------------------------------------------------------------------------------------------

// One edit of one field. An edit of a group gives one line per member that it changed (all members, where its value did
// not come to stand). Existence (created, deleted, restored) has no field.
struct HistoryLine {
  std::string id;  // stable; for put_back()
  std::string type, record, account;
  std::string field;  // empty: existence
  std::string unit;   // the field's group, or the field
  record::Op op = record::Op::Set;
  Value value, previous;  // previous: what its author saw
  std::string user, device;
  std::int64_t made_ms = 0, committed_ms = 0;
  // applied, merged, overwritten, lost, parked (a request that waits too), declined, withdrawn (a request, by who
  // asked), reverted
  std::string outcome;
  std::string note;
  bool pending = false;  // not confirmed by a server
  bool current = false;  // its value stands
};

// What one mutation of somebody did to one record too late: it waits for whoever may write the file now. For its
// author, who may not see the file any more, it has the own values and what became of them, nothing else.
struct Parked {
  struct Field {
    Value value;          // what its author wrote
    Value current, base;  // what stands, and what the author saw; null for the author, who may not know
    std::string state;    // parked, taken, declined
  };
  std::string id;  // names it for decide_parked()
  std::string type, record, account;
  std::string user, device;
  std::int64_t made_ms = 0;
  record::Op op = record::Op::Set;  // Create, Delete, Restore: decided as a whole, with the fields
  std::map<std::string, Field> fields;
  std::string state;  // parked; of own ones also taken, declined, or mixed
  bool own = false;   // of this user: others decide
};

// Accounts that look like one. Where one of them is meant, merge_accounts() joins them.
struct Duplicate {
  std::string first, second;  // ids; first is the older one
  std::string first_name, second_name;
  std::vector<std::string> reasons;  // fields that say the same: code, name, phone, website
};

// A handover to be proposed or previewed: `accounts`, or all accounts of `from`.
struct HandoverWish {
  std::vector<std::string> accounts;
  bool all = false;
  std::string from, to, note;
  std::int64_t effective_ms = 0;  // the earliest moment; 0: at once
  bool keep = false, force = false;
  std::map<std::string, std::string> choices;  // type -> all, open, none; missing: open
};

// When neglected accounts return to the pool: of a territory and those below it, or everywhere.
struct PoolRule {
  std::string territory;  // empty: everywhere
  std::int64_t days = 0;  // without what is asked for; 0: accounts stay
  std::int64_t warn_days = 0;
  std::string without = "contact";  // contact, visit or order
  std::string language = "zh";      // zh or en: of the tasks and notes that it leaves in account files
};

struct Side {
  record::EditName edit;
  Value value;
  std::string user, device;
  std::int64_t made_ms = 0;
  bool current = false;
};

struct Conflict {
  std::string id;  // "RECORD/FIELD", "RECORD/@deleted": stable
  std::string type, record, account;
  std::string field;        // or group (values are objects then); empty: deleted by one, edited by another
  Value before;             // what all sides had seen; null: nothing or unknown
  std::vector<Side> sides;  // @deleted: values "kept" and "deleted"
};

// How to settle a conflict: one of the sides, or a value of its own.
struct Resolution {
  enum class Keep { Current, Other, Edit, Own } keep = Keep::Current;
  record::EditName edit = {};
  Value value = {};
  bool as_text = false;
};

// ---- queries --------------------------------------------------------------------------------------------------------

struct Filter {
  enum class Op { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, Contains, Empty, NotEmpty };
  std::string field;  // a field of the type, "id" or "account"
  Op op = Op::Equal;
  std::vector<Value>
      values;  // as JSON or text; references also as "type:key=value". In: any of them. Sets: has any of them
};

struct Order {
  std::string field;        // a field of the type, "id", or "title" (title fields, Chinese by pinyin)
  bool descending = false;  // absent values come last either way
};

struct Query {
  std::string type;
  std::vector<Filter> filters;    // all must hold
  std::string account = {};       // empty: all files
  std::string search = {};        // full text: see Client::search
  std::vector<Order> order = {};  // empty: best match first when searching, else by creation
  std::int64_t limit = -1, offset = 0;
  std::vector<std::string> fields = {};  // only these are read into Record::fields; empty: all
  bool deleted = false;                  // deleted records too
};

struct Facet {
  Value value;
  std::int64_t count = 0;
};

struct Hit {
  std::string type, id, account, title;
  std::string field;    // where it was found; empty: by sound (pinyin) or in several
  std::string excerpt;  // of that field, around the match
};

struct TimelineEntry {
  Record record;
  std::string date;  // of the type's date field: ISO date or time; empty where it is not set
  std::string title;
};

// ---- sync -----------------------------------------------------------------------------------------------------------

struct Status {
  std::string user, role, territory, device, server;  // device: the enrolment. All empty: not enrolled
  std::string device_name;
  std::int64_t pending = 0, refused = 0, conflicts = 0, parked = 0, requests = 0;
  std::int64_t last_sync_ms = 0;      // 0: never
  std::int64_t held = 0;              // own changes that wait for a word of head office
  std::int64_t repaired = 0;          // account files that were found damaged and sent anew, ever
  std::int64_t offline_since_ms = 0;  // first failed try since the last success; 0: the last one succeeded
  record::CommitNumber cursor = 0;
  bool downloading = false;  // the first download has not finished
  bool in_sync = false;      // nothing waits, and the last exchange brought everything
  record::Counter latest = 0;  // number of this device's latest change

  [[nodiscard]] bool operator==(const Status&) const = default;
  // Whether somebody saved or decided since then, or an exchange brought something: its time alone is no news.
  [[nodiscard]] bool has_news_since(const Status& before) const;
};

struct Progress {
  enum class Stage { Connecting, Sending, Receiving, Storing, Done } stage = Stage::Connecting;
  std::int64_t bytes_sent = 0, bytes_received = 0;
  std::int64_t mutations_sent = 0, mutations_waiting = 0;
  std::int64_t records_received = 0, records_expected = 0;  // expected 0: unknown
  int page = 0;
};

struct SyncOptions {
  std::function<void(const Progress&)> progress = {};  // on the calling thread
  std::stop_token stop = {};                           // ends between two messages; what was stored stays
  int attempts_max = 3;                                // per message, with back-off; 1: no retry
  int exchanges_max = 0;                               // 0: until done (the simulator stops between pages with 1)
};

struct SyncResult {
  std::int64_t pushed = 0;                              // mutations answered
  std::int64_t pulled = 0;                              // records changed by others (or by the server)
  std::int64_t conflicts = 0, parked = 0, refused = 0;  // open now: as in Status
  std::int64_t round_trips = 0, bytes_sent = 0, bytes_received = 0;
  record::CommitNumber cursor = 0;
  bool complete = true;  // false: stopped before everything was there
};

struct ExchangeEntry {
  std::int64_t at_ms = 0;
  std::int64_t pushed = 0, pulled = 0, round_trips = 0, bytes_sent = 0, bytes_received = 0, duration_ms = 0;
  std::string result;   // "done", or the error's key
  std::string message;  // of the error
};

// ---- drafts, import, export -----------------------------------------------------------------------------------------

// A form that was not committed yet. One per key; survives a crash.
struct Draft {
  std::string key;       // the caller's: "account/ID", "visit/new" …
  std::string type, id;  // id empty: a record to be made
  Value fields = Value::object();
  std::optional<Seen> seen;
  std::int64_t saved_ms = 0;  // filled by the library
};

struct Rejected {
  std::int64_t line = 0;  // of the file, 1-based, where the record starts
  std::string field, reason;
};

struct ImportOptions {
  std::map<std::string, std::string>
      map;  // column -> field; "" drops the column. Columns without entry: by name or label
  std::string encoding = "auto";
  bool dry_run = false;
  bool atomic = false;              // one mutation for all lines: one bad line rejects the file
  bool unknown_references = false;  // ids that are not here are taken as they are (the server judges them)
  std::string rejected_path = {};   // where rejected lines go; empty: FILE.rejected.csv
  std::function<void(std::int64_t read)> progress = {};
  std::stop_token stop = {};
};

struct ImportResult {
  std::int64_t read = 0, created = 0, updated = 0, unchanged = 0;
  std::vector<Rejected> rejected;
  std::string rejected_path;  // empty: nothing was rejected
};

struct Digest {
  std::int64_t records = 0;
  std::string sha256;
};

}  // namespace keybook::client
