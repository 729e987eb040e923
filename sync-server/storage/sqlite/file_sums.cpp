#include "storage/sqlite/file_sums.h"

#include "base/failure.h"

namespace keybook::server::storage {

using base::need;
using record::Sum;

namespace {

// Of the sums that the digests are made of (record/sum.h): another one when they change.
constexpr const char* kind_name = "digests";
constexpr const char* sums_kind = "1";

}  // namespace

FileSums::Held FileSums::held_of(const RecordState& state) {
  return {state.account, record::sum_of(state), state.deleted ? 0 : 1};
}

void FileSums::read(std::string_view id, const std::optional<RecordState>& state) {
  const auto [found, fresh] = held_.try_emplace(std::string(id));
  if (fresh && state) found->second = held_of(*state);
}

void FileSums::set(Held& held, Held now) {
  Change& before = changes_[held.account];
  before.sum ^= held.sum;
  before.records -= held.records;
  Change& after = changes_[now.account];
  after.sum ^= now.sum;
  after.records += now.records;
  held = std::move(now);
}

void FileSums::write(const RecordState& state) {
  Held& held = held_[state.id];
  if (!marks_.empty()) undo_.emplace_back(state.id, held);
  set(held, held_of(state));
}

void FileSums::release() {
  marks_.pop_back();
  if (marks_.empty()) undo_.clear();
}

void FileSums::roll_back() {
  for (; undo_.size() > marks_.back(); undo_.pop_back()) set(held_[undo_.back().first], std::move(undo_.back().second));
  marks_.pop_back();
}

FileSums::Change FileSums::change_of(std::string_view account) const {
  const auto found = changes_.find(account);
  return found == changes_.end() ? Change{} : found->second;
}

std::map<std::string, FileSums::Change, std::less<>> FileSums::take() {
  std::erase_if(changes_, [](const auto& change) { return change.second.sum == 0 && change.second.records == 0; });
  return std::exchange(changes_, {});
}

Sum Connection::file_sum(std::string_view account) {
  auto query = prepare("SELECT digest FROM file WHERE account = ?");
  query.bind(account);
  return step(query) ? record::from_stored(query.integer(0)) : 0;
}

std::vector<std::pair<std::string, Sum>> Connection::file_sums() {
  auto query = prepare("SELECT account, digest FROM file");
  std::vector<std::pair<std::string, Sum>> out;
  while (step(query)) out.emplace_back(query.text(0), record::from_stored(query.integer(1)));
  return out;
}

std::int64_t Connection::file_records(std::string_view account) {
  auto query = prepare("SELECT records FROM file WHERE account = ?");
  query.bind(account);
  return step(query) ? query.integer(0) : 0;
}

std::int64_t Connection::all_records() {
  auto query = prepare("SELECT sum(records) FROM file");
  return step(query) ? query.integer(0) : 0;
}

std::pair<Sum, std::int64_t> Connection::counted(const std::string& account) {
  std::pair<Sum, std::int64_t> found;
  tables.changed(account, 0, [&found](RecordState&& state, CommitNumber) {
    found.first ^= record::sum_of(state);
    found.second += state.deleted ? 0 : 1;
    return true;
  });
  return found;
}

void count_sums(Connection& connection) {
  if (connection.meta(kind_name) == sums_kind) return;
  for (const auto& [account, before] : connection.file_sums()) {
    const auto [sum, records] = connection.counted(account);
    auto query = connection.prepare("UPDATE file SET digest = ?, records = ? WHERE account = ?");
    need(query.bind(record::stored(sum)).bind(records).bind(account).run());
  }
  auto noted =
      connection.prepare("INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  need(noted.bind(kind_name).bind(sums_kind).run());
}

}  // namespace keybook::server::storage
