// One device's local database and what can be done with it: the face of the client library for command line, app and
// simulator. Everything but enroll(), sync() and wait() works on the local database alone and never waits for a
// network.
//
// Threads: a Client belongs to one thread at a time. Several Clients, in one process or in several, may be open on the
// same profile: the app has one for its worker thread and one for syncing, and commands may run beside it. Reads see
// one consistent state each; writers take turns (a second one waits up to 5 s, then Busy); only one syncs at a time (a
// second one waits as long, then Busy). changed() tells cheaply whether anybody wrote. Ownership: results are values.
// Registry, clock and the like (environment.h) must outlive the Client. Errors: base::Error values that name record and
// field with a remedy; no exceptions. After a failure everything is as it was before the call (an import of one
// mutation per line keeps the lines that were done). Durability: when a change returns, it is on disk together with its
// outbox entry.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "protocol/acts.h"
#include "usecases/environment.h"
#include "usecases/reminder_values.h"
#include "usecases/values.h"

namespace keybook::client {

namespace reports {
struct Report;
}

// Whether the folder holds a profile.
[[nodiscard]] bool is_profile(const std::filesystem::path& folder);

class Client {
 public:
  enum class Open {
    OrCreate,  // makes the profile where there is none
    Existing,  // NotEnrolled where there is none
  };
  // Errors: Busy (another process changes the profile's structure), Corrupt (no database, or another key), WrongVersion
  // (of a newer program), DiskFull, ReadOnly, Usage (the folder cannot be made).
  [[nodiscard]] static base::Result<std::unique_ptr<Client>> open(const std::filesystem::path& profile,
                                                                  const Environment& environment,
                                                                  Open how = Open::OrCreate);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // ---- identity and state ----------------------------------------------------------------------------------------
  // Makes the profile a device of `user`. Errors: WrongPassword, Unreachable, WrongVersion, Usage (is a device
  // already).
  [[nodiscard]] base::Status enroll(const std::string& server_url, const std::string& user, const std::string& password,
                                    const std::string& device_name = {});
  // Makes the profile work by itself, for looking around with sample data: what is saved stays here, sync() says
  // NotEnrolled.
  [[nodiscard]] base::Status start_without_server(const std::string& user, const std::string& role = "head-office");
  [[nodiscard]] base::Result<Status> status();
  [[nodiscard]] bool enrolled();
  // The declarations in force: the program's own, with what head office added. They may be others after each call that
  // reads, writes or syncs; what was given out stays valid while declarations() is held.
  [[nodiscard]] const schema::Registry& registry() const;
  [[nodiscard]] std::shared_ptr<const schema::Registry> declarations() const;
  // Whether anybody (this Client, another one, another process) wrote since the last call.
  [[nodiscard]] bool changed();

  // ---- changing (one call is one mutation, one transaction) ------------------------------------------------------
  // References must exist here; values must fit their declaration: NotValid, UnknownField, UnknownRecord, NoRight name
  // record and field.
  [[nodiscard]] base::Result<Saved> save(const std::vector<Edit>& edits);
  [[nodiscard]] base::Result<Saved> create(const std::string& type, const Value& fields, const std::string& id = {});
  [[nodiscard]] base::Result<Saved> set(const std::string& type, const std::string& id, const Value& fields,
                                        const std::optional<Seen>& seen = std::nullopt);
  [[nodiscard]] base::Result<Saved> remove(const std::string& type, const std::string& id);
  [[nodiscard]] base::Result<Saved> restore(const std::string& type, const std::string& id);
  // Reverses one of the last 50 mutations of this profile by a new one (base: all heads). Fields that somebody changed
  // since are left as they are; `counter` 0: the latest that can be undone.
  [[nodiscard]] base::Result<Saved> undo(Counter counter = 0);
  // Makes the value of a history line stand again, by a new edit on all heads. A line of a delete: restores.
  [[nodiscard]] base::Result<Saved> put_back(const std::string& history_line);

