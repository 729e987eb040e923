#include "session/sealing.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/sealed_box.h"
#include "record/codec.h"
#include "session/turning.h"

namespace keybook::client::session {

using outbox::Stage;
using record::Mutation;
using record::Value;
using store::next;
using store::prepared;
using store::run;
using store::Store;

namespace {

constexpr int parcel_id_characters = 20;  // 100 random bits
constexpr const char* scrub_key = "scrub";
constexpr const char* strays_key = "strays";
constexpr const char* kept_columns = "SELECT enrolment, counter, number, again, mutation, ranked, proof";

bool mentions(const Value& value, const std::string& text) {
  if (value.is_string()) return value.get_ref<const std::string&>() == text;
  return value.is_structured() &&
         std::any_of(value.begin(), value.end(), [&](const Value& member) { return mentions(member, text); });
}

bool inside(Store& store, const std::string& type, const std::string& record, const std::string& account) {
  return account.empty() || record == account || store.file_of(type, record) == account;
}

void forget_drafts(Store& store, const std::string& account, const std::set<std::string>& made) {
  std::vector<std::string> drafts;
  auto draft = prepared(store.database(), "SELECT key, type, id, fields FROM draft");
  while (next(draft)) {
    const Value fields = Value::parse(draft.text(3), nullptr, false);
    const std::string type(draft.text(1)), record(draft.text(2));
    if (inside(store, type, record, account) || made.contains(record) || mentions(fields, account))
      drafts.emplace_back(draft.text(0));
  }
  for (const std::string& key : drafts) run(store.database(), "DELETE FROM draft WHERE key = ?", key);
}

}  // namespace

Mutation without_values(Mutation mutation) {
  for (record::RecordEdit& edit : mutation.edits) {
    for (auto& [unit, field] : edit.fields) field = record::FieldEdit{};
    edit.base = {};
  }
  mutation.first = {};
  return mutation;
}

bool Sealing::holds(const Mutation& mutation, const std::string& account) {
  return std::any_of(mutation.edits.begin(), mutation.edits.end(), [&](const record::RecordEdit& edit) {
    return edit.account == account || inside(store_, edit.type, edit.id, account);
  });
}

// Records of a file that are not here, because their creation was refused.
std::set<std::string> Sealing::made_in_vain(const std::string& account) {
  std::set<std::string> made;
  outbox::Outbox outbox(store_, device_.enrolment);
  outbox.each(Stage::Refused, [&](outbox::Entry&& entry) {
    for (const record::RecordEdit& edit : outbox.parse(entry.mutation).edits)
      if (edit.op == record::Op::Create && edit.account == account) made.insert(edit.id);
    return true;
  });
  return made;
}

void Sealing::put_parcel(std::vector<protocol::Sealed>&& content, const std::string& account,
                         record::CommitNumber number) {
  const auto mutations = static_cast<std::int64_t>(content.size());
  const std::string text = protocol::to_json(protocol::ParcelContent{device_.enrolment, std::move(content)}).dump();
  const std::string box = base::need(base::seal(device_.seal_key, text, random_));
  run(store_.database(),
      "INSERT INTO parcel(id, account, mutations, made_ms, number, waits, box) VALUES(?, ?, ?, ?, ?, ?, ?)",
      base::random_token(random_, parcel_id_characters), account, mutations, now_ms_, number, number == 0 ? 1 : 0, box);
}

void Sealing::strip(const Found& found) {
  const std::string receipt = record::to_json(without_values(found.mutation)).dump();
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter = ?", device_.enrolment, found.counter);
  run(store_.database(), "UPDATE outbox SET stage = ?, mutation = ?, bytes = ? WHERE enrolment = ? AND counter = ?",
      static_cast<int>(Stage::Sealed), receipt, static_cast<std::int64_t>(receipt.size()), device_.enrolment,
      found.counter);
  run(store_.database(), "UPDATE outbox SET reason = NULL WHERE enrolment = ? AND counter = ?", device_.enrolment,
      found.counter);
}

// What was never sent goes apart from what was refused: the one goes on by itself, the other waits for somebody. So
// does what is held: the server has it, but gives it up if it is turned down or restored to an earlier time.
std::int64_t Sealing::close(const std::vector<Found>& found, const std::string& account) {
  std::vector<protocol::Sealed> unsent, refused;
  for (const Found& one : found) {
    if (one.stage == Stage::Pending)
      unsent.push_back({record::to_json(one.mutation), false});
    else
      refused.push_back({record::to_json(one.mutation), true});
    strip(one);
  }
  const std::size_t count = unsent.size() + refused.size();
  if (!unsent.empty()) put_parcel(std::move(unsent), account, 0);
  if (!refused.empty()) put_parcel(std::move(refused), account, 0);
  return static_cast<std::int64_t>(count);
}

Sealing::Kept Sealing::read_kept(sqlite::Query& row) {
  Kept one{std::string(row.text(0)), std::string(row.text(5)), std::string(row.text(6)),  row.integer(1),
           row.integer(2),           row.integer(3),           Value::parse(row.text(4)), {}};
  one.mutation = base::need(record::mutation_from_json(one.json, one.enrolment));
  return one;
}

// Those of which the file is not known are looked at one by one, and known from then on.
std::vector<Sealing::Kept> Sealing::kept_of(const std::string& account) {
  std::vector<Kept> found;
  std::vector<std::tuple<std::string, record::Counter, std::string>> known;
  const std::string columns = std::string(kept_columns) + ", account FROM kept INDEXED BY kept_account WHERE account ";
  auto row = prepared(store_.database(), columns + "= ? UNION ALL " + columns + "IS NULL", account);
  while (next(row)) {
    Kept one = read_kept(row);
    if (!row.is_null(7) || holds(one.mutation, account))
      found.push_back(std::move(one));
    else if (auto file = outbox::Outbox(store_, one.enrolment).file_of(one.mutation))
      known.emplace_back(one.enrolment, one.counter, *std::move(file));
  }
  for (const auto& [enrolment, counter, file] : known)
    run(store_.database(), "UPDATE kept SET account = ? WHERE enrolment = ? AND counter = ?", file, enrolment, counter);
  return found;
}

// What the server has, but perhaps no backup of it: closed too, and sent only if the server should lose it.
void Sealing::close_kept(std::vector<Kept>&& kept, const std::string& account) {
  std::vector<protocol::Sealed> again, refused, safe;
  record::CommitNumber number = 0;
  for (Kept& one : kept) {
    // Such a box is sent only to a server that lost what is in it.
    if (one.again == 0) one.json = as_sent_again(std::move(one.mutation), one.ranked, one.proof);
    const bool was_refused = one.again == outbox::again_later;
    auto& box = was_refused ? refused : one.again == outbox::again_now ? again : safe;
    box.push_back({std::move(one.json), was_refused});
    number = std::max(number, one.number);
    run(store_.database(), "DELETE FROM kept WHERE enrolment = ? AND counter = ?", one.enrolment, one.counter);
  }
  if (!again.empty()) put_parcel(std::move(again), account, 0);
  if (!refused.empty()) put_parcel(std::move(refused), account, 0);
  if (!safe.empty()) put_parcel(std::move(safe), account, number);
}

namespace {

void forget_undo(Store& store, const std::function<bool(const Value& entry)>& holds) {
  std::vector<std::int64_t> undone;
  auto undo = prepared(store.database(), "SELECT counter, before FROM undo");
  while (next(undo)) {
    const Value before = Value::parse(undo.text(1), nullptr, false);
    if (!before.is_object() || !before.contains("e") || std::any_of(before["e"].begin(), before["e"].end(), holds))
      undone.push_back(undo.integer(0));
  }
  for (const std::int64_t counter : undone) run(store.database(), "DELETE FROM undo WHERE counter = ?", counter);
}

bool is_of(Store& store, const Value& entry, const std::string& account) {
  return inside(store, entry.value("t", ""), entry.value("r", ""), account) || mentions(entry, account);
}

}  // namespace

void forget_earlier_values(Store& store, const std::string& account) {
  forget_undo(store,
              [&](const Value& entry) { return entry.value("o", "") != "create" && is_of(store, entry, account); });
}

void Sealing::close_unsent(std::initializer_list<Stage> stages, const Which& which, const std::string& account) {
  std::vector<Found> found;
  outbox::Outbox outbox(store_, device_.enrolment);
  for (const Stage stage : stages)
    outbox.each(stage, [&](outbox::Entry&& entry) {
      Mutation mutation = outbox.parse(entry.mutation);
      if (which(mutation)) found.push_back({entry.counter, stage, std::move(mutation)});
      return true;
    });
  static_cast<void>(close(found, account));
}

void Sealing::file(const std::string& account) {
  const std::set<std::string> made = made_in_vain(account);
  const auto of_file = [&](const Mutation& mutation) {
    return holds(mutation, account) ||
           std::any_of(mutation.edits.begin(), mutation.edits.end(),
                       [&made](const record::RecordEdit& edit) { return made.contains(edit.id); });
  };
  // What is parked stays its author's own to see.
  close_unsent({Stage::Pending, Stage::Refused, Stage::Held}, of_file, account);
  close_kept(kept_of(account), account);
  forget_undo(store_,
              [&](const Value& entry) { return is_of(store_, entry, account) || made.contains(entry.value("r", "")); });
  forget_drafts(store_, account, made);
  need_scrub(store_);
}

void Sealing::strays() {
  const Which strays = [this](const Mutation& mutation) {
    return std::any_of(mutation.edits.begin(), mutation.edits.end(),
                       [this](const record::RecordEdit& edit) { return !store_.shown().contains(edit.type, edit.id); });
  };
  close_unsent({Stage::Refused}, strays, "");  // what is pending goes up as usual
  std::vector<Kept> kept;
  auto row = prepared(store_.database(), std::string(kept_columns) + " FROM kept");
  while (next(row))
    if (Kept one = read_kept(row); strays(one.mutation)) kept.push_back(std::move(one));
  close_kept(std::move(kept), "");
  note_strays(store_);
}

std::int64_t Sealing::wipe() {
  std::vector<Found> found;
  outbox::Outbox outbox(store_, device_.enrolment);
  for (const Stage stage : {Stage::Pending, Stage::Refused, Stage::Held})
    outbox.each(stage, [&](outbox::Entry&& entry) {
      found.push_back({entry.counter, stage, outbox.parse(entry.mutation)});
      return true;
    });
  std::int64_t sealed = close(found, "");
  // What a restored server lost is as unsent as what it never had; what it has, a backup may not have yet.
  std::vector<protocol::Sealed> again;
  std::vector<Kept> safe;
  auto row = prepared(store_.database(), std::string(kept_columns) + " FROM kept");
  while (next(row))
    if (Kept one = read_kept(row); one.again == 0)
      safe.push_back(std::move(one));
    else
      again.push_back({std::move(one.json), false});
  sealed += static_cast<std::int64_t>(again.size());
  if (!again.empty()) put_parcel(std::move(again), "", 0);
  close_kept(std::move(safe), "");
  store_.erase_all();
  for (const char* table : {"outbox", "edit_of", "kept", "undo", "draft", "page", "exchange", "late", "late_decided",
                            "dropped", "evicted", "act_receipt"})
    run(store_.database(), "DELETE FROM " + std::string(table));
  store::Device device = device_;
  device.revoked = true;
  device.cursor = 0;
  device.page.clear();
  device.downloading = false;
  store::save_device(store_, device);
  need_scrub(store_);
  return sealed;
}

std::vector<protocol::Parcel> waiting_parcels(Store& store) {
  std::vector<protocol::Parcel> parcels;
  auto row = prepared(store.database(), "SELECT id, account, box FROM parcel WHERE waits = 1");
  while (next(row)) parcels.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
  return parcels;
}

void parcels_arrived(Store& store, const std::vector<std::string>& ids, record::CommitNumber number,
                     std::int64_t now_ms) {
  for (const std::string& id : ids)
    run(store.database(), "UPDATE parcel SET waits = 0, sent_ms = ?, number = ? WHERE id = ?", now_ms, number, id);
}

void send_parcels_again(Store& store, record::CommitNumber held) {
  run(store.database(), "UPDATE parcel SET waits = 1 WHERE box IS NOT NULL AND number > ?", held);
}

void note_strays(Store& store) { store.set_meta(strays_key, "1"); }

void forget_strays(Store& store) {
  if (store.meta(strays_key).empty()) return;
  run(store.database(), "DELETE FROM meta WHERE key = ?", strays_key);
  forget_undo(store,
              [&](const Value& entry) { return !store.shown().contains(entry.value("t", ""), entry.value("r", "")); });
  std::vector<std::string> drafts;
  auto draft = prepared(store.database(), "SELECT key, type, id FROM draft WHERE id <> ''");
  while (next(draft))
    if (!store.shown().contains(draft.text(1), draft.text(2))) drafts.emplace_back(draft.text(0));
  for (const std::string& key : drafts) run(store.database(), "DELETE FROM draft WHERE key = ?", key);
}

void need_scrub(Store& store) { store.set_meta(scrub_key, "1"); }

void scrub(Store& store) {
  if (store.meta(scrub_key).empty()) return;
  auto transaction = store.begin();
  store.search().forget_deleted();
  base::need(transaction.commit());
  auto checkpoint = base::need(store.database().prepare("PRAGMA wal_checkpoint(TRUNCATE)"));
  const bool busy = next(checkpoint) && checkpoint.integer(0) != 0;
  // Done only now: should the disk fail on the way, the next start does it again.
  if (!busy) run(store.database(), "DELETE FROM meta WHERE key = ?", scrub_key);
}

}  // namespace keybook::client::session
