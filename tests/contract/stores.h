// The implementations that the contract suite runs on, and small records to put into them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/failure.h"
#include "storage/sqlite/sqlite_store.h"
#include "support/memory_store.h"
#include "support/temporary_folder.h"

namespace keybook::contract {

namespace storage = server::storage;
namespace access = server::access;
using record::CommitNumber;
using record::Stamp;
using testing::TemporaryFolder;

inline const schema::Registry& registry() {
  static const schema::Registry loaded = base::need(schema::Registry::builtin());
  return loaded;
}

struct Implementation {
  std::string name;
  bool durable;  // can be opened again
  std::function<std::unique_ptr<storage::Store>(const TemporaryFolder&)> open;
};

inline std::vector<Implementation> implementations() {
  return {
      {"SqliteFile", true,
       [](const TemporaryFolder& folder) {
         return base::need(storage::open_sqlite(folder.file("store.db"), registry()));
       }},
      {"Memory", false, [](const TemporaryFolder&) { return support::memory_store(registry()); }},
      {"SqliteMemory", false,
       [](const TemporaryFolder&) { return base::need(storage::open_sqlite(":memory:", registry())); }},
  };
}

inline record::OriginPtr origin(std::int64_t ms, CommitNumber commit, const std::string& device = "d1") {
  record::Origin made;
  made.name = made.rank = {ms, 0, device};
  made.commit = commit;
  made.counter = commit;
  made.user = "u1";
  made.committed_ms = ms;
  return std::make_shared<const record::Origin>(made);
}

// A record with text fields written by one edit.
inline record::RecordState record_of(const std::string& type, const std::string& id, const std::string& account,
                                     const std::map<std::string, std::string>& fields, CommitNumber commit) {
  record::RecordState state;
  state.type = type;
  state.id = id;
  state.account = account;
  state.created = origin(1000 + commit, commit);
  for (const auto& [unit, value] : fields) {
    record::FieldState field;
    field.heads.push_back({state.created, nullptr, std::nullopt});
    field.value = value;
    state.fields.emplace(unit, std::move(field));
  }
  return state;
}

inline record::Line line_of(const std::string& id, const std::string& unit, const std::string& value,
                            CommitNumber commit) {
  record::Line line;
  line.record = id;
  line.unit = unit;
  line.origin = origin(1000 + commit, commit);
  line.change.value = value;
  line.changed = commit;
  return line;
}

inline access::FileRights rights_of(std::int64_t ms, const std::string& owner, std::vector<std::string> team = {},
                                    const std::string& territory = {}) {
  access::FileRights version;
  version.rank = {ms, 0, "server"};
  version.owner = owner;
  version.team = std::move(team);
  version.territory = territory;
  return version;
}

class StoreContract : public ::testing::TestWithParam<Implementation> {
 protected:
  void SetUp() override { store = GetParam().open(folder); }

  // Puts records of one new commit into the store.
  CommitNumber commit(const std::function<void(storage::Writer&, CommitNumber)>& what) {
    auto writer = store->write();
    const CommitNumber number = writer->next_commit();
    what(*writer, number);
    writer->commit();
    return number;
  }
  CommitNumber add(const std::string& type, const std::string& id, const std::string& account,
                   const std::map<std::string, std::string>& fields) {
    return commit([&](storage::Writer& writer, CommitNumber number) {
      writer.put(record_of(type, id, account, fields, number), number);
    });
  }
  std::vector<std::string> changed(storage::Reader& reader, const std::string& account, CommitNumber since) {
    std::vector<std::string> ids;
    reader.changed_records(account, since, [&ids](record::RecordState&& state, CommitNumber) {
      ids.push_back(state.id);
      return true;
    });
    return ids;
  }

  TemporaryFolder folder;
  std::unique_ptr<storage::Store> store;
};

}  // namespace keybook::contract
