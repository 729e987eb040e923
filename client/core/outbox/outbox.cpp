#include "outbox/outbox.h"

#include <cstdlib>
#include <iterator>
#include <set>

#include "protocol/messages.h"
#include "record/codec.h"

namespace keybook::client::outbox {

using record::Value;
using store::next;
using store::prepared;
using store::run;

void Outbox::add(const Mutation& mutation, std::int64_t made_ms, const std::map<std::string, std::string>& touched) {
  const std::string json = record::to_json(mutation).dump();
  run(store_.database(),
      "INSERT INTO outbox(enrolment, counter, stage, made_ms, mutation, bytes) VALUES(?, ?, ?, ?, ?, ?)", enrolment_,
      mutation.counter, static_cast<int>(Stage::Pending), made_ms, json, static_cast<std::int64_t>(json.size()));
  for (const auto& [record, type] : touched)
    run(store_.database(), "INSERT INTO edit_of(record, enrolment, counter, type) VALUES(?, ?, ?, ?)", record,
        enrolment_, mutation.counter, type);
}

Entry Outbox::read(sqlite::Query& row) const {
  Entry entry;
  entry.counter = std::abs(row.integer(0));
  entry.stage = static_cast<Stage>(row.integer(1));
  entry.made_ms = row.integer(2);
  entry.mutation = row.text(3);
  if (!row.is_null(4)) entry.reason = protocol::error_from_json(Value::parse(row.text(4)));
  return entry;
}

namespace {

// In counter order, so that whoever has enough need not read the rest.
sqlite::Query of_stage(Store& store, const std::string& enrolment, Stage stage) {
  return prepared(store.database(),
                  "SELECT counter, stage, made_ms, mutation, reason FROM outbox INDEXED BY outbox_stage WHERE "
                  "enrolment = ? AND stage = ? ORDER BY counter",
                  enrolment, static_cast<int>(stage));
}

}  // namespace

void Outbox::each(Stage stage, const std::function<bool(Entry&&)>& each) {
  auto row = of_stage(store_, enrolment_, stage);
  while (next(row))
    if (!each(read(row))) return;
}

std::optional<Entry> Outbox::entry(Counter counter) {
  auto row =
      prepared(store_.database(),
               "SELECT counter, stage, made_ms, mutation, reason FROM outbox WHERE enrolment = ? AND counter = ?",
               enrolment_, counter);
  if (!next(row)) return std::nullopt;
  return read(row);
}

std::int64_t Outbox::count(Stage stage) {
  auto row = prepared(store_.database(),
                      "SELECT count(*) FROM outbox INDEXED BY outbox_stage WHERE enrolment = ? AND stage = ?",
                      enrolment_, static_cast<int>(stage));
  std::int64_t count = next(row) ? row.integer(0) : 0;
  if (stage == Stage::Pending) {
    auto again =
        prepared(store_.database(), "SELECT count(*) FROM kept INDEXED BY kept_again WHERE enrolment = ? AND again = 1",
                 enrolment_);
    if (next(again)) count += again.integer(0);
  }
  return count;
}

void Outbox::each_to_send(const std::function<bool(Entry&&)>& each) {
  auto pending = of_stage(store_, enrolment_, Stage::Pending);
  auto again = prepared(store_.database(),
                        "SELECT counter, 0, kept_ms, mutation, NULL FROM kept INDEXED BY kept_again WHERE enrolment = "
                        "? AND again = 1 ORDER BY counter",
                        enrolment_);
  bool has_pending = next(pending), has_again = next(again);
  while (has_pending || has_again) {
    const bool takes_again = has_again && (!has_pending || again.integer(0) < pending.integer(0));
    sqlite::Query& row = takes_again ? again : pending;
    if (!each(read(row))) return;
    (takes_again ? has_again : has_pending) = next(row);
  }
}

std::optional<Mutation> Outbox::sent_again(Counter counter) {
  auto row = prepared(store_.database(), "SELECT mutation FROM kept WHERE enrolment = ? AND counter = ? AND again = 1",
                      enrolment_, counter);
  if (!next(row)) return std::nullopt;
  return parse(std::string(row.text(0)));
}

void Outbox::arrived_again(Counter counter, record::CommitNumber commit, const record::Stamp& rank) {
  const std::string ranked = rank.empty() ? std::string() : rank.text();
  run(store_.database(),
      "UPDATE kept SET again = 0, number = ?, ranked = CASE ?2 WHEN '' THEN ranked ELSE ?2 END WHERE enrolment = ? "
      "AND counter = ?",
      commit, ranked, enrolment_, counter);
}

void Outbox::refused_again(Counter counter, const Parts& parts, When when) {
  const std::int64_t kept_ms = [&] {
    auto row = prepared(store_.database(), "SELECT kept_ms FROM kept WHERE enrolment = ? AND counter = ?", enrolment_,
                        counter);
    return next(row) ? row.integer(0) : 0;
  }();
  if (when == When::Now) put_refused(counter, parts, kept_ms);
  if (parts.are_several()) {
    if (when == When::Later) send_part_later(counter, parts, kept_ms);
    run(store_.database(), "UPDATE kept SET mutation = ? WHERE enrolment = ? AND counter = ?",
        record::to_json(parts.stands).dump(), enrolment_, counter);
  } else if (when == When::Later) {
    run(store_.database(), "UPDATE kept SET again = ? WHERE enrolment = ? AND counter = ?", again_later, enrolment_,
        counter);
  } else {
    run(store_.database(), "DELETE FROM kept WHERE enrolment = ? AND counter = ?", enrolment_, counter);
  }
}

namespace {

void add_edits(Mutation& to, Mutation&& more) {
  std::move(more.edits.begin(), more.edits.end(), std::back_inserter(to.edits));
}

}  // namespace

// Of the same mutation another part may have been refused before the server was restored, or be parked.
void Outbox::put_refused(Counter counter, const Parts& parts, std::int64_t made_ms) {
  Mutation refused = parts.refused;
  if (const auto before = entry(counter); before && before->stage == Stage::Refused)
    add_edits(refused, parse(before->mutation));
  else if (before && before->stage == Stage::Parked && parts.are_several())
    run(store_.database(), "UPDATE OR REPLACE outbox SET counter = -counter WHERE enrolment = ? AND counter = ?",
        enrolment_, counter);
  const std::string json = record::to_json(refused).dump(), reason = protocol::to_json(*parts.reason).dump();
  run(store_.database(), "INSERT OR REPLACE INTO outbox VALUES(?, ?, ?, ?, ?, ?, ?)", enrolment_, counter,
      static_cast<int>(Stage::Refused), made_ms, json, static_cast<std::int64_t>(json.size()), reason);
}

// Nothing proves its rank: what the server signed was signed of all that stood.
void Outbox::send_part_later(Counter counter, const Parts& parts, std::int64_t kept_ms) {
  Mutation part = parts.refused;
  {
    auto before = prepared(store_.database(), "SELECT mutation FROM kept WHERE enrolment = ? AND counter = -?",
                           enrolment_, counter);
    if (next(before)) add_edits(part, parse(std::string(before.text(0))));
  }
  run(store_.database(),
      "INSERT OR REPLACE INTO kept(enrolment, counter, number, ranked, kept_ms, mutation, again) SELECT enrolment, "
      "-counter, 0, ranked, ?, ?, ? FROM kept WHERE enrolment = ? AND counter = ?",
      kept_ms, record::to_json(by_itself(std::move(part))).dump(), again_later, enrolment_, counter);
}

std::vector<Mutation> Outbox::pending_of(const std::string& record) {
  std::vector<Mutation> out;
  auto row = prepared(store_.database(),
                      "SELECT mutation FROM edit_of JOIN outbox USING(enrolment, counter) WHERE record = ? AND "
                      "enrolment = ? ORDER BY counter",
                      record, enrolment_);
  while (next(row)) out.push_back(parse(std::string(row.text(0))));
  return out;
}

std::map<std::string, std::string> Outbox::touched(Counter counter) {
  auto query =
      base::need(store_.database().prepare("SELECT record, type FROM edit_of WHERE enrolment = ? AND counter = ?"));
  query.bind(enrolment_).bind(counter);
  std::map<std::string, std::string> records;
  while (base::need(query.step())) records.emplace(query.text(0), query.text(1));
  return records;
}

Mutation Outbox::parse(const std::string& json) const {
  return base::need(record::mutation_from_json(Value::parse(json), enrolment_));
}

namespace {

// Joins what the records of a mutation say.
class OneFile {
 public:
  // Whether more need be asked.
  bool add(const std::optional<std::string>& file) {
    several_ = several_ || !file || (file_ && *file_ != *file);
    file_ = file;
    return !several_;
  }
  [[nodiscard]] std::optional<std::string> file() const { return several_ ? std::nullopt : file_; }

