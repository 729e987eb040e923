#include "store/digests.h"

#include <set>

#include "store/store.h"

namespace keybook::client::store {

using record::from_stored;
using record::stored;

namespace {

constexpr const char* total_name = "digest";
constexpr const char* kind_name = "digest-kind";
constexpr const char* sum_kind = "1";  // of the sums that digests are made of: another one when record/sum.h changes
constexpr const char* repairs_name = "repairs";

}  // namespace

void Digests::change(const std::string& account, Sum before, Sum after) {
  if (before != after) changes_[account] ^= before ^ after;
}

void Digests::put(const std::string& account, Sum change) {
  if (change == 0) return;
  const Sum now = of(account) ^ change;
  if (now == 0)
    run(store_.database(), "DELETE FROM digest WHERE account = ?", account);
  else
    run(store_.database(), "INSERT INTO digest VALUES(?, ?) ON CONFLICT(account) DO UPDATE SET sum = excluded.sum",
        account, stored(now));
}

void Digests::write() {
  Sum change = 0;
  for (const auto& [account, one] : changes_) {
    put(account, one);
    change ^= one;
  }
  changes_.clear();
  if (change != 0) store_.set_meta(total_name, record::sum_text(total() ^ change));
}

void Digests::forget(const std::string& account) {
  write();
  change(account, of(account), 0);
  write();
}

void Digests::forget_all() {
  changes_.clear();
  run(store_.database(), "DELETE FROM digest");
  run(store_.database(), "DELETE FROM damaged");
  store_.set_meta(total_name, record::sum_text(0));
}

Sum Digests::total() { return record::sum_from(store_.meta(total_name)).value_or(0); }

Sum Digests::of(const std::string& account) {
  auto row = prepared(store_.database(), "SELECT sum FROM digest WHERE account = ?", account);
  return next(row) ? from_stored(row.integer(0)) : 0;
}

std::vector<std::pair<std::string, Sum>> Digests::files(bool from_start, const std::string& after, std::int64_t limit) {
  std::vector<std::pair<std::string, Sum>> out;
  auto row = from_start
                 ? prepared(store_.database(), "SELECT account, sum FROM digest ORDER BY account LIMIT ?", limit)
                 : prepared(store_.database(),
                            "SELECT account, sum FROM digest WHERE account > ? ORDER BY account LIMIT ?", after, limit);
  while (next(row)) out.emplace_back(row.text(0), from_stored(row.integer(1)));
  return out;
}

std::vector<std::string> Digests::present(bool from_start, const std::string& after, std::int64_t limit) {
  std::set<std::string> found;
  for (auto& [account, sum] : files(from_start, after, limit)) found.insert(std::move(account));
  const schema::Type* root = store_.registry().root();
  if (root != nullptr) {
    auto row = prepared(store_.database(),
                        "SELECT id FROM " + store_.shown().table(root->name) + " WHERE id > ? ORDER BY id LIMIT ?",
                        from_start ? std::string() : after, limit);
    while (next(row)) found.emplace(row.text(0));
  }
  if (from_start) found.emplace();  // the shared collection
  std::vector<std::string> out(found.begin(), found.end());
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

Digests::Counted Digests::counted(const std::string& account) {
  Counted found;
  const auto add = [&](record::RecordState&& state, bool is_shown) {
    ++found.rows;
    if (!is_shown || !store_.has_pending(state.id)) found.sum ^= record::sum_of(state);
    return true;
  };
  const auto read = base::caught([&] {
    store_.shown().changed(account, -1,
                           [&](record::RecordState&& state, CommitNumber) { return add(std::move(state), true); });
    store_.shadow().changed(account, -1,
                            [&](record::RecordState&& state, CommitNumber) { return add(std::move(state), false); });
  });
  found.readable = read.has_value();
  return found;
}

void Digests::migrate() {
  if (store_.meta(kind_name) == sum_kind) return;
  forget_all();
  std::set<std::string> accounts;
  const auto look = [&](tables::RecordTables& records, const std::string& type) {
    auto row = prepared(store_.database(), "SELECT DISTINCT account FROM " + records.table(type));
    while (next(row)) accounts.emplace(row.text(0));
  };
  for (tables::RecordTables* records : {&store_.shown(), &store_.shadow()}) {
    for (const schema::Type& type : store_.registry().types()) look(*records, type.name);
    look(*records, "");
  }
  for (const std::string& account : accounts) change(account, 0, counted(account).sum);
  write();
  store_.set_meta(kind_name, sum_kind);
}

void Digests::mark_damaged(const std::string& account) {
  run(store_.database(), "INSERT OR IGNORE INTO damaged VALUES(?)", account);
}

std::vector<std::string> Digests::damaged(std::int64_t limit) {
  std::vector<std::string> out;
  auto row = prepared(store_.database(), "SELECT account FROM damaged ORDER BY account LIMIT ?", limit);
  while (next(row)) out.emplace_back(row.text(0));
  return out;
}

bool Digests::is_damaged(const std::string& account) {
  auto row = prepared(store_.database(), "SELECT 1 FROM damaged WHERE account = ?", account);
  return next(row);
}

void Digests::repaired(const std::string& account) {
  run(store_.database(), "DELETE FROM damaged WHERE account = ?", account);
  store_.set_meta(repairs_name, std::to_string(repairs() + 1));
}

std::int64_t Digests::repairs() {
  const std::string count = store_.meta(repairs_name);
  return count.empty() ? 0 : std::stoll(count);
}

}  // namespace keybook::client::store