  // ---- reading ---------------------------------------------------------------------------------------------------
  // `id`: an id or a natural key "account:code=K-17". UnknownRecord where it is not here. Deleted records are found
  // too.
  [[nodiscard]] base::Result<Record> get(const std::string& type, const std::string& id);
  // The same with what a form needs to give back (Edit::seen).
  [[nodiscard]] base::Result<Opened> open_record(const std::string& type, const std::string& id);
  // `each` returns false to stop.
  [[nodiscard]] base::Status list(const Query& query, const std::function<bool(Record&&)>& each);
  [[nodiscard]] base::Result<std::vector<Record>> list(const Query& query);
  [[nodiscard]] base::Result<std::int64_t> count(const Query& query);  // ignores limit and offset
  // Ids only, in order: a list of 20,000 rows reads its records as they come into view.
  [[nodiscard]] base::Result<std::vector<std::string>> ids(const Query& query);
  // In the order of `ids`; ids that are not here are left out. `fields` as in Query.
  [[nodiscard]] base::Result<std::vector<Record>> records(const std::string& type, const std::vector<std::string>& ids,
                                                          const std::vector<std::string>& fields = {});
  // How many records of a query have each value of a field (members of sets one by one), most first.
  [[nodiscard]] base::Result<std::vector<Facet>> facets(const Query& query, const std::string& field);
  // Sum of an integer, decimal or money field over a query, as decimal string (whatever the currency).
  [[nodiscard]] base::Result<std::string> sum(const Query& query, const std::string& field);
  // Chinese by one, two or more characters; words and codes by their beginning; names also by pinyin and initials;
  // phones by digits. Several words: all of them. `types` empty: all; at most `limit` per type, best first.
  [[nodiscard]] base::Result<std::vector<Hit>> search(const std::string& text,
                                                      const std::vector<std::string>& types = {},
                                                      const std::string& account = {}, int limit = 20);
  // Everything dated of an account file, newest first. `types` empty: all that have a date. `before`: ISO date or time,
  // for paging; empty: from the newest (planned ones included).
  [[nodiscard]] base::Result<std::vector<TimelineEntry>> timeline(const std::string& account,
                                                                  const std::vector<std::string>& types = {},
                                                                  int limit = 100, const std::string& before = {});
  // What names a record in lists: its title fields, else its id.
  [[nodiscard]] base::Result<std::string> title(const std::string& type, const std::string& id);

  // ---- reminders and standards -----------------------------------------------------------------------------------
  // What is due, of all dates that declarations mark with `remind`, birthdays, care dates, holidays, rules, and
  // reminders that somebody asked for. By day. The same on every device that sees the same data.
  [[nodiscard]] base::Result<std::vector<DueReminder>> reminders(const ReminderWish& wish);
  // Puts one off or dismisses it, by a record that replicates: the other devices of this user show it no more either.
  [[nodiscard]] base::Result<Saved> answer_reminder(const std::string& id, const ReminderAnswer& answer);
  // What records break, alone or together, on the merged state: missing values, dates in the wrong order, circles,
  // weights that do not add up, overlapping bands, two quotations of an item. `types` empty: all that have rules over
  // several records, and no others.
  [[nodiscard]] base::Result<std::vector<RuleFinding>> rule_findings(const std::string& day,
                                                                     const std::vector<std::string>& types = {});
  // What each field of a type offers to choose from, in order: head office's options (records of type `option` for
  // "type.field"; one that is not active takes its value away), then the declared choices that they do not mention.
  // Options of fields that take no other values than the declared ones are passed over. UnknownType.
  [[nodiscard]] base::Result<std::map<std::string, std::vector<Offer>>> offers(const std::string& type);
  // The standards that head office starts with; those that are there are left as they are. NoRight for other roles.
  [[nodiscard]] base::Result<Installed> install_standards();

  // ---- history and conflicts -------------------------------------------------------------------------------------
  // Oldest first. `field` empty: all, existence included.
  [[nodiscard]] base::Result<std::vector<HistoryLine>> history(const std::string& type, const std::string& id,
                                                               const std::string& field = {});
  // Of the whole account file, newest first. `before_ms`: committed (or made) before, 0: from the newest.
  [[nodiscard]] base::Result<std::vector<HistoryLine>> file_history(const std::string& account, int limit = 200,
                                                                    std::int64_t before_ms = 0);
  // `account` empty: all.
  [[nodiscard]] base::Result<std::vector<Conflict>> conflicts(const std::string& account = {});
  // An ordinary edit whose base is all sides. UnknownRecord where the conflict is not open any more.
  [[nodiscard]] base::Result<Saved> resolve(const std::string& conflict, const Resolution& resolution);