 private:
  std::optional<std::string> file_;
  bool several_ = false;
};

}  // namespace

std::optional<std::string> Outbox::file_of(Counter counter) {
  OneFile one;
  auto row = prepared(store_.database(), "SELECT record, type FROM edit_of WHERE enrolment = ? AND counter = ?",
                      enrolment_, counter);
  while (next(row))
    if (!one.add(store_.file_of(std::string(row.text(1)), std::string(row.text(0))))) break;
  return one.file();
}

std::optional<std::string> Outbox::file_of(const Mutation& mutation) {
  OneFile one;
  for (const record::RecordEdit& edit : mutation.edits)
    if (!one.add(store_.file_of(edit.type, edit.id)) || (!edit.account.empty() && !one.add(edit.account))) break;
  return one.file();
}

void Outbox::keep(Counter first, Counter last, record::CommitNumber commit, const record::Stamp& rank,
                  std::int64_t now_ms) {
  const std::string ranked = rank.empty() ? std::string() : rank.text();
  // Those of one file that follow on each other go together: an import sends thousands.
  std::optional<std::string> file = file_of(first), following;
  for (Counter from = first, to = first; from <= last; from = ++to, file = std::move(following)) {
    while (to < last && (following = file_of(to + 1)) == file) ++to;
    auto insert = prepared(store_.database(),
                           "INSERT OR REPLACE INTO kept(enrolment, counter, number, ranked, kept_ms, mutation, again, "
                           "account) SELECT enrolment, counter, counter + ?, ?, ?, mutation, 0, ? FROM outbox WHERE "
                           "enrolment = ? AND counter BETWEEN ? AND ?",
                           commit - first, ranked, now_ms);
    if (file)
      insert.bind(*file);
    else
      insert.bind_null();
    base::need(insert.bind(enrolment_).bind(from).bind(to).run());
  }
}

void Outbox::keep_part(const Parts& parts, record::CommitNumber commit, const record::Stamp& rank,
                       std::int64_t now_ms) {
  auto insert = prepared(store_.database(),
                         "INSERT OR REPLACE INTO kept(enrolment, counter, number, ranked, kept_ms, mutation, again, "
                         "account) VALUES(?, ?, ?, ?, ?, ?, 0, ?)",
                         enrolment_, parts.stands.counter, commit);
  const std::string ranked = rank.empty() ? std::string() : rank.text(), json = record::to_json(parts.stands).dump();
  insert.bind(ranked).bind(now_ms).bind(json);
  if (const auto file = file_of(parts.stands))
    base::need(insert.bind(*file).run());
  else
    base::need(insert.bind_null().run());
}

void Outbox::prove(Counter counter, const std::optional<protocol::Proof>& proof) {
  if (!proof) return;
  run(store_.database(), "UPDATE kept SET proof = ? WHERE enrolment = ? AND counter = ?",
      protocol::to_json(*proof).dump(), enrolment_, counter);
}

void Outbox::remove(Counter counter) {
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter = ?", enrolment_, counter);
  run(store_.database(), "DELETE FROM outbox WHERE enrolment = ? AND counter = ?", enrolment_, counter);
}

void Outbox::remove(Counter first, Counter last) {
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter BETWEEN ? AND ?", enrolment_, first,
      last);
  run(store_.database(), "DELETE FROM outbox WHERE enrolment = ? AND counter BETWEEN ? AND ?", enrolment_, first, last);
}

