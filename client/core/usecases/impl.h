// What the use cases share behind the face. Internal to this folder.
#pragma once

#include <filesystem>

#include "outbox/overlay.h"
#include "session/runner.h"
#include "store/device.h"
#include "usecases/client.h"
#include "usecases/indexer.h"

namespace keybook::client {

enum class Undoable { Yes, ByNameOnly };  // ByNameOnly: an undo itself, so that the next undo goes further back
struct SaveHow {
  Undoable undoable = Undoable::Yes;
  bool unknown_references = false;  // to records that are not here
  bool mends = false;               // gives back a value that stood before: a stage that was reached needs no gate
};

struct Client::Impl {
  Impl(const Environment& given, std::filesystem::path folder, store::Settings how,
       std::unique_ptr<store::Store> opened)
      : environment(given), profile(std::move(folder)), settings(std::move(how)), store(std::move(opened)) {}

  Environment environment;
  std::filesystem::path profile;
  store::Settings settings;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<transport::Transport> transport;  // made at the first message
  std::string boot;
  std::int64_t seen_version = -1;  // of the database, for changed()
  // When covers were looked at last, by the machine's two clocks and by the time that was known then.
  struct CoverLook {
    std::int64_t wall_ms = 0, monotonic_ms = 0, now_ms = 0;
    std::int64_t last_sync_ms = 0;  // the exchange that this time counts from
    std::int64_t wait_ms = 0;       // until the next look; 0: none was yet
  } cover_look;
  std::unique_ptr<Indexer> indexer;  // while the search index has a backlog

  // The enrolment, or NotEnrolled thrown.
  [[nodiscard]] store::Device device() const;
  [[nodiscard]] transport::Transport& connection(const std::string& server_url);
  // The type, or UnknownType thrown.
  [[nodiscard]] const schema::Type& type(const std::string& name) const;
  // An id, or the id behind a natural key; UnknownRecord thrown where there is none.
  [[nodiscard]] std::string resolve_id(const std::string& type, const std::string& reference) const;
  [[nodiscard]] record::RecordState need_state(const std::string& type, const std::string& id) const;

  // One consistent state for all that `body` reads.
  template <class Body>
  auto read(Body&& body) -> base::Result<decltype(body())> {
    return base::caught([&] {
      leave_covers();
      const auto transaction = store->begin(sqlite::Begin::Deferred);
      return body();
    });
  }
  // All of it durable, or nothing.
  template <class Body>
  auto write(Body&& body) -> base::Result<decltype(body())> {
    return base::caught([&] {
      leave_covers();
      auto transaction = store->begin();
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        base::need(transaction.commit());
      } else {
        auto result = body();
        base::need(transaction.commit());
        return result;
      }
    });
  }

  // Asks the server for an act: its result. `changes`: what waits goes up before, and a sync follows (Client's part).
  enum class Changes { No, Yes };
  [[nodiscard]] Value act(Client& face, const std::string& name, Value asked, Changes changes);
  // Gives up the files whose cover ended, by the time that the device knows, which never runs backwards.
  void leave_covers();

  // Starts working off the backlog of the search index, where there is one. Not in the simulator, which has no threads.
  void index_beside();

  // ---- inside a transaction that is open
  [[nodiscard]] Saved save(const std::vector<Edit>& edits, const SaveHow& how = {});
  // A mutation whose edits are ready: stamps, stores and shows it.
  Counter commit(std::vector<record::RecordEdit> edits, const Value& undo_entries, Undoable undoable);
  [[nodiscard]] std::int64_t count_conflicts() const;
  [[nodiscard]] std::int64_t count_parked();
  [[nodiscard]] std::int64_t count_requests(const std::string& user) const;
  [[nodiscard]] Record record_of(const record::RecordState& state, const std::vector<std::string>& fields = {}) const;
  // Whether a record is hidden by the delete of its account.
  [[nodiscard]] bool account_deleted(const record::RecordState& state) const;
};

// The record that is not deleted and has this value of a key; nullopt: none has. NotValid thrown where several have it:
// which one is meant is not ours to guess.
[[nodiscard]] std::optional<std::string> the_one(store::Store& store, const std::string& type, const std::string& field,
                                                 const std::string& value, const base::Where& where);

// Failure with its place.
[[noreturn]] void fail_at(base::ErrorCode code, std::string message, base::Where where = {}, std::string remedy = {});

}  // namespace keybook::client
