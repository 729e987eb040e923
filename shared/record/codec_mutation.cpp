// Mutations as JSON. What its author had seen is nearly always one position for all its fields: it stands once, as "p".
#include "record/codec.h"
#include "record/decode.h"
#include "record/pack.h"

namespace keybook::record {

namespace {

const Base* plain_position(const Base& base, const Mutation& mutation) {
  return base.position && base.names.empty() && base.device == mutation.stamp.device ? &base : nullptr;
}

// The position that stands for the whole mutation: the first that any of its edits has.
std::optional<Base> common_position(const Mutation& mutation) {
  for (const RecordEdit& edit : mutation.edits) {
    for (const auto& [unit, field] : edit.fields)
      if (const Base* found = plain_position(field.base, mutation)) return *found;
    if (edit.op == Op::Delete || edit.op == Op::Restore)
      if (const Base* found = plain_position(edit.base, mutation)) return *found;
  }
  return std::nullopt;
}

Value edit_json(const RecordEdit& edit, const Base& common) {
  Value out = {{"t", edit.type}, {"r", edit.id}};
  if (edit.op != Op::Set) out["o"] = name_of(edit.op);
  if (!edit.account.empty()) out["a"] = edit.account;
  for (const auto& [unit, field] : edit.fields) {
    if (field.base == common)
      out["f"][unit] = to_json(field.change);
    else
      out["F"][unit] = {to_json(field.change), to_json(field.base)};
  }
  if ((edit.op == Op::Delete || edit.op == Op::Restore) && edit.base != common) out["b"] = to_json(edit.base);
  return out;
}

RecordEdit edit_from(const Value& json, const Base& common) {
  decode::need_object(json, "an edit");
  const auto needed = [&json](const char* name) -> const Value& {
    const Value* found = decode::member(json, name);
    if (found == nullptr) decode::wrong(std::string("an edit without \"") + name + '"', "complete");
    return *found;
  };
  RecordEdit edit;
  edit.type = decode::name(needed("t"), "the type of an edit");
  edit.id = decode::id(needed("r"), "the record of an edit");
  if (const Value* op = decode::member(json, "o")) {
    const auto found = op_of(decode::text(*op, "the operation of an edit", name_length_max));
    if (!found) decode::wrong("the operation of an edit", "create, set, delete or restore");
    edit.op = *found;
  }
  if (const Value* account = decode::member(json, "a")) edit.account = decode::id(*account, "the account of an edit");
  const auto room = [&edit] {
    if (edit.fields.size() >= fields_per_edit_max) decode::too_large("an edit", fields_per_edit_max, "fields");
  };
  if (const Value* fields = decode::member(json, "f")) {
    decode::need_object(*fields, "the fields of an edit");
    for (const auto& [unit, change] : fields->items()) {
      room();
      edit.fields[decode::name(unit, "the name of a field")] = FieldEdit{decode::change(change), common};
    }
  }
  if (const Value* fields = decode::member(json, "F")) {
    decode::need_object(*fields, "the fields of an edit");
    for (const auto& [unit, pair] : fields->items()) {
      room();
      decode::need_array(pair, "a field with its base", 2, 2);
      if (edit.fields.contains(unit)) decode::wrong("field " + unit, "named once");
      edit.fields[decode::name(unit, "the name of a field")] =
          FieldEdit{decode::change(pair[0]), decode::base(pair[1])};
    }
  }
  if (edit.op == Op::Delete || edit.op == Op::Restore) {
    const Value* base = decode::member(json, "b");
    edit.base = base != nullptr ? decode::base(*base) : common;
  }
  return edit;
}

// What it was before the profile was copied or the server restored.
void read_past(const Value& json, Mutation& mutation) {
  if (const Value* first = decode::member(json, "O")) {
    decode::need_array(*first, "the origin of a mutation", 3, 8);
    mutation.first.enrolment = decode::name((*first)[0], "the enrolment of a mutation's origin");
    mutation.first.counter = decode::natural((*first)[1], "the counter of a mutation's origin");
    mutation.first.digest = decode::text((*first)[2], "the digest of a mutation's origin", id_length_max);
  }
  if (const Value* rank = decode::member(json, "k")) mutation.ranked = decode::stamp(*rank, "the rank of a mutation");
}

}  // namespace

Value to_json(const Mutation& mutation) {
  Value out = {{"n", mutation.counter}, {"s", mutation.stamp.text()}};
  if (const ClockReading& clock = mutation.clock; clock.wall_ms != 0 || clock.monotonic_ms != 0 || !clock.boot.empty())
    out["c"] = {clock.wall_ms, clock.monotonic_ms, clock.boot};
  if (!mutation.declarations.empty()) out["v"] = mutation.declarations;
  // Without "p" the position is: nothing of the server, all own mutations before.
  Base common{true, 0, mutation.counter - 1, mutation.stamp.device, {}};
  if (auto found = common_position(mutation)) {
    common = std::move(*found);
    out["p"] = {common.commit};
    if (common.counter != mutation.counter - 1) out["p"].push_back(common.counter);
  }
  if (const FirstMade& first = mutation.first; !first.empty())
    out["O"] = {first.enrolment, first.counter, first.digest};
  if (!mutation.ranked.empty()) out["k"] = mutation.ranked.text();
  Value edits = Value::array();
  for (const RecordEdit& edit : mutation.edits) edits.push_back(edit_json(edit, common));
  out["e"] = std::move(edits);
  return out;
}

base::Result<Mutation> mutation_from_json(const Value& json, const std::string& enrolment) {
  return base::caught([&] {
    decode::need_object(json, "a mutation");
    Mutation mutation;
    mutation.enrolment = enrolment;
    const Value* counter = decode::member(json, "n");
    const Value* stamp = decode::member(json, "s");
    const Value* edits = decode::member(json, "e");
    if (counter == nullptr || stamp == nullptr || edits == nullptr)
      decode::wrong("a mutation without \"n\", \"s\" or \"e\"", "complete");
    mutation.counter = decode::natural(*counter, "the counter of a mutation");
    if (mutation.counter == 0) decode::wrong("the counter of a mutation", "a number from 1");
    mutation.stamp = decode::stamp(*stamp, "the stamp of a mutation");
    if (const Value* clock = decode::member(json, "c")) {
      decode::need_array(*clock, "the clock of a mutation", 2, 8);
      mutation.clock.wall_ms = decode::integer((*clock)[0], "the clock of a mutation");
      mutation.clock.monotonic_ms = decode::integer((*clock)[1], "the clock of a mutation");
      if (clock->size() > 2) mutation.clock.boot = decode::text((*clock)[2], "the clock of a mutation", id_length_max);
    }
    if (const Value* declarations = decode::member(json, "v"))
      mutation.declarations = decode::text(*declarations, "the declarations of a mutation", id_length_max);
    Base common{true, 0, mutation.counter - 1, mutation.stamp.device, {}};
    if (const Value* position = decode::member(json, "p")) {
      decode::need_array(*position, "the position of a mutation", 1, 8);
      common.commit = decode::natural((*position)[0], "the commit of a mutation's position");
      if (position->size() > 1)
        common.counter = decode::natural((*position)[1], "the counter of a mutation's position");
      // What it had not made yet, its author had not seen: a later own counter would make an edit cover itself.
      if (common.counter >= mutation.counter) decode::wrong("the counter of a mutation's position", "before its own");
    }
    read_past(json, mutation);
    decode::need_array(*edits, "the edits of a mutation", 1, edits_per_mutation_max);
    mutation.edits.reserve(edits->size());
    for (const Value& edit : *edits) mutation.edits.push_back(edit_from(edit, common));
    return mutation;
  });
}

namespace {

void add(const Base& base, Packer& out) {
  out.number(base.position ? 1 : 0);
  out.signed_number(base.commit);
  out.signed_number(base.counter);
  out.text(base.device);
  out.number(base.names.size());
  for (const EditName& name : base.names) out.text(name);
}

void add(const Change& change, Packer& out) {
  out.number(static_cast<std::uint64_t>(change.kind));
  if (change.kind == Change::Kind::Put) out.text(change.value.dump(-1, ' ', false, Value::error_handler_t::replace));
  for (const auto* list : {&change.add, &change.remove}) {
    out.number(list->size());
    for (const std::string& element : *list) out.text(element);
  }
  out.text(change.delta);
}

enum class Bases { With, Without };

void add(const RecordEdit& edit, Bases bases, Packer& out) {
  out.number(static_cast<std::uint64_t>(edit.op));
  for (const std::string* text : {&edit.type, &edit.id, &edit.account}) out.text(*text);
  if (bases == Bases::With) add(edit.base, out);
  out.number(edit.fields.size());
  for (const auto& [unit, field] : edit.fields) {
    out.text(unit);
    add(field.change, out);
    if (bases == Bases::With) add(field.base, out);
  }
}

}  // namespace

// Every part with its length, so that no two mutations give the same bytes.
std::string digest(const Mutation& mutation) {
  Packer out;
  out.signed_number(mutation.counter);
  out.text(mutation.stamp.text());
  out.signed_number(mutation.clock.wall_ms);
  out.signed_number(mutation.clock.monotonic_ms);
  out.text(mutation.clock.boot);
  out.text(mutation.declarations);
  for (const RecordEdit& edit : mutation.edits) add(edit, Bases::With, out);
  return sha256_hex(out.take());
}

std::string content_digest(const Mutation& mutation) {
  Packer out;
  for (const RecordEdit& edit : mutation.edits) add(edit, Bases::Without, out);
  return sha256_hex(out.take());
}

}  // namespace keybook::record