void Outbox::move_aside(Counter counter, Stage stage, const std::optional<base::Error>& reason) {
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter = ?", enrolment_, counter);
  const std::string text = reason ? protocol::to_json(*reason).dump() : "";
  auto update =
      prepared(store_.database(), "UPDATE outbox SET stage = ?, reason = ? WHERE enrolment = ? AND counter = ?",
               static_cast<int>(stage));
  if (reason)
    update.bind(text);
  else
    update.bind_null();
  base::need(update.bind(enrolment_).bind(counter).run());
}

void Outbox::take_apart(Counter counter, const Parts& parts, const std::optional<base::Error>& why_parked) {
  if (!parts.parked.edits.empty()) {
    const std::string json = record::to_json(parts.parked).dump();
    const std::string reason = why_parked ? protocol::to_json(*why_parked).dump() : "";
    run(store_.database(),
        "INSERT OR REPLACE INTO outbox SELECT enrolment, -counter, ?, made_ms, ?, ?, nullif(?, '') FROM outbox WHERE "
        "enrolment = ? AND counter = ?",
        static_cast<int>(Stage::Parked), json, static_cast<std::int64_t>(json.size()), reason, enrolment_, counter);
  }
  const std::string json = record::to_json(parts.refused).dump();
  run(store_.database(), "UPDATE outbox SET mutation = ?, bytes = ? WHERE enrolment = ? AND counter = ?", json,
      static_cast<std::int64_t>(json.size()), enrolment_, counter);
}

