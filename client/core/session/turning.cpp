#include "session/turning.h"

#include <algorithm>
#include <functional>
#include <set>

#include "outbox/overlay.h"
#include "record/codec.h"
#include "session/limits.h"
#include "session/sealing.h"
#include "session/self_check.h"

namespace keybook::client::session {

using record::Base;
using record::CommitNumber;
using record::Counter;
using record::EditName;
using record::Mutation;
using record::Origin;
using record::Value;
using store::Device;
using store::next;
using store::prepared;
using store::run;
using store::Store;

namespace {

constexpr const char* downloaded_name = "downloaded";  // commit at which the last download of everything ended

// What was taken from this user before that commit never was on this device, nor does it know of it. A server that lost
// it gives it to the user again: everything is downloaded once more.
CommitNumber downloaded(Store& store) {
  const std::string commit = store.meta(downloaded_name);
  return commit.empty() ? 0 : std::stoll(commit);
}

// Whether a position had seen an edit and will not say so any more.
using Forgotten = std::function<bool(const Base&, const Origin&)>;

Device need_device(Store& store) {
  auto device = store::load_device(store);
  if (!device) throw base::Failure({base::ErrorCode::NotEnrolled, "this profile is not connected to a server", {}, {}});
  return *std::move(device);
}

void name(Base& base, const Origin& origin, const Forgotten& forgotten) {
  if (!forgotten(base, origin)) return;
  EditName one = record::edit_name(origin);
  if (std::find(base.names.begin(), base.names.end(), one) == base.names.end()) base.names.push_back(std::move(one));
}

void name_unit(Store& store, Base& base, const std::optional<record::RecordState>& state, const std::string& record,
               const std::string& unit, const Forgotten& forgotten) {
  const Base before = base;
  const auto look = [&](const Origin& origin) {
    if (forgotten(before, origin)) name(base, origin, forgotten);
  };
  if (const record::FieldState* field = state ? state->field(unit) : nullptr)
    for (const record::Head& head : field->heads) look(*head.origin);
  for (const record::Line& line : store.confirmed_history().lines(record, unit)) look(*line.origin);
}

void name_all(Store& store, Base& base, const std::string& type, const std::string& record,
              const Forgotten& forgotten) {
  const auto state = store.confirmed(type, record);
  if (!state) return;
  if (state->created) name(base, *state->created, forgotten);
  for (const auto& [unit, field] : state->fields)
    for (const record::Head& head : field.heads) name(base, *head.origin, forgotten);
  for (const record::Line& line : store.confirmed_history().lines(record)) name(base, *line.origin, forgotten);
}

// Writes out by name what the positions of a mutation had seen and no longer cover.
void name_seen(Store& store, Mutation& mutation, const Forgotten& forgotten) {
  for (record::RecordEdit& edit : mutation.edits) {
    const auto state = store.confirmed(edit.type, edit.id);
    for (auto& [unit, field] : edit.fields)
      if (field.base.position) name_unit(store, field.base, state, edit.id, unit, forgotten);
    if (!edit.base.position || (edit.op != record::Op::Delete && edit.op != record::Op::Restore)) continue;
    name_all(store, edit.base, edit.type, edit.id, forgotten);
    for (const auto& [type, member] : store.shown().members(edit.id))
      if (member != edit.id) name_all(store, edit.base, type, member, forgotten);
  }
}

void each_base(Mutation& mutation, const std::function<void(Base&)>& change) {
  for (record::RecordEdit& edit : mutation.edits) {
    for (auto& [unit, field] : edit.fields) change(field.base);
    change(edit.base);
  }
}

void remember_first(Mutation& mutation) {
  if (mutation.first.empty()) mutation.first = {mutation.enrolment, mutation.counter, record::digest(mutation)};
}

// The server is asked by number what became of what it held; where numbers mean something else now, it is sent again.
void send_held_again(Store& store) {
  run(store.database(), "UPDATE outbox SET stage = 0, reason = NULL WHERE stage = 4");
}

// ---- a new identity

class NewIdentity {
 public:
  NewIdentity(Store& store, std::string old, std::string given)
      : store_(store), old_(std::move(old)), given_(std::move(given)) {}