  // Late edits: those of others that wait for this user, then own ones with what became of them. Oldest first.
  [[nodiscard]] base::Result<std::vector<Parked>> parked();
  // Forgets the values of an own late edit that was decided, and leaves it out of parked(); its outcome stays in the
  // history. What nobody dismisses is forgotten after a week. NotValid: it still waits.
  [[nodiscard]] base::Status dismiss_parked(const std::string& id);
  // Accounts on this device that look like one.
  [[nodiscard]] base::Result<std::vector<Duplicate>> duplicates();

  // ---- outbox ----------------------------------------------------------------------------------------------------
  [[nodiscard]] base::Result<std::vector<OutboxEntry>> waiting();  // oldest first
  [[nodiscard]] base::Result<std::vector<OutboxEntry>> refused();  // oldest first
  // Sends it again as a new mutation on its old base. `mended`: fields to give instead, by record id; empty: as it was.
  [[nodiscard]] base::Result<Saved> retry_refused(Counter counter, const std::map<std::string, Value>& mended = {});
  // Forgets it, with the later ones that build on it (OutboxEntry::along); returns what was dropped.
  [[nodiscard]] base::Result<std::vector<Counter>> drop_refused(Counter counter);
  [[nodiscard]] base::Result<Standing> standing(const std::string& type, const std::string& id);
  // Locked fields that wait for a decision, by anybody in the files that are here; `mine`: only this user's.
  [[nodiscard]] base::Result<std::vector<Request>> requests(bool mine = false);

  // ---- sync ------------------------------------------------------------------------------------------------------
  // One complete sync, both ways. Errors: Unreachable (local work is unaffected), Unauthorized, WrongEpoch,
  // WrongVersion, Busy (another sync of this profile runs), NotEnrolled. Refusals are no error: see
  // SyncResult::refused.
  [[nodiscard]] base::Result<SyncResult> sync(const SyncOptions& options = {});
  // Waits until the server has something (true) or `timeout_ms` passed (false). Holds no lock: others may write
  // meanwhile.
  [[nodiscard]] base::Result<bool> wait(std::int64_t timeout_ms, std::stop_token stop = {});
  [[nodiscard]] base::Result<std::vector<ExchangeEntry>> exchanges(int count = 20);  // newest first
  // The texts of a first download are indexed after it, on a thread beside; until then search() also looks through what
  // the index does not hold yet, which takes longer. This finishes the index at once: for a program that ends after its
  // sync.
  [[nodiscard]] base::Status finish_index(std::stop_token stop = {});

