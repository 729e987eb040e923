// Records of the feed as JSON.
#include "record/codec.h"
#include "record/decode.h"
#include "record/origin_table.h"

namespace keybook::record {

namespace {

// Bits of "x", and of a head description.
namespace wire {
constexpr std::int64_t is_deleted = 1, is_kept = 2, had_deletes = 4;
constexpr std::int64_t is_partial = 8;   // the other fields stay as they are held
constexpr std::int64_t is_rebuilt = 16;  // history lines follow anew: forget those held
constexpr std::int64_t in_conflict = 1, is_lined = 2;
}  // namespace wire

bool changed_after(const FieldState& field, CommitNumber since) {
  for (const Head& head : field.heads)
    if (head.origin->commit > since || head.origin->commit == 0) return true;
  return false;
}

// Without an own description, the field's single head is origin 0; a number is a single head of that origin; otherwise
// [flags, [origin, base or null, value]…], the value left out where there is one head.
void describe(const std::string& unit, const FieldState& field, OriginTable& origins, Value& out) {
  if (is_simple(field)) {
    const std::size_t number = origins.add(field.heads.front().origin);
    if (number != 0) out[unit] = number;
    return;
  }
  Value heads = {(field.conflict ? wire::in_conflict : 0) | (field.lined ? wire::is_lined : 0)};
  for (const Head& head : field.heads) {
    Value one = {origins.add(head.origin)};
    if (head.base || !head.value.is_null()) one.push_back(head.base ? to_json(*head.base) : Value(nullptr));
    if (!head.value.is_null()) one.push_back(head.value);
    heads.push_back(std::move(one));
  }
  out[unit] = std::move(heads);
}

OriginPtr numbered(const Value& json, const std::vector<OriginPtr>& origins) {
  const auto number = static_cast<std::size_t>(decode::natural(json, "the origin of a head"));
  if (number >= origins.size()) decode::wrong("the origin of a head", "one of the record's");
  return origins[number];
}

FieldState field_from(const Value& value, const Value* heads, const std::vector<OriginPtr>& origins) {
  FieldState field;
  decode::check_value(value, "a value");
  field.value = value;
  if (heads == nullptr || heads->is_number()) {
    static const Value zero = 0;
    field.heads.push_back({numbered(heads == nullptr ? zero : *heads, origins), nullptr, std::nullopt});
    return field;
  }
  decode::need_array(*heads, "the heads of a field", 2, names_per_base_max);
  const std::int64_t flags = decode::natural((*heads)[0], "the flags of a field");
  field.conflict = (flags & wire::in_conflict) != 0;
  field.lined = (flags & wire::is_lined) != 0;
  for (std::size_t i = 1; i < heads->size(); ++i) {
    const Value& one = (*heads)[i];
    decode::need_array(one, "a head", 1, 8);
    Head head{numbered(one[0], origins), nullptr, std::nullopt};
    if (one.size() > 1 && !one[1].is_null()) head.base = decode::base(one[1]);
    if (one.size() > 2) head.value = one[2];
    field.heads.push_back(std::move(head));
  }
  return field;
}

void take_flags(std::int64_t flags, RecordState& state) {
  state.deleted = (flags & wire::is_deleted) != 0;
  state.kept = (flags & wire::is_kept) != 0;
  state.has_deletes = (flags & wire::had_deletes) != 0;
}

void apply(const Value& json, RecordState& held) {
  decode::need_object(json, "a record");
  const Value* type = decode::member(json, "t");
  const Value* id = decode::member(json, "r");
  if (type == nullptr || id == nullptr) decode::wrong("a record without \"t\" or \"r\"", "complete");
  const Value* flags = decode::member(json, "x");
  const std::int64_t bits = flags != nullptr ? decode::natural(*flags, "the flags of a record") : 0;
  const bool partial = (bits & wire::is_partial) != 0;
  if (partial && held.id.empty()) decode::wrong("a change of a record that is not held", "complete");
  RecordState state;
  if (partial) state = held;
  const std::string type_name = decode::name(*type, "the type of a record"),
                    id_text = decode::id(*id, "the id of a record");
  if (!held.id.empty() && (held.id != id_text || held.type != type_name))
    decode::wrong("record " + id_text, "the one that is held");
  state.type = type_name;
  state.id = id_text;
  take_flags(bits, state);
  const auto text_member = [&json](const char* name, std::string& into) {
    const Value* found = decode::member(json, name);
    into = found != nullptr ? decode::id(*found, std::string("member \"") + name + "\" of a record") : "";
  };
  text_member("a", state.account);
  text_member("m", state.merged_into);
  text_member("w", state.home);
  const Value* rebuilt_at = decode::member(json, "z");
  state.rebuilt = rebuilt_at != nullptr ? decode::natural(*rebuilt_at, "the commit of a record's merge") : 0;
  std::vector<OriginPtr> origins;
  if (const Value* list = decode::member(json, "o")) {
    decode::need_array(*list, "the origins of a record", 0, names_per_base_max);
    for (const Value& one : *list) origins.push_back(std::make_shared<const Origin>(decode::origin(one)));
  }
  if (!partial && !origins.empty() && decode::member(json, "n") == nullptr) state.created = origins.front();
  const Value* heads = decode::member(json, "h");
  if (heads != nullptr) decode::need_object(*heads, "the heads of a record");
  if (const Value* fields = decode::member(json, "f")) {
    decode::need_object(*fields, "the fields of a record");
    for (const auto& [unit, value] : fields->items())
      state.fields[decode::name(unit, "the name of a field")] =
          field_from(value, heads != nullptr ? decode::member(*heads, unit.c_str()) : nullptr, origins);
  }
  held = std::move(state);
}

}  // namespace

Value to_json(const RecordState& state, CommitNumber since) {
  const bool created_since = state.created == nullptr || state.created->commit > since || state.created->commit == 0;
  const bool rebuilt = state.rebuilt > since;
  bool partial = since > 0 && !created_since && !rebuilt;
  Value out = {{"t", state.type}, {"r", state.id}};
  if (!state.account.empty()) out["a"] = state.account;
  if (!state.merged_into.empty()) out["m"] = state.merged_into;
  if (!state.home.empty()) out["w"] = state.home;
  if (state.rebuilt != 0) out["z"] = state.rebuilt;
  OriginTable origins;
  if (!partial) {
    if (state.created != nullptr)
      origins.add(state.created);
    else
      out["n"] = 1;  // never created: the first origin is not its creation
  }
  Value fields = Value::object(), heads = Value::object();
  for (const auto& [unit, field] : state.fields) {
    if (partial && !changed_after(field, since)) continue;
    fields[unit] = field.value;
    describe(unit, field, origins, heads);
  }
  // What came with a merged account, or went away with it, is sent as if anew; its lines lie elsewhere now.
  const bool regrouped = !state.merged_into.empty() || !state.home.empty();
  const std::int64_t flags = (state.deleted ? wire::is_deleted : 0) | (state.kept ? wire::is_kept : 0) |
                             (state.has_deletes ? wire::had_deletes : 0) | (partial ? wire::is_partial : 0) |
                             (rebuilt && (since > 0 || regrouped) ? wire::is_rebuilt : 0);
  if (!fields.empty()) out["f"] = std::move(fields);
  if (!heads.empty()) out["h"] = std::move(heads);
  if (!origins.all().empty()) {
    Value list = Value::array();
    for (const OriginPtr& origin : origins.all()) list.push_back(to_json(*origin));
    out["o"] = std::move(list);
  }
  if (flags != 0) out["x"] = flags;
  return out;
}

base::Status apply_json(const Value& json, RecordState& held) {
  return base::caught([&] { apply(json, held); });
}

bool lines_follow_anew(const Value& json) {
  const Value* flags = json.is_object() ? decode::member(json, "x") : nullptr;
  return flags != nullptr && flags->is_number_integer() && (flags->get<std::int64_t>() & wire::is_rebuilt) != 0;
}

}  // namespace keybook::record
