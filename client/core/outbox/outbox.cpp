#include "outbox/outbox.h"

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
  run(store_.database(), "INSERT INTO outbox(enrolment, counter, stage, made_ms, mutation, bytes) VALUES(?, ?, ?, ?, ?, ?)", enrolment_,
      mutation.counter, static_cast<int>(Stage::Pending), made_ms, json, static_cast<std::int64_t>(json.size()));
  for (const auto& [record, type] : touched)
    run(store_.database(), "INSERT INTO edit_of(record, enrolment, counter, type) VALUES(?, ?, ?, ?)", record, enrolment_, mutation.counter, type);
}

Entry Outbox::read(sqlite::Query& row) const {
  Entry entry;
  entry.counter = row.integer(0);
  entry.stage = static_cast<Stage>(row.integer(1));
  entry.made_ms = row.integer(2);
  entry.mutation = row.text(3);
  if (!row.is_null(4)) entry.reason = protocol::error_from_json(Value::parse(row.text(4)));
  return entry;
}

void Outbox::each(Stage stage, const std::function<bool(Entry&&)>& each) {
  auto row = prepared(store_.database(), "SELECT counter, stage, made_ms, mutation, reason FROM outbox WHERE enrolment = ? AND stage = ? ORDER BY counter",
                      enrolment_, static_cast<int>(stage));
  while (next(row))
    if (!each(read(row))) return;
}

std::optional<Entry> Outbox::entry(Counter counter) {
  auto row = prepared(store_.database(), "SELECT counter, stage, made_ms, mutation, reason FROM outbox WHERE enrolment = ? AND counter = ?", enrolment_, counter);
  if (!next(row)) return std::nullopt;
  return read(row);
}

std::int64_t Outbox::count(Stage stage) {
  auto row = prepared(store_.database(), "SELECT count(*) FROM outbox WHERE enrolment = ? AND stage = ?", enrolment_, static_cast<int>(stage));
  return next(row) ? row.integer(0) : 0;
}

std::vector<Mutation> Outbox::pending_of(const std::string& record) {
  std::vector<Mutation> out;
  auto row = prepared(store_.database(),
                      "SELECT mutation FROM edit_of JOIN outbox USING(enrolment, counter) WHERE record = ? AND enrolment = ? ORDER BY counter",
                      record, enrolment_);
  while (next(row)) out.push_back(parse(std::string(row.text(0))));
  return out;
}

std::map<std::string, std::string> Outbox::touched(Counter counter) {
  auto query = base::need(store_.database().prepare("SELECT record, type FROM edit_of WHERE enrolment = ? AND counter = ?"));
  query.bind(enrolment_).bind(counter);
  std::map<std::string, std::string> records;
  while (base::need(query.step())) records.emplace(query.text(0), query.text(1));
  return records;
}

Mutation Outbox::parse(const std::string& json) const { return base::need(record::mutation_from_json(Value::parse(json), enrolment_)); }

void Outbox::remove(Counter counter) {
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter = ?", enrolment_, counter);
  run(store_.database(), "DELETE FROM outbox WHERE enrolment = ? AND counter = ?", enrolment_, counter);
}

void Outbox::remove(Counter first, Counter last) {
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter BETWEEN ? AND ?", enrolment_, first, last);
  run(store_.database(), "DELETE FROM outbox WHERE enrolment = ? AND counter BETWEEN ? AND ?", enrolment_, first, last);
}

void Outbox::move_aside(Counter counter, Stage stage, const std::optional<base::Error>& reason) {
  run(store_.database(), "DELETE FROM edit_of WHERE enrolment = ? AND counter = ?", enrolment_, counter);
  const std::string text = reason ? protocol::to_json(*reason).dump() : "";
  auto update = prepared(store_.database(), "UPDATE outbox SET stage = ?, reason = ? WHERE enrolment = ? AND counter = ?", static_cast<int>(stage));
  if (reason) update.bind(text);
  else update.bind_null();
  base::need(update.bind(enrolment_).bind(counter).run());
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
