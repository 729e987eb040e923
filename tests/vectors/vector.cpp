#include "vectors/vector.h"

#include <stdexcept>

namespace keybook::vectors {

namespace {

record::Stamp stamp_of(const Json& json) {
  const auto stamp = record::Stamp::parse(json.get_ref<const std::string&>());
  if (!stamp) throw std::runtime_error("no stamp: " + json.dump());
  return *stamp;
}

std::vector<std::string> names_of(const Json& json) {
  return json.is_array() ? json.get<std::vector<std::string>>() : std::vector<std::string>{};
}

record::Base base_of(const Json& json) {
  record::Base base;
  base.names = names_of(json.value("base", Json::array()));
  return base;
}

record::FieldEdit field_of(const Json& json) {
  record::FieldEdit field;
  field.base = base_of(json);
  if (json.contains("delta")) {
    field.change.kind = record::Change::Kind::Delta;
    field.change.delta = json["delta"].dump();
  } else if (json.contains("add") || json.contains("remove")) {
    field.change.kind = record::Change::Kind::Set;
    field.change.add = names_of(json.value("add", Json::array()));
    field.change.remove = names_of(json.value("remove", Json::array()));
  } else {
    field.change.value = json.at("value");
  }
  return field;
}

std::map<std::string, record::FieldEdit> fields_of(const Json& json) {
  std::map<std::string, record::FieldEdit> fields;
  const Json given = json.value("fields", Json::object());
  for (const auto& [name, change] : given.items()) fields.emplace(name, field_of(change));
  return fields;
}

record::RecordEdit edit_of(const Json& json) {
  record::RecordEdit edit;
  edit.id = json.at("record");
  edit.type = type_of(edit.id);
  const auto op = record::op_of(json.at("op").get<std::string>());
  if (!op) throw std::runtime_error("no operation: " + json.dump());
  edit.op = *op;
  edit.account = json.value("account", std::string{});
  edit.fields = fields_of(json);
  edit.base = base_of(json);
  return edit;
}

access::User user_of(const std::string& name, const Json& users) {
  const auto role = access::role_of(users.value(name, std::string("rep")));
  if (!role) throw std::runtime_error("no role: " + users.dump());
  return {name, *role, ""};
}

Item mutation_of(const Json& json, const Json& users) {
  ArrivingMutation arriving;
  arriving.author = {user_of(json.at("user"), users), json.at("device")};
  arriving.mutation.enrolment = json.at("device");
  arriving.mutation.counter = json.at("counter");
  arriving.mutation.stamp = stamp_of(json.at("stamp"));
  arriving.rank = stamp_of(json.contains("rank") ? json["rank"] : json["stamp"]);
  Item item;
  item.name = arriving.mutation.stamp;
  item.rank = arriving.rank;
  for (const Json& one : json.at("edits")) {
    arriving.mutation.edits.push_back(edit_of(one));
    const record::RecordEdit& edit = arriving.mutation.edits.back();
    item.refers_to.insert(item.refers_to.end(), edit.base.names.begin(), edit.base.names.end());
    for (const auto& [unit, field] : edit.fields)
      item.refers_to.insert(item.refers_to.end(), field.base.names.begin(), field.base.names.end());
  }
  item.what = std::move(arriving);
  return item;
}

commits::Decide decision_of(const Json& json) {
  commits::Decide decide;
  decide.take = json.at("event") == "take";
  decide.parked = json.at("parked");
  decide.record = json.at("record");
  decide.by = json.at("by");
  decide.all = !json.contains("fields");
  decide.fields = names_of(json.value("fields", Json::array()));
  const Json base = json.value("base", Json::object());
  for (const auto& [unit, names] : base.items()) decide.base.emplace(unit, names_of(names));
  return decide;
}

Event event_of(const Json& json) {
  const std::string kind = json.at("event");
  const std::string account = json.value("account", std::string{});
  const std::string by = json.value("by", std::string{});
  if (kind == "grant") return commits::Grant{account, json.at("user")};
  if (kind == "revoke") return commits::Revoke{account, json.at("user")};
  if (kind == "handover")
    return commits::Handover{account, json.at("to").is_null() ? "" : json["to"].get<std::string>(),
                             json.value("keep", false), by};
  if (kind == "take" || kind == "decline") return decision_of(json);
  if (kind == "set") {
    const std::string record = json.at("record");
    return commits::ServerSet{type_of(record), record, fields_of(json), by, json.value("request", std::string{})};
  }
  if (kind == "refuse")
    return commits::RefuseRequest{json.at("record"), json.at("request"), names_of(json.value("fields", Json())),
                                  !json.contains("fields"), by};
  if (kind == "merge") return commits::MergeAccounts{json.at("from"), json.at("into"), fields_of(json), by};
  if (kind == "unmerge") return commits::UnmergeAccounts{json.at("from"), by};
  throw std::runtime_error("no event: " + kind);
}

Item event_item(const Json& json) {
  Item item;
  item.what = event_of(json);
  item.name = item.rank = stamp_of(json.at("stamp"));
  for (const char* member : {"parked", "request"})
    if (json.contains(member)) item.refers_to.push_back(json[member]);
  const Json base = json.value("base", Json());
  if (base.is_object())
    for (const auto& [unit, names] : base.items())
      for (const std::string& name : names_of(names)) item.refers_to.push_back(name);
  const Json fields = json.value("fields", Json());
  if (fields.is_object())
    for (const auto& [unit, change] : fields.items())
      for (const std::string& name : names_of(change.value("base", Json()))) item.refers_to.push_back(name);
  return item;
}

}  // namespace

std::string type_of(const std::string& record) { return record.starts_with('v') ? "visit" : "account"; }

Vector parse_vector(const std::string& line) {
  Vector vector;
  vector.json = Json::parse(line);
  vector.id = vector.json.at("id");
  const Json& users = vector.json.at("users");
  for (const auto& [name, role] : users.items()) vector.users.push_back(user_of(name, users));
  for (const Json& one : vector.json.at("mutations")) vector.items.push_back(mutation_of(one, users));
  const Json events = vector.json.value("events", Json::array());
  for (const Json& one : events) vector.items.push_back(event_item(one));
  for (Item& item : vector.items)
    for (std::string& name : item.refers_to) name = name.substr(0, name.find('/'));
  vector.orders = vector.json.at("orders").get<std::vector<std::vector<int>>>();
  return vector;
}

}  // namespace keybook::vectors