  void rename_outbox() {
    std::vector<Mutation> mutations;
    auto rows = prepared(store_.database(), "SELECT mutation FROM outbox WHERE enrolment = ? AND stage <> 2", old_);
    while (next(rows)) mutations.push_back(base::need(record::mutation_from_json(Value::parse(rows.text(0)), old_)));
    for (const Mutation& mutation : mutations) own_.insert(mutation.stamp.text());
    for (Mutation& mutation : mutations) {
      rename(mutation);
      const std::string json = record::to_json(mutation).dump();
      run(store_.database(),
          "UPDATE outbox SET enrolment = ?, mutation = ?, bytes = ? WHERE enrolment = ? AND counter = ?", given_, json,
          static_cast<std::int64_t>(json.size()), old_, mutation.counter);
    }
    run(store_.database(), "UPDATE edit_of SET enrolment = ? WHERE enrolment = ?", given_, old_);
    // What a restored server needs again goes up with it, as it was made and ranked.
    run(store_.database(), "UPDATE kept SET enrolment = ? WHERE enrolment = ? AND again <> 0", given_, old_);
    send_held_again(store_);
    // The stamps by which an undo knows its change.
    const std::string before = "." + old_ + "\"", after = "." + given_ + "\"";
    run(store_.database(),
        "UPDATE undo SET before = replace(before, ?, ?) WHERE counter IN (SELECT counter FROM outbox WHERE enrolment = "
        "?)",
        before, after, given_);
    // What the server has parked, it knows by the name under which it came.
    for (const char* table : {"outbox", "late", "late_decided"})
      run(store_.database(), std::string("UPDATE ") + table + " SET enrolment = ? WHERE enrolment = ?", given_, old_);
  }

 private:
  void rename(Mutation& mutation) {
    remember_first(mutation);
    // Own mutations that the server has are no longer counted as own.
    name_seen(store_, mutation, [this](const Base& base, const Origin& origin) {
      return origin.name.device == old_ && base.device == old_ && origin.commit > base.commit && origin.counter > 0 &&
             origin.counter <= base.counter;
    });
    mutation.enrolment = mutation.stamp.device = given_;
    each_base(mutation, [this](Base& base) {
      if (base.device == old_) base.device = given_;
      for (EditName& one : base.names) {
        const std::size_t end = std::min(one.find('/'), one.size());
        if (own_.count(one.substr(0, end)) != 0) one = one.substr(0, end - old_.size()) + given_ + one.substr(end);
      }
    });
  }

