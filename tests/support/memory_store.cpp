#include "support/memory_store.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/failure.h"

namespace keybook::support {

namespace {

using namespace server::storage;
namespace access = server::access;

struct StoredLine {
  std::shared_ptr<const Line> line;
  std::string account;
};

struct Data {
  std::shared_ptr<const schema::Registry> registry;  // in force; nullptr: the program's own
  CommitNumber last = 0;
  std::map<std::string, std::string, std::less<>> meta;
  std::map<CommitNumber, Stamp> moments;  // highest rank after each transaction
  std::map<std::string, std::shared_ptr<const RecordState>, std::less<>> records;
  std::map<std::string, std::set<std::string>, std::less<>> members;  // ids by account
  std::map<std::tuple<std::string, std::string, record::EditName>, StoredLine> lines;
  std::map<std::string, CommitNumber, std::less<>> files;
  std::map<std::string, std::vector<access::FileRights>, std::less<>> rights;
  std::vector<Redirect> redirects;
  access::TerritoryTree territories;
  std::map<std::string, UserRow, std::less<>> users;
  std::map<std::string, Enrolment, std::less<>> enrolments;
  std::map<std::pair<std::string, Counter>, Committed> committed;
  std::map<std::pair<std::string, std::string>, Plan> plans;        // by kind and id
  std::map<std::pair<std::string, std::string>, std::string> acts;  // by user and id
  std::map<std::string, CommitNumber> remade;
  std::vector<OriginRow> origins;
  std::map<std::string, ParcelRow, std::less<>> parcels;
};

template <class Map>
auto found_in(const Map& map, std::string_view key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

// What readers and the writer answer alike; `Base` is Reader or Writer.
template <class Base>
class Reading : public Base {
 public:
  CommitNumber last_commit() override { return data().last; }
  std::string meta(std::string_view key) override { return found_in(data().meta, key).value_or(""); }
  Stamp highest_rank(CommitNumber at) override {
    const auto after = data().moments.upper_bound(at);
    return after == data().moments.begin() ? Stamp{} : std::prev(after)->second;
  }

  std::vector<schema::Addition> additions() override {
    std::vector<schema::Addition> out;
    for (const auto& [id, state] : data().records) {
      const record::FieldState* number = state->type == schema::addition_type ? state->field("number") : nullptr;
      const record::FieldState* document = number == nullptr ? nullptr : state->field("document");
      if (document != nullptr && document->value.is_string())
        out.push_back({number->value.get<std::int64_t>(), document->value.get<std::string>()});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    return out;
  }
  std::optional<Reader::Known> known(std::string_view id) override {
    const auto state = found_in(data().records, id);
    if (!state) return std::nullopt;
    return Reader::Known{(*state)->type, (*state)->account};
  }
  std::optional<RecordState> record(std::string_view type, std::string_view id) override {
    const auto state = found_in(data().records, id);
    if (!state || (*state)->type != type) return std::nullopt;
    return **state;
  }
  std::vector<std::pair<std::string, std::string>> members(std::string_view account) override {
    std::vector<std::pair<std::string, std::string>> found;
    if (const auto ids = data().members.find(account); ids != data().members.end())
      for (const std::string& id : ids->second) found.emplace_back(data().records.find(id)->second->type, id);
    return found;
  }
  std::optional<std::string> find(std::string_view type, std::string_view field, std::string_view value) override {
    const schema::Type* declared = this->registry().type(type);
    const schema::Field* key = declared == nullptr ? nullptr : declared->field(field);
    if (key == nullptr || !key->key) return std::nullopt;
    for (const auto& [id, state] : data().records) {
      const record::FieldState* held =
          state->type == type && !state->deleted ? state->field(declared->unit_of(*key).name) : nullptr;
      if (held != nullptr && held->value == record::Value(std::string(value))) return id;
    }
    return std::nullopt;
  }

  std::vector<std::string> changed_files(CommitNumber since) override {
    std::vector<std::string> found;
    for (const auto& [account, changed] : data().files)
      if (changed > since) found.push_back(account);
    return found;
  }
  void changed_records(std::string_view account, CommitNumber since,
                       const std::function<bool(RecordState&&, CommitNumber)>& each) override {
    std::vector<std::shared_ptr<const RecordState>> found;
    if (const auto ids = data().members.find(account); ids != data().members.end())
      for (const std::string& id : ids->second)
        if (const auto& state = data().records.find(id)->second; state->changed > since) found.push_back(state);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a->changed, a->type, a->id) < std::tie(b->changed, b->type, b->id);
    });
    for (const auto& state : found)
      if (!each(RecordState(*state), state->changed)) return;
  }
  void changed_lines(std::string_view account, CommitNumber since, const std::function<bool(Line&&)>& each) override {
    std::vector<std::shared_ptr<const Line>> found;
    for (const auto& [key, stored] : data().lines)
      if (stored.account == account && stored.line->changed > since) found.push_back(stored.line);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a->changed < b->changed; });
    for (const auto& line : found)
      if (!each(Line(*line))) return;
  }
  std::vector<Line> lines(const std::string& record, const std::string& unit) override {
    return lines_from({record, unit, ""}, &unit);
  }
  std::vector<Line> lines(const std::string& record) override { return lines_from({record, "", ""}, nullptr); }

  record::Sum file_sum(std::string_view account) override {
    record::Sum sum = 0;
    if (const auto ids = data().members.find(account); ids != data().members.end())
      for (const std::string& id : ids->second) sum ^= record::sum_of(*data().records.find(id)->second);
    return sum;
  }
  std::int64_t file_records(std::string_view account) override {
    std::int64_t count = 0;
    if (const auto ids = data().members.find(account); ids != data().members.end())
      for (const std::string& id : ids->second) count += data().records.find(id)->second->deleted ? 0 : 1;
    return count;
  }
  std::int64_t all_records() override {
    return std::count_if(data().records.begin(), data().records.end(),
                         [](const auto& one) { return !one.second->deleted; });
  }
  std::vector<std::pair<std::string, record::Sum>> file_sums() override {
    std::vector<std::pair<std::string, record::Sum>> found;
    for (const auto& [account, changed] : data().files) found.emplace_back(account, file_sum(account));
    return found;
  }
  std::vector<access::FileRights> rights(std::string_view account) override {
    return found_in(data().rights, account).value_or(std::vector<access::FileRights>{});
  }
  std::vector<std::string> visible_files(const access::User& user) override {
    std::vector<std::string> found;
    for (const auto& [account, versions] : data().rights)
      if (access::allows(user, data().territories, versions.back())) found.push_back(account);
    return found;
  }
  std::vector<std::string> regranted_files(CommitNumber since) override {
    std::vector<std::string> found;
    for (const auto& [account, versions] : data().rights)
      if (std::any_of(versions.begin(), versions.end(),
                      [since](const auto& version) { return version.changed > since; }))
        found.push_back(account);
    return found;
  }
  access::TerritoryTree territories() override { return data().territories; }
  std::vector<Redirect> redirects() override { return data().redirects; }

  std::optional<UserRow> user(std::string_view name) override { return found_in(data().users, name); }
  std::vector<UserRow> users() override { return values_of(data().users); }
  std::optional<Enrolment> enrolment(std::string_view id) override { return found_in(data().enrolments, id); }
  std::optional<Enrolment> enrolment_by_credential(std::string_view credential_hash) override {
    for (const auto& [id, enrolment] : data().enrolments)
      if (enrolment.credential_hash == credential_hash) return enrolment;
    return std::nullopt;
  }
  std::vector<Enrolment> enrolments() override { return values_of(data().enrolments); }
  std::optional<Committed> committed(std::string_view enrolment, Counter counter) override {
    const auto found = data().committed.find({std::string(enrolment), counter});
    if (found == data().committed.end()) return std::nullopt;
    return found->second;
  }
  std::vector<std::string> unowned_files() override {
    std::vector<std::string> out;
    for (const auto& [account, versions] : data().rights)
      if (!versions.empty() && versions.back().owner.empty()) out.push_back(account);
    return out;
  }
  std::optional<Plan> plan(std::string_view kind, std::string_view id) override {
    const auto found = data().plans.find({std::string(kind), std::string(id)});
    return found == data().plans.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<Plan> plans(std::string_view kind) override {
    std::vector<Plan> out;
    for (const auto& [key, plan] : data().plans)
      if (key.first == kind) out.push_back(plan);
    return out;
  }
  std::vector<Plan> due_plans(std::int64_t until_ms) override {
    std::vector<Plan> out;
    for (const auto& [key, plan] : data().plans)
      if (plan.due_ms > 0 && plan.due_ms <= until_ms) out.push_back(plan);
    std::stable_sort(out.begin(), out.end(), [](const Plan& a, const Plan& b) { return a.due_ms < b.due_ms; });
    return out;
  }
  std::int64_t next_due_ms() override {
    std::int64_t next = 0;
    for (const auto& [key, plan] : data().plans)
      if (plan.due_ms > 0 && (next == 0 || plan.due_ms < next)) next = plan.due_ms;
    return next;
  }
  std::optional<std::string> act_answer(std::string_view user, std::string_view act) override {
    const auto found = data().acts.find({std::string(user), std::string(act)});
    return found == data().acts.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<std::string> remade_files(CommitNumber since) override {
    std::vector<std::string> out;
    for (const auto& [account, changed] : data().remade)
      if (changed > since) out.push_back(account);
    return out;
  }
  std::optional<OriginRow> origin(const record::FirstMade& first) override {
    for (const OriginRow& one : data().origins)
      if (one.first == first) return one;
    return std::nullopt;
  }
  bool has_origins(std::string_view first_enrolment) override {
    return std::any_of(data().origins.begin(), data().origins.end(),
                       [&](const OriginRow& one) { return one.first.enrolment == first_enrolment; });
  }
  std::optional<ParcelRow> parcel(std::string_view id) override { return found_in(data().parcels, id); }
  std::vector<ParcelRow> parcels() override { return values_of(data().parcels); }
  std::vector<std::string> check() override { return {}; }

 protected:
  [[nodiscard]] virtual const Data& data() const = 0;

 private:
  template <class Map>
  static std::vector<typename Map::mapped_type> values_of(const Map& map) {
    std::vector<typename Map::mapped_type> found;
    for (const auto& [key, value] : map) found.push_back(value);
    return found;
  }
  std::vector<Line> lines_from(const std::tuple<std::string, std::string, record::EditName>& first,
                               const std::string* unit) {
    std::vector<Line> found;
    for (auto it = data().lines.lower_bound(first);
         it != data().lines.end() && std::get<0>(it->first) == std::get<0>(first); ++it) {
      if (unit != nullptr && std::get<1>(it->first) != *unit) break;
      found.push_back(*it->second.line);
    }
    return found;
  }
};

class MemoryReader final : public Reading<Reader> {
 public:
  MemoryReader(std::shared_ptr<const Data> data, const schema::Registry& registry)
      : data_(std::move(data)), registry_(registry) {}
  const schema::Registry& registry() override { return registry_; }

 protected:
  const Data& data() const override { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
  const schema::Registry& registry_;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const schema::Registry& registry)
      : declarations_(registry), data_(std::make_shared<const Data>()) {}
  std::unique_ptr<Reader> read() override {
    const std::lock_guard lock(guard_);
    return std::make_unique<MemoryReader>(data_, data_->registry == nullptr ? declarations_.base() : *data_->registry);
  }
  std::unique_ptr<Writer> write() override;

 private:
  friend class MemoryWriter;
  schema::Declarations declarations_;
  std::mutex writing_;  // held by the one writer
  std::mutex guard_;    // of data_
  std::shared_ptr<const Data> data_;
};

class MemoryWriter final : public Reading<Writer> {
 public:
  explicit MemoryWriter(MemoryStore& store) : store_(store), lock_(store.writing_), now_(*store.data_) {
    highest_ = Reading::highest_rank(now_.last);
  }

  Stamp highest_rank(CommitNumber at) override { return at >= now_.last ? highest_ : Reading::highest_rank(at); }
  CommitNumber next_commit() override { return ++now_.last; }
  void skip_to(CommitNumber commit) override { now_.last = std::max(now_.last, commit); }
  void set_meta(std::string_view key, std::string_view value) override { now_.meta[std::string(key)] = value; }
  void grow() override { now_.registry = store_.declarations_.with(additions()); }
  const schema::Registry& registry() override {
    return now_.registry == nullptr ? store_.declarations_.base() : *now_.registry;
  }
  void note_rank(const Stamp& rank) override {
    if (highest_ < rank) highest_ = rank;
  }
  void put(const RecordState& state, CommitNumber changed) override {
    auto stored = std::make_shared<RecordState>(state);
    stored->changed = changed;
    auto& held = now_.records[state.id];
    if (held != nullptr) now_.members[held->account].erase(state.id);
    held = std::move(stored);
    now_.members[state.account].insert(state.id);
    touch(state.account, changed);
  }
  void put(const Line& line, std::string_view account) override {
    now_.lines[{line.record, line.unit, record::edit_name(*line.origin)}] = {std::make_shared<const Line>(line),
                                                                             std::string(account)};
    touch(std::string(account), line.changed);
  }
  void erase(const Line& line) override { now_.lines.erase({line.record, line.unit, record::edit_name(*line.origin)}); }
  void put_rights(std::string_view account, const access::FileRights& version, CommitNumber changed) override {
    auto& versions = now_.rights[std::string(account)];
    std::erase_if(versions, [&version](const access::FileRights& one) { return one.rank == version.rank; });
    versions.push_back(version);
    versions.back().changed = changed;
    std::sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
    note_rank(version.rank);
    touch(std::string(account), changed);
  }
  void put_redirect(const Redirect& redirect) override {
    now_.redirects.push_back(redirect);
    std::sort(now_.redirects.begin(), now_.redirects.end(),
              [](const Redirect& a, const Redirect& b) { return a.rank < b.rank; });
    note_rank(redirect.rank);
  }
  void put(const UserRow& user) override { now_.users[user.user.name] = user; }
  void put_territory(std::string_view name, std::string_view parent) override {
    now_.territories[std::string(name)] = parent;
  }
  void put(const Enrolment& enrolment) override { now_.enrolments[enrolment.id] = enrolment; }
  void put_committed(std::string_view enrolment, Counter counter, const Committed& committed) override {
    if (!now_.committed.try_emplace({std::string(enrolment), counter}, committed).second)
      throw base::Failure({base::ErrorCode::Internal, "the outcome of a mutation was to be written twice", {}, {}});
    note_rank(committed.rank);
  }
  void replace_committed(std::string_view enrolment, Counter counter, const Committed& committed) override {
    now_.committed[{std::string(enrolment), counter}] = committed;
    note_rank(committed.rank);
  }
  void erase_plan(std::string_view kind, std::string_view id) override {
    now_.plans.erase({std::string(kind), std::string(id)});
  }
  void put(const Plan& plan) override { now_.plans[{plan.kind, plan.id}] = plan; }
  void put_act(std::string_view user, std::string_view act, std::string_view answer, std::int64_t) override {
    if (!now_.acts.try_emplace({std::string(user), std::string(act)}, answer).second)
      throw base::Failure({base::ErrorCode::Internal, "the answer of an act was to be written twice", {}, {}});
  }
  void remake_file(std::string_view account, CommitNumber changed) override {
    now_.remade[std::string(account)] = changed;
    touch(std::string(account), changed);
  }
  void put(const OriginRow& origin) override {
    if (!this->origin(origin.first)) now_.origins.push_back(origin);
  }
  void put(const ParcelRow& parcel) override { now_.parcels[parcel.id] = parcel; }
  void savepoint() override { saved_.emplace_back(now_, highest_); }
  void release() override { saved_.pop_back(); }
  void rollback_to_savepoint() override {
    std::tie(now_, highest_) = std::move(saved_.back());
    saved_.pop_back();
  }
  void commit() override {
    KEYBOOK_ASSERT(lock_.owns_lock() && saved_.empty());
    now_.moments[now_.last] = highest_;
    {
      const std::lock_guard lock(store_.guard_);
      store_.data_ = std::make_shared<const Data>(std::move(now_));
    }
    lock_.unlock();
  }

 protected:
  const Data& data() const override { return now_; }

 private:
  void touch(const std::string& account, CommitNumber changed) {
    CommitNumber& held = now_.files[account];
    held = std::max(held, changed);
  }

  MemoryStore& store_;
  std::unique_lock<std::mutex> lock_;
  Data now_;
  Stamp highest_;
  std::vector<std::pair<Data, Stamp>> saved_;
};

std::unique_ptr<Writer> MemoryStore::write() { return std::make_unique<MemoryWriter>(*this); }

}  // namespace

std::unique_ptr<Store> memory_store(const schema::Registry& registry) {
  return std::make_unique<MemoryStore>(registry);
}

}  // namespace keybook::support
