// The compact form beside a row: a fresh record with one origin takes about 40 bytes.
//
//   version, flags, [rebuilt] [merged into] [home]
//   number of origins, each: name, what differs from it, commit, counter, user, committed time
//   per origin: bitmap of the fields (by their number) whose one simple head it is
//   number of other fields, each: name, flags, [heads] [value]
//
// A unit is known by the smallest number of its fields, which never changes; a unit that the declarations do not know
// goes by name and brings its value.
#include "base/failure.h"
#include "record/codec.h"
#include "record/origin_table.h"
#include "record/pack.h"

namespace keybook::record {

namespace {

constexpr std::uint64_t meta_version = 1;
// Bits of what follows them.
namespace meta {
constexpr std::uint64_t record_deleted = 1, record_kept = 2, record_had_deletes = 4, record_created = 8,
                        record_rebuilt = 16, record_merged = 32, record_has_home = 64;
constexpr std::uint64_t origin_other_rank = 1, origin_by_a_job = 2, origin_has_note = 4, origin_addressed = 8;
constexpr std::uint64_t field_in_conflict = 1, field_lined = 2, field_simple = 4, field_has_value = 8;
constexpr std::uint64_t head_has_base = 1, head_has_value = 2;
}  // namespace meta

constexpr int field_number_max = 4096;  // bounds the bitmaps; declarations stay far below

// Times in damaged bytes may be any numbers: these wrap around.
std::int64_t apart(std::int64_t late, std::int64_t early) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(late) - static_cast<std::uint64_t>(early));
}
std::int64_t later(std::int64_t early, std::int64_t by) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(early) + static_cast<std::uint64_t>(by));
}

// 0: not known by number.
int number_of(const schema::Unit* unit) {
  return unit != nullptr && unit->number > 0 && unit->number <= field_number_max ? unit->number : 0;
}

// Units of a type beside the fields of a state, both by name: no look-up per field.
class UnitWalk {
 public:
  explicit UnitWalk(const schema::Type* type) : type_(type) {}
  // The unit of this name; names come in ascending order.
  const schema::Unit* find(const std::string& name) {
    if (type_ == nullptr) return nullptr;
    const auto& order = type_->units_by_name();
    for (; at_ < order.size(); ++at_) {
      const schema::Unit& unit = type_->units[order[at_]];
      const int compared = unit.name.compare(name);
      if (compared == 0) return &unit;
      if (compared > 0) break;
    }
    return nullptr;
  }

 private:
  const schema::Type* type_;
  std::size_t at_ = 0;
};

void pack(const Origin& origin, Packer& out) {
  const bool ranked = origin.rank != origin.name;
  out.number((ranked ? meta::origin_other_rank : 0) | (origin.by_person ? 0 : meta::origin_by_a_job) |
             (origin.note.empty() ? 0 : meta::origin_has_note) |
             (origin.addressed.empty() ? 0 : meta::origin_addressed));
  const auto stamp = [&out](const Stamp& value) {
    out.number(static_cast<std::uint64_t>(value.ms));
    out.number(static_cast<std::uint64_t>(value.counter));
    out.id(value.device);
  };
  stamp(origin.name);
  if (ranked) stamp(origin.rank);
  out.number(static_cast<std::uint64_t>(origin.commit));
  out.number(static_cast<std::uint64_t>(origin.counter));
  out.id(origin.user);
  out.signed_number(apart(origin.committed_ms, origin.name.ms));
  if (!origin.note.empty()) out.text(origin.note);
  if (!origin.addressed.empty()) out.id(origin.addressed);
}

OriginPtr unpack_origin(Unpacker& in) {
  auto origin = std::make_shared<Origin>();
  const std::uint64_t flags = in.number();
  const auto stamp = [&in](Stamp& value) {
    value.ms = static_cast<std::int64_t>(in.number());
    value.counter = static_cast<std::int64_t>(in.number());
    value.device = in.id();
  };
  stamp(origin->name);
  if ((flags & meta::origin_other_rank) != 0)
    stamp(origin->rank);
  else
    origin->rank = origin->name;
  origin->commit = static_cast<CommitNumber>(in.number());
  origin->counter = static_cast<Counter>(in.number());
  origin->user = in.id();
  origin->committed_ms = later(origin->name.ms, in.signed_number());
  origin->by_person = (flags & meta::origin_by_a_job) == 0;
  if ((flags & meta::origin_has_note) != 0) origin->note = std::string(in.text());
  if ((flags & meta::origin_addressed) != 0) origin->addressed = in.id();
  return origin;
}