  // ---- asking the server -----------------------------------------------------------------------------------------
  // Transactions of the server in this user's name; each is done once, and followed by a sync, so that what it changed
  // is here. What waits in the outbox goes up before. Errors: Unreachable (nothing was done, or its answer was lost:
  // asking again is safe), NoRight, UnknownRecord, NotValid with a remedy; those of sync().
  [[nodiscard]] base::Result<protocol::HandoverPlan> propose_handover(const HandoverWish& wish);
  enum class HandoverAct { Accept, Decline, Withdraw };
  [[nodiscard]] base::Result<protocol::HandoverPlan> decide_handover(const std::string& id, HandoverAct act);
  [[nodiscard]] base::Result<std::vector<protocol::HandoverPlan>> handovers();  // oldest first
  // {to, accounts, moves, stays, open_promises, due_visits, warnings, devices}: shared/docs/protocol.md.
  [[nodiscard]] base::Result<Value> preview_handover(const HandoverWish& wish);
  // Of the accounts of a handover that are here: {handover, from, to, note, accounts:[{account, about, people,
  // last_visits, planned_visits, promises, open_tasks, open_opportunities, open_complaints, open_conflicts, dates,
  // numbers, risks}], not_here:[ids]}. Local, without the server.
  [[nodiscard]] base::Result<Value> handover_brief(const protocol::HandoverPlan& plan);
  [[nodiscard]] base::Result<protocol::CoverPlan> add_cover(const std::string& absent, const std::string& substitute,
                                                            std::int64_t from_ms, std::int64_t until_ms);
  [[nodiscard]] base::Result<protocol::CoverPlan> end_cover(const std::string& id);
  [[nodiscard]] base::Result<std::vector<protocol::CoverPlan>> covers();  // oldest first
  // `fields` empty: all of it.
  [[nodiscard]] base::Status decide_parked(const std::string& id, bool take,
                                           const std::vector<std::string>& fields = {});
  // Of requests(). Withdraw: only one's own. `note`: why, for who asked.
  enum class RequestAct { Grant, Decline, Withdraw };
  [[nodiscard]] base::Status decide_request(const std::string& id, RequestAct act, const std::string& note = {});
  // Moves what belongs to an account, with all below it, to another account. False: this user has not both files, and
  // the move waits as a request for somebody who has.
  [[nodiscard]] base::Result<bool> move(const std::string& type, const std::string& id, const std::string& account);
  // `fields`: values as text that the survivor gets, by field.
  [[nodiscard]] base::Status merge_accounts(const std::string& from, const std::string& into,
                                            const std::map<std::string, std::string>& fields = {});
  [[nodiscard]] base::Status unmerge_accounts(const std::string& from);
  // Head office: adds to the declarations of all devices what a document says (shared/schema/README.md). `file`: the
  // name that messages call the document by. BadFile names file and member; NoRight; NotValid where somebody came
  // first. What was added, as the server numbered it.
  [[nodiscard]] base::Result<Value> declare(const std::string& file, const Value& document);
  // [{id, name, territory}]: accounts without owner that this user may claim.
  [[nodiscard]] base::Result<Value> pool();
  enum class PoolAct { Claim, Return, Assign };
  [[nodiscard]] base::Status use_pool(PoolAct act, const std::string& account, const std::string& to = {});
  // Head office sets them; `days` 0: accounts of that territory stay. [{territory, days, warn_days, without, by}]
  [[nodiscard]] base::Status set_pool_rule(const PoolRule& rule);
  [[nodiscard]] base::Result<Value> pool_rules();
  // [{account, name, owner, last_ms, warned_ms, returns_ms, task}]: accounts of this user, and of those that he
  // manages, that return to the pool unless something is done.
  [[nodiscard]] base::Result<Value> pool_warnings();

  // ---- reports ---------------------------------------------------------------------------------------------------
  // One of reports::catalogue() (reports/catalogue.h), computed from what is on this device. Usage: no such report, or
  // a parameter that it does not have or that does not fit. Busy: figures had to be brought up to date while another
  // process wrote.
  [[nodiscard]] base::Result<reports::Report> report(const std::string& name,
                                                     const std::map<std::string, std::string>& parameters = {});

  // ---- drafts ----------------------------------------------------------------------------------------------------
  [[nodiscard]] base::Status save_draft(const Draft& draft);
  [[nodiscard]] base::Result<std::optional<Draft>> draft(const std::string& key);
  [[nodiscard]] base::Result<std::vector<Draft>> drafts();  // newest first
  [[nodiscard]] base::Status discard_draft(const std::string& key);

  // ---- import, export, check -------------------------------------------------------------------------------------
  // CSV, TSV or JSON Lines by the name's end. One mutation per line; lines whose id or natural key is here update it;
  // running it twice changes nothing. BadFile where the file as a whole cannot be read.
  [[nodiscard]] base::Result<ImportResult> import_file(const std::string& type, const std::filesystem::path& file,
                                                       const ImportOptions& options = {});
  enum class Format { Csv, JsonLines };
  // Returns the number of records written.
  [[nodiscard]] base::Result<std::int64_t> export_to(const Query& query, Format format, std::ostream& out);
  // JSON Lines of operations as in INTERFACE `apply`; each(n, saved) after each line (atomic: once).
  [[nodiscard]] base::Result<std::int64_t> apply_lines(
      std::istream& in, bool atomic, const std::string& name,
      const std::function<void(std::int64_t line, const Saved&)>& each = {});
  [[nodiscard]] base::Result<Digest> digest(const std::string& account = {});
  // Every broken invariant of the local store; empty: all is well.
  [[nodiscard]] base::Result<std::vector<std::string>> check();
  // Additions to the declarations that this program cannot follow, and why; their values are kept as they came.
  [[nodiscard]] base::Result<std::vector<std::string>> left_out();

  struct Impl;  // of this folder alone

 private:
  explicit Client(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace keybook::client