  Store& store_;
  const std::string old_, given_;
  std::set<std::string> own_;  // stamps of what is renamed
};

}  // namespace

void take_identity(Store& store, const protocol::EnrolAnswer& given) {
  Device device = need_device(store);
  struct Touched {
    std::string type, record;
    std::optional<record::RecordState> confirmed;
  };
  std::vector<Touched> touched;
  {
    auto rows =
        prepared(store.database(), "SELECT DISTINCT type, record FROM edit_of WHERE enrolment = ?", device.enrolment);
    while (next(rows)) touched.push_back({std::string(rows.text(0)), std::string(rows.text(1)), {}});
  }
  for (Touched& one : touched) one.confirmed = store.confirmed(one.type, one.record);
  NewIdentity(store, device.enrolment, given.enrolment).rename_outbox();
  run(store.database(),
      "UPDATE enrolment SET id = ?, credential = ?, seal_key = ?, role = ?, territory = ? WHERE id = ?",
      given.enrolment, given.credential, given.seal_key, given.role, given.territory, device.enrolment);
  device = need_device(store);
  device.token = given.token;
  device.gaps = true;
  store::save_device(store, device);
  outbox::Overlay overlay(store, device);
  for (const Touched& one : touched) overlay.rebuild(one.type, one.record, one.confirmed);
}

Value as_sent_again(Mutation mutation, const std::string& ranked, const std::string& proof) {
  remember_first(mutation);
  mutation.ranked = record::Stamp::parse(ranked).value_or(mutation.stamp);
  Value json = record::to_json(mutation);
  if (!proof.empty()) protocol::put_proof(json, Value::parse(proof, nullptr, false));
  return json;
}

void forget_kept(Store& store, CommitNumber horizon, std::int64_t now_ms) {
  const std::int64_t before = now_ms - kept_ms_min;
  run(store.database(), "DELETE FROM kept WHERE number <= ? AND kept_ms < ? AND again = 0", horizon, before);
  run(store.database(),
      "UPDATE parcel SET box = NULL WHERE waits = 0 AND box IS NOT NULL AND number <= ? AND made_ms < ?", horizon,
      before);
  run(store.database(), "DELETE FROM evicted WHERE number <= ? AND evicted_ms < ?", horizon, before);
  run(store.database(), "DELETE FROM act_receipt WHERE number <= ? AND done_ms < ? AND again = 0", horizon, before);
}

std::vector<std::string> lost_acts(Store& store) {
  std::vector<std::string> receipts;
  auto row =
      prepared(store.database(), "SELECT receipt FROM act_receipt INDEXED BY act_receipt_again WHERE again = 1 LIMIT ?",
               acts_per_message_max);
  while (next(row)) receipts.emplace_back(row.text(0));
  return receipts;
}

void acts_arrived(Store& store, const std::vector<std::string>& receipts, CommitNumber number) {
  for (const std::string& receipt : receipts)
    run(store.database(), "UPDATE act_receipt SET again = 0, number = max(number, ?) WHERE again = 1 AND receipt = ?",
        number, receipt);
}

CommitNumber arrived_by(Store& store, const protocol::SyncAnswer& answer) {
  if (!answer.page.empty()) return not_yet_told;
  // What the server keeps without a commit of its own may be missing in a backup of this very commit.
  const CommitNumber number = answer.cursor + 1;
  run(store.database(), "UPDATE parcel SET number = ? WHERE number = ?", number, not_yet_told);
  run(store.database(), "UPDATE act_receipt SET number = ? WHERE number = ?", number, not_yet_told);
  return number;
}

// ---- a restored server

namespace {

class AfterRestore {
 public:
  AfterRestore(Store& store, const Device& device, CommitNumber held) : store_(store), device_(device), held_(held) {}

  // What waits: it goes up as usual, on bases that the server can know.
  void mend_outbox() {
    for (auto& [counter, json] : rows("SELECT counter, mutation FROM outbox WHERE enrolment = ?")) {
      Mutation mutation = parsed(json, device_.enrolment);
      if (!mend(mutation)) continue;
      const std::string text = record::to_json(mutation).dump();
      run(store_.database(), "UPDATE outbox SET mutation = ?, bytes = ? WHERE enrolment = ? AND counter = ?", text,
          static_cast<std::int64_t>(text.size()), device_.enrolment, counter);
    }
  }

  // What the server had and lost: it goes up again.
  void send_again() {
    struct Kept {
      std::string enrolment, ranked, json, proof;
      Counter counter = 0;
    };
    std::vector<Kept> lost;
    auto row = prepared(store_.database(),
                        "SELECT enrolment, counter, ranked, mutation, proof FROM kept WHERE number > ?", held_);
    while (next(row))
      lost.push_back({std::string(row.text(0)), std::string(row.text(2)), std::string(row.text(3)),
                      std::string(row.text(4)), row.integer(1)});
    for (const Kept& one : lost) {
      Mutation mutation = parsed(one.json, one.enrolment);
      remember_first(mutation);
      mend(mutation);
      const std::string text = as_sent_again(std::move(mutation), one.ranked, one.proof).dump();
      run(store_.database(),
          "UPDATE kept SET enrolment = ?, mutation = ?, again = 1 WHERE enrolment = ? AND counter = ?",
          device_.enrolment, text, one.enrolment, one.counter);
    }
    send_parcels_again(store_, held_);
    run(store_.database(), "UPDATE act_receipt SET again = 1 WHERE number > ?", held_);
  }

  // What was decided may be undecided now, or be decided otherwise.
  void ask_for_decisions() {
    run(store_.database(), "UPDATE late SET state = 'parked' WHERE state <> 'parked'");
    run(store_.database(), "DELETE FROM late_decided WHERE forgotten = 0");
  }