void pack(const Base& base, Packer& out) {
  out.number(base.position ? 1 : 0);
  if (base.position) {
    out.number(static_cast<std::uint64_t>(base.commit));
    out.signed_number(base.counter);
    out.id(base.device);
  }
  out.number(base.names.size());
  for (const EditName& name : base.names) out.text(name);
}

Base unpack_base(Unpacker& in) {
  Base base;
  base.position = in.number() != 0;
  if (base.position) {
    base.commit = static_cast<CommitNumber>(in.number());
    base.counter = in.signed_number();
    base.device = in.id();
  }
  base.names.resize(in.index(in.left() + 1));
  for (EditName& name : base.names) name = std::string(in.text());
  return base;
}

void pack_value(const Value& value, Packer& out) {
  out.text(value.dump(-1, ' ', false, Value::error_handler_t::replace));
}

Value unpack_value(Unpacker& in) {
  const std::string_view text = in.text();
  Value value = Value::parse(text, nullptr, false);
  if (value.is_discarded()) Unpacker::corrupt();
  return value;
}

void pack_other(const std::string& unit, const FieldState& field, int number, OriginTable& origins, Packer& out) {
  out.number(static_cast<std::uint64_t>(number));
  if (number == 0) out.text(unit);
  const bool simple = is_simple(field);
  out.number((field.conflict ? meta::field_in_conflict : 0) | (field.lined ? meta::field_lined : 0) |
             (simple ? meta::field_simple : 0) | (number == 0 ? meta::field_has_value : 0));
  if (number == 0) pack_value(field.value, out);
  if (simple) return out.number(origins.add(field.heads.front().origin));
  out.number(field.heads.size());
  for (const Head& head : field.heads) {
    out.number(origins.add(head.origin));
    out.number((head.base ? meta::head_has_base : 0) | (head.value.is_null() ? 0 : meta::head_has_value));
    if (head.base) pack(*head.base, out);
    if (!head.value.is_null()) pack_value(head.value, out);
  }
}

FieldState unpack_field(std::uint64_t flags, const std::vector<OriginPtr>& origins, Unpacker& in) {
  FieldState field;
  field.conflict = (flags & meta::field_in_conflict) != 0;
  field.lined = (flags & meta::field_lined) != 0;
  if ((flags & meta::field_has_value) != 0) field.value = unpack_value(in);
  if ((flags & meta::field_simple) != 0) {
    field.heads.push_back({origins[in.index(origins.size())], nullptr, std::nullopt});
    return field;
  }
  const std::size_t count = in.index(in.left() + 1);
  for (std::size_t i = 0; i < count; ++i) {
    Head head{origins[in.index(origins.size())], nullptr, std::nullopt};
    const std::uint64_t bits = in.number();
    if ((bits & meta::head_has_base) != 0) head.base = unpack_base(in);
    if ((bits & meta::head_has_value) != 0) head.value = unpack_value(in);
    field.heads.push_back(std::move(head));
  }
  return field;
}

void unpack(std::string_view bytes, const schema::Type* type, RecordState& state) {
  Unpacker in(bytes);
  if (in.number() != meta_version) Unpacker::corrupt();
  const std::uint64_t flags = in.number();
  state.deleted = (flags & meta::record_deleted) != 0;
  state.kept = (flags & meta::record_kept) != 0;
  state.has_deletes = (flags & meta::record_had_deletes) != 0;
  state.rebuilt = (flags & meta::record_rebuilt) != 0 ? static_cast<CommitNumber>(in.number()) : 0;
  state.merged_into = (flags & meta::record_merged) != 0 ? in.id() : "";
  state.home = (flags & meta::record_has_home) != 0 ? in.id() : "";
  std::vector<OriginPtr> origins(in.index(in.left() + 1));
  for (OriginPtr& origin : origins) origin = unpack_origin(in);
  if ((flags & meta::record_created) != 0 && origins.empty()) Unpacker::corrupt();
  state.created = (flags & meta::record_created) != 0 ? origins.front() : nullptr;
  state.fields.clear();
  const auto named = [type](std::size_t number) -> const std::string& {
    const schema::Unit* unit =
        type != nullptr && number <= field_number_max ? type->unit_of_number(static_cast<int>(number)) : nullptr;
    if (unit == nullptr) Unpacker::corrupt();
    return unit->name;
  };
  for (const OriginPtr& origin : origins) {
    const std::string_view bitmap = in.text();
    for (std::size_t byte = 0; byte < bitmap.size(); ++byte)
      for (unsigned bit = 0; bit < 8; ++bit)
        if ((static_cast<unsigned char>(bitmap[byte]) >> bit & 1U) != 0)
          state.fields[named(byte * 8 + bit)].heads.push_back({origin, nullptr, std::nullopt});
  }
  for (std::size_t left = in.index(in.left() + 1); left > 0; --left) {
    const auto number = static_cast<std::size_t>(in.number());
    const std::string unit = number == 0 ? std::string(in.text()) : named(number);
    const std::uint64_t bits = in.number();
    state.fields[unit] = unpack_field(bits, origins, in);
  }
  if (!in.done()) Unpacker::corrupt();
}

}  // namespace