std::optional<Entry> Outbox::parked(Counter counter) {
  auto row = prepared(store_.database(),
                      "SELECT counter, stage, made_ms, mutation, reason FROM outbox WHERE enrolment = ? AND counter IN "
                      "(?2, -?2) AND stage = 2",
                      enrolment_, counter);
  if (!next(row)) return std::nullopt;
  return read(row);
}

void Outbox::rewrite_parked(Counter counter, const Mutation& mutation) {
  const std::string json = record::to_json(mutation).dump();
  run(store_.database(),
      "UPDATE outbox SET mutation = ?, bytes = ? WHERE enrolment = ? AND counter IN (?4, -?4) AND stage = 2", json,
      static_cast<std::int64_t>(json.size()), enrolment_, counter);
}

void Outbox::hold(Counter counter, const base::Error& reason) {
  const std::string text = protocol::to_json(reason).dump();
  run(store_.database(), "UPDATE outbox SET stage = ?, reason = ? WHERE enrolment = ? AND counter = ?",
      static_cast<int>(Stage::Held), text, enrolment_, counter);
}

std::vector<Counter> Outbox::held(std::int64_t limit) {
  std::vector<Counter> out;
  auto row = prepared(store_.database(),
                      "SELECT counter FROM outbox INDEXED BY outbox_held WHERE enrolment = ? AND stage = 4 ORDER BY "
                      "counter LIMIT ?",
                      enrolment_, limit);
  while (next(row)) out.push_back(row.integer(0));
  return out;
}

namespace {

bool mentions(const Value& value, const std::set<std::string>& records) {
  if (value.is_string()) return records.count(value.get<std::string>()) != 0;
  if (value.is_structured())
    for (const Value& member : value)
      if (mentions(member, records)) return true;
  return false;
}

bool builds_on(const Mutation& mutation, const std::set<std::string>& records) {
  for (const record::RecordEdit& edit : mutation.edits) {
    if (records.count(edit.id) != 0 || records.count(edit.account) != 0) return true;
    for (const auto& [unit, field] : edit.fields) {
      if (mentions(field.change.value, records)) return true;
      for (const std::string& element : field.change.add)
        if (records.count(element) != 0) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Counter> built_on(Outbox& outbox, Counter counter) {
  std::set<std::string> made;
  std::vector<Counter> along;
  outbox.each(Stage::Refused, [&](Entry&& entry) {
    if (entry.counter < counter) return true;
    const Mutation mutation = outbox.parse(entry.mutation);
    const bool is_it = entry.counter == counter;
    if (!is_it && !builds_on(mutation, made)) return true;
    if (!is_it) along.push_back(entry.counter);
    for (const record::RecordEdit& edit : mutation.edits)
      if (edit.op == record::Op::Create) made.insert(edit.id);
    return true;
  });
  return along;
}

}  // namespace keybook::client::outbox