  // What was taken away by something that the server lost, or lies with an account that it was merged into: the server
  // does not tell this device what it does not know to be missing here. Named as given up, a file comes whole if it is
  // still to be seen.
  void ask_for_missing() {
    std::set<std::string> missing;
    for (const std::string& file : SelfCheck::begin_restore(store_, held_, device_.cursor))
      if (!is_here(file)) missing.insert(file);
    auto row = prepared(store_.database(), "SELECT account FROM evicted WHERE number > ?", held_);
    while (next(row)) missing.emplace(row.text(0));
    for (const std::string& account : missing)
      run(store_.database(), "INSERT OR IGNORE INTO dropped(account) VALUES(?)", account);
    // Should an older backup follow, they are asked for again.
    run(store_.database(), "UPDATE evicted SET number = ? WHERE number > ?", held_, held_);
  }

 private:
  static Mutation parsed(const std::string& json, const std::string& enrolment) {
    return base::need(record::mutation_from_json(Value::parse(json), enrolment));
  }
  [[nodiscard]] bool is_here(const std::string& file) {
    const schema::Type* root = store_.registry().root();
    const auto account = root == nullptr || file.empty() ? std::nullopt : store_.shown().read(root->name, file);
    return file.empty() || (account && account->account == file);
  }
  [[nodiscard]] std::vector<std::pair<Counter, std::string>> rows(std::string_view sql) {
    std::vector<std::pair<Counter, std::string>> found;
    auto row = prepared(store_.database(), sql, device_.enrolment);
    while (next(row)) found.emplace_back(row.integer(0), std::string(row.text(1)));
    return found;
  }
  bool mend(Mutation& mutation) {
    bool later = false;
    each_base(mutation, [&](Base& base) { later |= base.position && base.commit > held_; });
    if (!later) return false;
    remember_first(mutation);
    name_seen(store_, mutation, [this](const Base& base, const Origin& origin) {
      return origin.commit > held_ && origin.commit <= base.commit;
    });
    each_base(mutation, [this](Base& base) { base.commit = std::min(base.commit, held_); });
    return true;
  }

  Store& store_;
  const Device& device_;
  const CommitNumber held_;
};

}  // namespace

void send_once_more(Store& store, Device& device) {
  struct Refused {
    Counter counter = 0;
    std::string json, ranked, proof;
  };
  std::vector<Refused> refused;
  auto row = prepared(store.database(),
                      "SELECT counter, mutation, ranked, proof FROM kept WHERE enrolment = ? AND again = ? "
                      "ORDER BY abs(counter)",
                      device.enrolment, outbox::again_later);
  while (next(row))
    refused.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))});
  for (const Refused& one : refused) {
    Mutation mutation = base::need(record::mutation_from_json(Value::parse(one.json), device.enrolment));
    mutation.counter = ++device.counter;
    run(store.database(), "UPDATE kept SET counter = ?, mutation = ?, again = 1 WHERE enrolment = ? AND counter = ?",
        mutation.counter, as_sent_again(mutation, one.ranked, one.proof).dump(), device.enrolment, one.counter);
  }
}

void note_download(Store& store, CommitNumber commit) {
  store.set_meta(downloaded_name, std::to_string(commit));
  SelfCheck::note_download(store, commit);
}

void follow_restore(Store& store, const protocol::Restored& restored) {
  Device device = need_device(store);
  if (device.epoch == restored.epoch) return;
  AfterRestore after(store, device, restored.held);
  send_held_again(store);
  after.mend_outbox();
  after.send_again();
  after.ask_for_missing();
  after.ask_for_decisions();
  run(store.database(), "DELETE FROM page");  // of a pull that cannot go on
  device.lost_after = device.lost_until == 0 ? restored.held : std::min(device.lost_after, restored.held);
  device.lost_until = std::max({device.lost_until, restored.begins, device.cursor});
  device.epoch = restored.epoch;
  device.cursor = std::min(device.cursor, restored.held);
  if (restored.held < downloaded(store)) device.cursor = 0;
  device.page.clear();
  device.downloading = false;
  device.gaps = true;
  store::save_device(store, device);
}

}  // namespace keybook::client::session
