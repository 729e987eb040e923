// Late edits: those that wait for this user's decision, and own ones that wait for somebody else's.
#include <algorithm>

#include "session/forgetting.h"
#include "usecases/history_view.h"
#include "usecases/impl.h"

namespace keybook::client {

using record::Line;
using record::LineState;
using record::Op;
using record::RecordState;

namespace {

std::string id_of(const record::Origin& origin, const std::string& record) {
  return origin.name.text() + '/' + (origin.addressed.empty() ? record : origin.addressed);
}

// Of a text that its author went on with offline, the last version has all of it: it is one decision, about that one.
void leave_the_last_texts(const Client::Impl& impl, const std::string& type_name,
                          std::map<record::EditName, Parked>& found) {
  const schema::Type* type = impl.store->registry().type(type_name);
  std::map<std::pair<std::string, std::string>, Parked*> last;  // by device and field
  const auto stamp_of = [](const Parked& one) { return *record::Stamp::parse(one.id.substr(0, one.id.find('/'))); };
  for (auto& entry : found)
    for (const auto& [field, late] : entry.second.fields) {
      const schema::Unit* unit = type == nullptr ? nullptr : type->unit(field);
      if (unit == nullptr || unit->merge != schema::Merge::Text) continue;
      Parked*& latest = last[{entry.second.device, field}];
      if (latest == nullptr || stamp_of(*latest) < stamp_of(entry.second)) latest = &entry.second;
    }
  for (auto& entry : found)
    std::erase_if(entry.second.fields, [&](const auto& field) {
      const auto known = last.find({entry.second.device, field.first});
      return known != last.end() && known->second != &entry.second;
    });
  std::erase_if(found, [](const auto& entry) { return entry.second.fields.empty() && entry.second.op == Op::Set; });
}

// Late edits of one record that wait, by mutation.
void add_waiting(Client::Impl& impl, const std::string& record, const std::string& user, std::vector<Parked>& out) {
  const std::string type = impl.store->type_of(record);
  const auto state = type.empty() ? std::nullopt : impl.store->shown().read(type, record);
  if (!state) return;
  std::map<record::EditName, Parked> found;
  for (const Line& line : impl.store->shown_history().lines(record)) {
    if (line.state != LineState::Parked) continue;
    Parked& one = found[record::edit_name(*line.origin)];
    one.id = id_of(*line.origin, record);
    one.type = type;
    one.record = record;
    one.account = state->account;
    one.user = line.origin->user;
    one.device = line.origin->name.device;
    one.made_ms = line.origin->rank.ms;
    one.state = "parked";
    one.own = one.user == user;
    if (line.unit.empty()) {
      one.op = line.op;
      continue;
    }
    const LateValues values = late_values(impl, *state, line);
    const schema::Type* known = impl.store->registry().type(type);
    const schema::Unit* unit = known == nullptr ? nullptr : known->unit(line.unit);
    if (unit == nullptr || !unit->grouped) {
      one.fields[line.unit] = {values.value, values.current, values.base, "parked"};
      continue;
    }
    for (const int index : unit->fields) {
      const std::string& name = known->fields[static_cast<std::size_t>(index)].name;
      const auto member = [&name](const Value& group) {
        return group.is_object() ? group.value(name, Value()) : Value();
      };
      one.fields[name] = {member(values.value), member(values.current), member(values.base), "parked"};
    }
  }
  leave_the_last_texts(impl, type, found);
  for (auto& [name, one] : found) out.push_back(std::move(one));
}

std::string together(const std::string& before, const std::string& state) {
  if (before.empty() || before == state) return state;
  return before == "parked" || state == "parked" ? "parked" : "mixed";
}

// What the outbox keeps of own late edits, with what became of them.
enum class Forgotten { LeaveOut, Include };
void add_own(Client::Impl& impl, const store::Device& device, const std::set<std::string>& listed, Forgotten forgotten,
             std::vector<Parked>& out) {
  std::set<record::Counter> left_out;
  if (forgotten == Forgotten::LeaveOut) {
    auto rows = store::prepared(
        impl.store->database(),
        "SELECT counter FROM late_decided WHERE enrolment = ?1 AND forgotten = 1 AND NOT EXISTS (SELECT "
        "1 FROM late WHERE late.enrolment = ?1 AND late.counter = late_decided.counter AND state = "
        "'parked')",
        device.enrolment);
    while (store::next(rows)) left_out.insert(rows.integer(0));
  }
  outbox::Outbox outbox(*impl.store, device.enrolment);
  outbox.each(outbox::Stage::Parked, [&](outbox::Entry&& entry) {
    if (left_out.contains(entry.counter)) return true;
    const record::Mutation mutation = outbox.parse(entry.mutation);
    for (const record::RecordEdit& edit : mutation.edits) {
      std::map<std::string, std::string> states;
      Parked one;
      auto rows =
          store::prepared(impl.store->database(),
                          "SELECT unit, state, account FROM late WHERE enrolment = ? AND counter = ? AND record = ?",
                          device.enrolment, entry.counter, edit.id);
      while (store::next(rows)) {
        states.emplace(rows.text(0), rows.text(1));
        one.state = together(one.state, std::string(rows.text(1)));
        one.account = rows.text(2);
      }
      one.id = mutation.stamp.text() + '/' + edit.id;
      if (states.empty() || listed.contains(one.id)) continue;  // applied part, or shown with its file
      one.type = edit.type;
      one.record = edit.id;
      one.user = device.user;
      one.device = mutation.stamp.device;
      one.made_ms = entry.made_ms;
      one.op = edit.op;
      one.own = true;
      for (const auto& [unit, field] : edit.fields)
        if (const auto state = states.find(unit); state != states.end())
          one.fields[unit] = {written_value(field.change), nullptr, nullptr, state->second};
      out.push_back(std::move(one));
    }
    return true;
  });
}

std::vector<Parked> all_parked(Client::Impl& impl) {
  std::vector<Parked> out;
  const auto device = store::load_device(*impl.store);
  if (!device) return out;
  std::vector<std::string> records;
  auto rows = store::prepared(impl.store->database(), "SELECT DISTINCT record FROM parked");
  while (store::next(rows)) records.emplace_back(rows.text(0));
  for (const std::string& record : records) add_waiting(impl, record, device->user, out);
  std::set<std::string> listed;
  for (const Parked& one : out) listed.insert(one.id);
  add_own(impl, *device, listed, Forgotten::LeaveOut, out);
  std::stable_sort(out.begin(), out.end(), [](const Parked& a, const Parked& b) {
    return std::pair(a.own, a.made_ms) < std::pair(b.own, b.made_ms);
  });
  return out;
}

}  // namespace

std::vector<HistoryLine> own_late_history(Client::Impl& impl, const std::string& record, const std::string& field) {
  std::vector<HistoryLine> out;
  const auto device = store::load_device(*impl.store);
  if (!device) return out;
  std::vector<Parked> own;
  add_own(impl, *device, {}, Forgotten::Include, own);
  for (const Parked& one : own) {
    if (one.record != record) continue;
    HistoryLine line;
    line.type = one.type;
    line.record = record;
    line.account = one.account;
    line.op = one.op;
    line.user = one.user;
    line.device = one.device;
    line.made_ms = one.made_ms;
    const auto add = [&](const std::string& name, const Value& value, const std::string& state) {
      line.id = record + '/' + name + '/' + one.id.substr(0, one.id.find('/'));
      line.field = line.unit = name;
      line.value = value;
      line.outcome = state == "taken" ? "applied" : state;
      line.note = state == "parked" ? "" : state;
      out.push_back(line);
    };
    if (field.empty() && one.op != Op::Set) add("", std::string(record::name_of(one.op)), one.state);
    for (const auto& [name, late] : one.fields)
      if (field.empty() || name == field) add(name, late.value, late.state);
  }
  return out;
}

std::int64_t Client::Impl::count_parked() {
  // The common case, nothing at all, without reading an edit.
  auto any = store::prepared(
      store->database(), "SELECT EXISTS(SELECT 1 FROM parked) OR EXISTS(SELECT 1 FROM late WHERE state = 'parked')");
  if (!store::next(any) || any.integer(0) == 0) return 0;
  const std::vector<Parked> all = all_parked(*this);
  return std::count_if(all.begin(), all.end(), [](const Parked& one) { return one.state == "parked"; });
}

base::Status Client::dismiss_parked(const std::string& id) {
  return impl_->write([&] {
    const store::Device device = impl_->device();
    outbox::Outbox outbox(*impl_->store, device.enrolment);
    std::optional<record::Counter> counter;
    outbox.each(outbox::Stage::Parked, [&](outbox::Entry&& entry) {
      if (outbox.parse(entry.mutation).stamp.text() == id.substr(0, id.find('/'))) counter = entry.counter;
      return !counter;
    });
    if (!counter)
      fail_at(base::ErrorCode::UnknownRecord, "there is no such late edit of yours", {},
              "`keybook parked` lists own ones too");
    if (!session::forget_now(*impl_->store, device.enrolment, *counter, device.now_ms(impl_->environment.clock)))
      fail_at(base::ErrorCode::NotValid, "the late edit is not decided yet", {}, "It stays until somebody decides");
  });
}

base::Result<std::vector<Parked>> Client::parked() {
  return impl_->read([&] { return all_parked(*impl_); });
}

}  // namespace keybook::client