std::string pack_meta(const RecordState& state, const schema::Type* type) {
  OriginTable origins;
  if (state.created != nullptr) origins.add(state.created);
  std::vector<std::string> bitmaps;
  std::vector<std::pair<const std::string*, int>> others;
  UnitWalk units(type);
  for (const auto& [unit, field] : state.fields) {
    std::size_t origin = 0;
    for (const Head& head : field.heads) origin = origins.add(head.origin);
    const int number = number_of(units.find(unit));
    if (number == 0 || !is_simple(field)) {
      others.emplace_back(&unit, number);
      continue;
    }
    if (origin >= bitmaps.size()) bitmaps.resize(origin + 1);
    std::string& bitmap = bitmaps[origin];
    const auto byte = static_cast<std::size_t>(number) / 8;
    if (byte >= bitmap.size()) bitmap.resize(byte + 1, '\0');
    bitmap[byte] = static_cast<char>(bitmap[byte] | 1 << number % 8);
  }
  bitmaps.resize(origins.all().size());
  Packer out;
  out.number(meta_version);
  out.number((state.deleted ? meta::record_deleted : 0) | (state.kept ? meta::record_kept : 0) |
             (state.has_deletes ? meta::record_had_deletes : 0) |
             (state.created != nullptr ? meta::record_created : 0) | (state.rebuilt != 0 ? meta::record_rebuilt : 0) |
             (state.merged_into.empty() ? 0 : meta::record_merged) | (state.home.empty() ? 0 : meta::record_has_home));
  if (state.rebuilt != 0) out.number(static_cast<std::uint64_t>(state.rebuilt));
  if (!state.merged_into.empty()) out.id(state.merged_into);
  if (!state.home.empty()) out.id(state.home);
  out.number(origins.all().size());
  for (const OriginPtr& origin : origins.all()) pack(*origin, out);
  for (const std::string& bitmap : bitmaps) out.text(bitmap);
  out.number(others.size());
  for (const auto& [unit, number] : others) pack_other(*unit, state.fields.at(*unit), number, origins, out);
  return out.take();
}

base::Status unpack_meta(std::string_view bytes, const schema::Type* type, RecordState& state) {
  return base::caught([&] { unpack(bytes, type, state); });
}

namespace {

std::optional<FreshMeta> unpack_fresh(std::string_view bytes) {
  Unpacker in(bytes);
  // Nothing but a creation, by a person and with a right clock: the flags say it all.
  if (in.number() != meta_version || in.number() != meta::record_created || in.number() != 1 || in.number() != 0)
    return std::nullopt;
  FreshMeta fresh;
  Origin& created = fresh.created;
  created.name.ms = static_cast<std::int64_t>(in.number());
  created.name.counter = static_cast<std::int64_t>(in.number());
  created.name.device = in.id();
  created.rank = created.name;
  created.commit = static_cast<CommitNumber>(in.number());
  created.counter = static_cast<Counter>(in.number());
  created.user = in.id();
  created.committed_ms = later(created.name.ms, in.signed_number());
  fresh.units = in.text();
  if (in.number() != 0) return std::nullopt;  // units that are not simple, or not declared
  return fresh;
}

}  // namespace

std::optional<FreshMeta> fresh_meta(std::string_view bytes) {
  return base::caught([&] { return unpack_fresh(bytes); }).value_or(std::nullopt);
}

}  // namespace keybook::record
