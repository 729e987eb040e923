#include "simulation/workload/people.h"

#include <algorithm>

#include "base/failure.h"

namespace keybook::simulation {

using base::ErrorCode;
using schema::Field;
using schema::Merge;
using schema::Type;

// Fields of this type that people write, a few of them with new values.
client::Value People::some_fields(const Type& type, const client::Record* shown, std::vector<SavedValue>& saved) {
  client::Value fields = client::Value::object();
  const std::uint64_t wanted = 1 + world_.random.below(3);
  for (std::uint64_t i = 0; i < wanted * 4 && fields.size() < wanted; ++i) {
    const Field& field = type.fields[static_cast<std::size_t>(world_.random.below(type.fields.size()))];
    if (field.name == type.parent || field.retired || !field.write.empty() || fields.contains(field.name)) continue;
    static const std::set<std::string> rights = {"owner", "team", "territory", "parent", "account"};
    if (field.merge == Merge::Locked && (!requests_ || shown == nullptr || rights.contains(field.name))) continue;
    if (field.merge == Merge::Set) {
      const std::string element = field.element == schema::Kind::Choice && !field.choices.empty()
                                      ? world_.random.pick(field.choices).value
                                      : world_.values.word();
      if (field.element == schema::Kind::Reference) continue;
      fields[field.name] = {{"+", {element}}};
      saved.push_back({"", type.name, "", field.name, element, Merge::Set, ""});
      continue;
    }
    if (field.merge == Merge::Counter) {
      const auto delta = static_cast<std::int64_t>(world_.random.below(9)) - 4;
      if (delta == 0) continue;
      fields[field.name] = {{"d", std::to_string(delta)}};
      saved.push_back({"", type.name, "", field.name, delta, Merge::Counter, ""});
      continue;
    }
    const client::Value before = shown != nullptr ? shown->fields.value(field.name, client::Value()) : client::Value();
    client::Value value = world_.values.make(field, before);
    if (value.is_null() || value == before) continue;
    SavedValue one{"", type.name, "", field.name, value, field.merge, ""};
    if (field.merge == Merge::Text) {
      const std::string text = value.get<std::string>();
      const auto at = text.find("〔记" + std::to_string(world_.values.made()) + "〕");
      if (at != std::string::npos) one.passage = "〔记" + std::to_string(world_.values.made()) + "〕";
    }
    fields[field.name] = std::move(value);
    saved.push_back(std::move(one));
  }
  return fields;
}

void People::remember(DeviceNode& device, const client::Saved& done, std::vector<SavedValue> saved) {
  const std::string& record = done.ids.front();
  world_.ledger.records.insert(record);
  for (SavedValue& value : saved) {
    value.device = device.name();
    value.user = device.user();
    value.record = record;
    value.counter = done.counter;
    if (value.rule == Merge::Counter) {
      world_.ledger.tallies[record + "/" + value.field] += value.value.get<std::int64_t>();
      continue;
    }
    world_.ledger.values.push_back(std::move(value));
  }
}

void People::create(DeviceNode& device) {
  static const std::vector<std::string> kinds = {"account",     "contact", "visit",     "visit",
                                                 "opportunity", "task",    "complaint", "vehicle"};
  if (const Type* type = device.client().registry().type(world_.random.pick(kinds))) create_one(device, *type);
}

void People::create_one(DeviceNode& device, const Type& declared) {
  const Type* type = &declared;
  std::vector<SavedValue> saved;
  client::Value fields = some_fields(*type, nullptr, saved);
  if (type->scope == schema::Scope::Child) {
    const auto account = world_.any_record(device, "account");
    if (!account) return;
    fields[type->parent] = account->id;
  }
  for (const Field& field : type->fields)
    if (field.required && !fields.contains(field.name)) {
      fields[field.name] = world_.values.make(field, nullptr);
      saved.push_back({"", type->name, "", field.name, fields[field.name], field.merge, ""});
    }
  keep(device, "creates " + type->name, device.client().create(type->name, fields), std::move(saved));
}

void People::edit(DeviceNode& device) {
  static const std::vector<std::string> kinds = {"account",     "account", "contact",   "visit",
                                                 "opportunity", "task",    "complaint", "vehicle"};
  const Type* type = device.client().registry().type(world_.random.pick(kinds));
  const auto record = type != nullptr ? world_.any_record(device, type->name) : std::nullopt;
  if (!record) return;
  std::vector<SavedValue> saved;
  const client::Value fields = some_fields(*type, &*record, saved);
  if (fields.empty()) return;
  // A form may have been opened before the last sync.
  std::optional<client::Seen> seen;
  if (world_.random.chance(30)) {
    auto opened = device.client().open_record(type->name, record->id);
    if (!opened) return;
    seen = opened->seen;
    world_.sync(device);
    if (device.disk().dead()) return;
  }
  keep(device, "edits " + type->name + " " + record->id, device.client().set(type->name, record->id, fields, seen),
       std::move(saved));
}

std::optional<client::Edit> People::used_id_below(DeviceNode& device, const client::Record& account,
                                                  std::vector<SavedValue>& saved) {
  const Type* type = device.client().registry().type("contact");
  if (type == nullptr || world_.ledger.values.empty()) return std::nullopt;
  // An id that this device knows it does not take, and an id names one type.
  const auto can_take = [&](const SavedValue& used) {
    return used.type == type->name && !device.client().get(used.type, used.record);
  };
  std::string id;
  for (int tries = 0; tries < 20 && id.empty(); ++tries)
    if (const SavedValue& used = world_.random.pick(world_.ledger.values); can_take(used)) id = used.record;
  if (id.empty()) return std::nullopt;
  client::Edit edit;
  edit.op = record::Op::Create;
  edit.type = type->name;
  edit.id = id;
  edit.fields = {{type->parent, account.id}};
  for (const Field& field : type->fields)
    if (field.required && field.name != type->parent) {
      edit.fields[field.name] = world_.values.make(field, nullptr);
      saved.push_back({"", type->name, "", field.name, edit.fields[field.name], field.merge, ""});
    }
  return edit;
}

void People::edit_widely(DeviceNode& device) {
  const auto one = world_.any_record(device, "account"), other = world_.any_record(device, "account");
  if (!one || !other || one->id == other->id) return;
  const Type& type = *device.client().registry().type("account");
  std::vector<client::Edit> edits;
  std::vector<std::vector<SavedValue>> saved(2);
  for (const client::Record* account : {&*one, &*other}) {
    auto& values = saved[edits.size()];
    if (account == &*other && world_.random.chance(50)) {
      if (auto made = used_id_below(device, *account, values)) edits.push_back(std::move(*made));
      continue;
    }
    client::Edit edit;
    edit.type = type.name;
    edit.id = account->id;
    edit.fields = some_fields(type, account, values);
    if (edit.fields.empty()) return;
    edits.push_back(std::move(edit));
  }
  const auto done = device.client().save(edits);
  keep(device, "edits widely " + one->id + " and " + edits.back().type + " " + edits.back().id, done, saved.front());
  if (!done || done->counter == 0 || edits.size() < 2) return;
  client::Saved second = *done;
  second.ids = {edits.back().id};
  remember(device, second, saved.back());
}

void People::look_at_refused(DeviceNode& device) {
  const auto refused = device.client().refused();
  if (!refused || refused->empty()) return;
  const client::OutboxEntry& entry = world_.random.pick(*refused);
  std::map<std::string, std::string> values;  // by record: those of the change and of what goes along with it
  for (const client::OutboxEntry& one : *refused) {
    if (one.counter != entry.counter && std::ranges::count(entry.along, one.counter) == 0) continue;
    for (const std::string& name : one.fields) {
      const std::size_t dot = name.find('.');
      const Type* type = device.client().registry().type(name.substr(0, dot));
      const schema::Unit* unit = type == nullptr ? nullptr : type->unit(name.substr(dot + 1));
      // What such a change was is not in the list, and the ledger knows but the sum.
      if (unit == nullptr || unit->merge == Merge::Counter || unit->merge == Merge::Set) return;
    }
    for (const auto& [record, fields] : one.values) values[record] += fields.dump();
  }
  const std::string what = device.name() + " looks at the refused change " + std::to_string(entry.counter);
  if (world_.random.chance(50)) {
    const auto again = device.client().retry_refused(entry.counter, {});
    world_.trace(what + ", sends it again: " + (again ? std::to_string(again->counter) : again.error().text()));
    return;
  }
  const auto dropped = device.client().drop_refused(entry.counter);
  world_.trace(what + ", drops it: " + (dropped ? "done" : dropped.error().text()));
  if (!dropped) return;
  for (SavedValue& value : world_.ledger.values)
    if (value.device == device.name() && values[value.record].find(value.value.dump()) != std::string::npos)
      value.excused = "dropped";
}

void People::keep(DeviceNode& device, const std::string& what, const base::Result<client::Saved>& done,
                  std::vector<SavedValue> saved) {
  world_.trace(device.name() + " " + what + ": " + (done ? done->ids.front() : done.error().text()));
  if (!done) {
    const auto code = done.error().code;
    if (world_.enrol_again(device, code)) return;
    if (!world_.explained(device, code) && code != ErrorCode::NotValid && code != ErrorCode::UnknownRecord &&
        code != ErrorCode::NoRight)
      world_.violate("no surprise", what + ": " + done.error().text());
    return;
  }
  ++world_.counts["mutations"];
  if (done->counter == 0) return;
  remember(device, *done, std::move(saved));
}

void People::remove(DeviceNode& device) {
  static const std::vector<std::string> kinds = {"account", "contact", "visit"};
  const auto record = world_.any_record(device, world_.random.pick(kinds));
  if (!record) return;
  const auto done = device.client().remove(record->type, record->id);
  world_.trace(device.name() + " deletes " + record->type + " " + record->id + ": " +
               (done ? "done" : done.error().text()));
  ++world_.counts["deletes"];
  if (done && world_.random.chance(30)) {
    const auto back = device.client().restore(record->type, record->id);
    world_.trace(device.name() + " restores it: " + (back ? "done" : back.error().text()));
  }
}

// Whoever settles a conflict saves the value that is chosen, whoever wrote it first.
void People::remember_choice(DeviceNode& device, const client::Conflict& conflict, const client::Resolution& resolution,
                             std::int64_t counter) {
  const Type& type = *device.registry().type(conflict.type);
  for (const client::Side& side : conflict.sides) {
    const bool keeps_current = resolution.keep == client::Resolution::Keep::Current;
    if (side.value.is_null() || (keeps_current ? !side.current : side.edit != resolution.edit)) continue;
    client::Saved saved;
    saved.ids = {conflict.record};
    saved.counter = counter;
    std::vector<SavedValue> values;
    for (const Field& field : type.fields) {
      const bool grouped = !field.group.empty() && field.group == conflict.field;
      if (!grouped && field.name != conflict.field) continue;
      if (field.merge == Merge::Text) continue;  // merged passages are not whole values any more
      const schema::Value value = grouped ? side.value.value(field.name, schema::Value()) : side.value;
      if (!value.is_null()) values.push_back({"", type.name, "", field.name, value, field.merge, ""});
    }
    remember(device, saved, std::move(values));
    return;
  }
}

void People::resolve(DeviceNode& device) {
  auto open = device.client().conflicts();
  if (!open || open->empty()) return;
  const auto& conflict = world_.random.pick(*open);
  client::Resolution resolution;
  resolution.keep = world_.random.chance(50) ? client::Resolution::Keep::Current : client::Resolution::Keep::Edit;
  resolution.edit = world_.random.pick(conflict.sides).edit;
  const auto done = device.client().resolve(conflict.id, resolution);
  world_.trace(device.name() + " resolves " + conflict.id + ": " + (done ? "done" : done.error().text()));
  ++world_.counts["conflicts resolved"];
  if (done && done->counter > 0) remember_choice(device, conflict, resolution, done->counter);
}

}  // namespace keybook::simulation
