// Bases, changes, origins, lines and mutations as JSON.
#include "record/codec.h"
#include "record/decode.h"
#include "schema/decimal.h"

namespace keybook::record {

using base::caught;

// ---- base

Value to_json(const Base& base) {
  if (!base.position) return base.names;
  Value out = {{"p", {base.commit, base.counter, base.device}}};
  if (!base.names.empty()) out["n"] = base.names;
  return out;
}

Base decode::base(const Value& json) {
  Base base;
  if (json.is_array()) {
    base.names = edit_names(json, "a base");
    return base;
  }
  need_object(json, "a base");
  if (const Value* position = member(json, "p")) {
    need_array(*position, "the position of a base", 3, 3);
    base.position = true;
    base.commit = natural((*position)[0], "the commit of a base");
    base.counter = integer((*position)[1], "the counter of a base");
    base.device = text((*position)[2], "the device of a base", Stamp::device_length_max);
  }
  if (const Value* names = member(json, "n")) base.names = edit_names(*names, "a base");
  return base;
}

base::Result<Base> base_from_json(const Value& json) {
  return caught([&] { return decode::base(json); });
}

// ---- change

namespace {

// Whether a value would be taken for another form of change, and so needs the "=" around it.
bool ambiguous(const Value& value) {
  if (!value.is_object() || value.empty()) return false;
  for (const auto& [key, item] : value.items())
    if (key != "+" && key != "-" && key != "d" && key != "=") return false;
  return true;
}

std::vector<std::string> elements(const Value& json) {
  decode::need_array(json, "a set change", 0, elements_per_change_max);
  std::vector<std::string> out;
  out.reserve(json.size());
  for (const Value& item : json) out.push_back(decode::text(item, "an element of a set", value_bytes_max));
  return out;
}

}  // namespace

Value to_json(const Change& change) {
  switch (change.kind) {
    case Change::Kind::Put:
      return ambiguous(change.value) ? Value{{"=", change.value}} : change.value;
    case Change::Kind::Delta:
      return {{"d", change.delta}};
    case Change::Kind::Set:
      break;
  }
  Value out = Value::object();
  if (!change.add.empty() || change.remove.empty()) out["+"] = change.add;
  if (!change.remove.empty()) out["-"] = change.remove;
  return out;
}

Change decode::change(const Value& json) {
  Change change;
  if (!ambiguous(json)) {
    check_value(json, "a value");
    change.value = json;
    return change;
  }
  if (const auto plain = json.find("="); plain != json.end()) {
    if (json.size() != 1) wrong("a change with \"=\"", "alone");
    check_value(*plain, "a value");
    change.value = *plain;
  } else if (const auto delta = json.find("d"); delta != json.end()) {
    if (json.size() != 1) wrong("a change with \"d\"", "alone");
    change.kind = Change::Kind::Delta;
    const auto number = schema::parse_decimal(text(*delta, "a tally's change", delta_length_max));
    if (!number) wrong("a tally's change", "a decimal");
    change.delta = *number;
  } else {
    change.kind = Change::Kind::Set;
    if (const Value* add = member(json, "+")) change.add = elements(*add);
    if (const Value* remove = member(json, "-")) change.remove = elements(*remove);
  }
  return change;
}

base::Result<Change> change_from_json(const Value& json) {
  return caught([&] { return decode::change(json); });
}

// ---- origin: [name, commit, counter, user, committed ms, {"k":rank, "j":1 if a job, "w":note, "a":addressed}]

Value to_json(const Origin& origin) {
  Value out = {origin.name.text(), origin.commit, origin.counter, origin.user, origin.committed_ms};
  Value rare = Value::object();
  if (origin.rank != origin.name) rare["k"] = origin.rank.text();
  if (!origin.by_person) rare["j"] = 1;
  if (!origin.note.empty()) rare["w"] = origin.note;
  if (!origin.addressed.empty()) rare["a"] = origin.addressed;
  if (!rare.empty()) out.push_back(std::move(rare));
  return out;
}

Origin decode::origin(const Value& json) {
  need_array(json, "an origin", 5, 16);
  Origin origin;
  origin.name = stamp(json[0], "the name of an origin");
  origin.rank = origin.name;
  origin.commit = natural(json[1], "the commit of an origin");
  origin.counter = natural(json[2], "the counter of an origin");
  origin.user = text(json[3], "the user of an origin", name_length_max);
  origin.committed_ms = integer(json[4], "the time of an origin");
  if (json.size() == 5) return origin;
  need_object(json[5], "the rest of an origin");
  if (const Value* rank = member(json[5], "k")) origin.rank = stamp(*rank, "the rank of an origin");
  if (member(json[5], "j") != nullptr) origin.by_person = false;
  if (const Value* note = member(json[5], "w")) origin.note = text(*note, "the note of an origin", note_length_max);
  if (const Value* addressed = member(json[5], "a")) origin.addressed = id(*addressed, "the record of an origin");
  return origin;
}

base::Result<Origin> origin_from_json(const Value& json) {
  return caught([&] { return decode::origin(json); });
}

// ---- line: {"r":record,"u":unit,"o":op,"s":state,"g":origin,"x":change,"b":base,"k":changed,"d":decided by}

Value to_json(const Line& line) {
  Value out = {{"r", line.record}, {"g", to_json(*line.origin)}, {"k", line.changed}};
  if (!line.unit.empty()) {
    out["u"] = line.unit;
    out["x"] = to_json(line.change);
  }
  if (line.op != Op::Set) out["o"] = name_of(line.op);
  if (line.state != LineState::Accepted) out["s"] = name_of(line.state);
  if (!line.base.empty()) out["b"] = to_json(line.base);
  if (!line.decided_by.empty()) out["d"] = line.decided_by;
  return out;
}

base::Result<Line> line_from_json(const Value& json) {
  return caught([&] {
    decode::need_object(json, "a history line");
    const auto needed = [&json](const char* name) -> const Value& {
      const Value* found = decode::member(json, name);
      if (found == nullptr) decode::wrong(std::string("a history line without \"") + name + '"', "complete");
      return *found;
    };
    Line line;
    line.record = decode::id(needed("r"), "the record of a line");
    line.origin = std::make_shared<const Origin>(decode::origin(needed("g")));
    if (const Value* changed = decode::member(json, "k"))
      line.changed = decode::natural(*changed, "the commit of a line");
    if (const Value* unit = decode::member(json, "u"))
      line.unit = decode::text(*unit, "the field of a line", name_length_max);
    if (const auto change = json.find("x"); change != json.end()) line.change = decode::change(*change);
    if (const Value* op = decode::member(json, "o")) {
      const auto found = op_of(decode::text(*op, "the operation of a line", name_length_max));
      if (!found) decode::wrong("the operation of a line", "create, set, delete or restore");
      line.op = *found;
    }
    if (const Value* state = decode::member(json, "s")) {
      const auto found = line_state_of(decode::text(*state, "the state of a line", name_length_max));
      if (!found) decode::wrong("the state of a line", "a known one");
      line.state = *found;
    }
    if (const Value* base = decode::member(json, "b")) line.base = decode::base(*base);
    if (const Value* by = decode::member(json, "d"))
      line.decided_by = decode::text(*by, "the decider of a line", name_length_max);
    return line;
  });
}

}  // namespace keybook::record
