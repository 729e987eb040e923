#include "tables/type_table.h"

#include <algorithm>
#include <set>

#include "base/failure.h"
#include "record/codec.h"
#include "schema/additions.h"
#include "tables/record_tables.h"

namespace keybook::tables {

using record::FieldState;
using record::RecordState;

namespace {

constexpr std::string_view system_columns[] = {"_row", "id", "account", "_changed", "_flags", "_meta", "_rest"};

constexpr std::size_t shapes_max = 24;  // statements kept per type; a record of yet another shape takes the general one
constexpr std::size_t met_max = 100;    // shapes that are counted
constexpr int often = 20;               // times that a shape came: about what making a statement costs

const Value null_value;

std::vector<UnitColumns> sorted_units(const schema::Type& type) {
  std::vector<UnitColumns> units;
  for (const std::size_t at : type.units_by_name()) {
    const schema::Unit& unit = type.units[at];
    UnitColumns columns{&unit, {}};
    for (const int i : unit.fields) {
      const schema::Field& field = type.fields[static_cast<std::size_t>(i)];
      columns.columns.push_back({&field, field.name == "account"});
    }
    units.push_back(std::move(columns));
  }
  return units;
}

}  // namespace

sqlite::Query prepared(sqlite::Database& database, std::string_view sql) { return base::need(database.prepare(sql)); }
bool step(sqlite::Query& query) { return base::need(query.step()); }

std::int64_t flags_of(const RecordState& state) {
  return (state.deleted ? flag::deleted : 0) | (state.kept ? flag::kept : 0) |
         (state.has_deletes ? flag::has_deletes : 0) | (state.merged_into.empty() ? 0 : flag::merged);
}

TypeTable::TypeTable(sqlite::Database& database, const schema::Type& type, const std::string& prefix)
    : database_(database),
      type_(type),
      name_(prefix + type.name),
      quoted_(sqlite::quoted(name_)),
      units_(sorted_units(type)) {}

// ---- rows

std::string TypeTable::select(const std::string& where) const {
  std::string sql = "SELECT id, account, _changed, _meta, _rest";
  for (const UnitColumns& unit : units_)
    for (const Column& column : unit.columns) sql += ", " + sqlite::quoted(column.field->name);
  return sql + " FROM " + quoted_ + " " + where;
}

std::string TypeTable::upsert(const std::string& present) const {
  std::vector<std::string> names = {"id", "account", "_changed", "_flags", "_meta", "_rest"}, absent;
  for (std::size_t i = 0; i < units_.size(); ++i)
    for (const Column& column : units_[i].columns)
      if (!column.is_file) (present[i] == '1' ? names : absent).push_back(sqlite::quoted(column.field->name));
  std::string list, marks, updates;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : ", ") + name;
    marks += marks.empty() ? "?" : ", ?";
    if (name != "id") updates += (updates.empty() ? "" : ", ") + name + " = excluded." + name;
  }
  for (const std::string& name : absent) updates += ", " + name + " = NULL";
  // The row number stays, so that a full-text index may go by it.
  return "INSERT INTO " + quoted_ + "(" + list + ") VALUES(" + marks + ") ON CONFLICT(id) DO UPDATE SET " + updates;
}

bool TypeTable::comes_often(const std::string& present) {
  if (met_.size() >= met_max && !met_.contains(present)) met_.clear();
  int& times = met_[present];
  if (++times < often) return false;
  met_.erase(present);
  return true;
}

sqlite::Query& TypeTable::statement(const std::string& present) {
  for (std::size_t i = shapes_.size(); i-- > 0;) {
    if (shapes_[i]->present != present) continue;
    if (i + 1 != shapes_.size()) std::swap(shapes_[i], shapes_.back());
    return shapes_.back()->query;
  }
  const bool general = present.find('0') == std::string::npos;
  if (!general && (shapes_.size() == shapes_max || !comes_often(present))) {
    present_.assign(units_.size(), '1');
    return statement(present_);
  }
  shapes_.push_back(std::make_unique<Shape>(Shape{present, prepared(database_, upsert(present))}));
  return shapes_.back()->query;
}

bool TypeTable::holds(const UnitColumns& unit, const Value& value, const RecordState& state) const {
  const Column& column = unit.columns.front();
  if (column.is_file) return value.is_string() && value.get_ref<const std::string&>() == state.account;
  if (value.is_null()) return true;
  return unit.unit->grouped ? fits_group(type_, *unit.unit, value) : fits(*column.field, value);
}

void TypeTable::bind_unit(sqlite::Query& query, const UnitColumns& unit, const Value& value) {
  for (const Column& column : unit.columns) {
    if (column.is_file) continue;
    if (!unit.unit->grouped) {
      bind(query, *column.field, value);
      continue;
    }
    const auto member = value.is_object() ? value.find(column.field->name) : value.end();
    bind(query, *column.field, member != value.end() ? *member : null_value);
  }
}

void TypeTable::write(const RecordState& state, record::CommitNumber changed) {
  Value rest;
  std::int64_t flags = flags_of(state);
  auto at = state.fields.begin();
  const auto unknown = [&](const UnitColumns* before) {
    for (; at != state.fields.end() && (before == nullptr || at->first < before->unit->name); ++at)
      flags |= flag::unknown_units | (at->second.conflict ? flag::conflict : 0);
  };
  present_.clear();
  values_.clear();
  for (const UnitColumns& unit : units_) {
    unknown(&unit);
    const bool found = at != state.fields.end() && at->first == unit.unit->name;
    const Value& value = found ? at->second.value : null_value;
    present_ += value.is_null() ? '0' : '1';
    values_.push_back(&value);
    if (!found) continue;
    if (!holds(unit, value, state)) rest[at->first] = value;
    if (at->second.conflict) flags |= flag::conflict;
    ++at;
  }
  unknown(nullptr);
  const std::string meta = record::pack_meta(state, &type_);
  const std::string rest_text = rest.is_null() ? std::string() : dumped(rest);
  sqlite::Query& query = statement(present_);
  query.again().bind(state.id).bind(state.account).bind(changed).bind(flags).bind_blob(meta);
  if (rest.is_null())
    query.bind_null();
  else
    query.bind(rest_text);
  for (std::size_t i = 0; i < units_.size(); ++i)
    if (present_[i] == '1') bind_unit(query, units_[i], *values_[i]);
  base::need(query.run());
}

void TypeTable::write_origins(const RecordState& state, record::CommitNumber changed) {
  const std::string meta = record::pack_meta(state, &type_);
  auto query = prepared(database_, "UPDATE " + quoted_ + " SET _changed = ?, _meta = ? WHERE id = ?");
  base::need(query.bind(changed).bind_blob(meta).bind(state.id).run());
}

Value TypeTable::unit_value(const UnitColumns& unit, const sqlite::Query& query, int column) {
  if (!unit.unit->grouped) return column_value(query, column, *unit.columns.front().field);
  Value group;
  bool any = false;
  for (const Column& member : unit.columns) {
    Value value = column_value(query, column++, *member.field);
    any = any || !value.is_null();
    group[member.field->name] = std::move(value);
  }
  return any ? group : Value();
}

RecordState TypeTable::row(const sqlite::Query& query) const {
  RecordState state;
  state.type = type_.name;
  state.id = query.text(column_id);
  state.account = query.text(column_account);
  state.changed = query.integer(column_changed);
  if (auto status = record::unpack_meta(query.text(column_meta), &type_, state); !status) {
    base::Error error = std::move(status).error();
    error.where.type = state.type;
    error.where.record = state.id;
    throw base::Failure(std::move(error));
  }
  auto at = state.fields.begin();
  int column = column_first_field;
  for (const UnitColumns& unit : units_) {
    while (at != state.fields.end() && at->first < unit.unit->name) ++at;
    if (at != state.fields.end() && at->first == unit.unit->name)
      if (Value value = unit_value(unit, query, column); !value.is_null()) at->second.value = std::move(value);
    column += static_cast<int>(unit.columns.size());
  }
  if (!query.is_null(column_rest)) {
    const Value rest = Value::parse(query.text(column_rest), nullptr, false);
    for (const auto& [name, value] : rest.items())
      if (const auto field = state.fields.find(name); field != state.fields.end()) field->second.value = value;
  }
  return state;
}

std::optional<RecordState> TypeTable::read(std::string_view id) {
  if (!read_) read_.emplace(prepared(database_, select("WHERE id = ?")));
  // Whatever happens the statement is reset: one that stands on a row keeps its snapshot open.
  struct Reset {
    sqlite::Query& query;
    ~Reset() { query.again(); }
  } reset{*read_};
  read_->again().bind(id);
  if (!step(*read_)) return std::nullopt;
  return row(*read_);
}

// ---- layout

bool TypeTable::exists() const {
  auto query = prepared(database_, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  query.bind(name_);
  return step(query);
}

void TypeTable::create() {
  std::string sql =
      "CREATE TABLE " + quoted_ +
      "(_row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, _changed INTEGER NOT NULL, "
      "_flags INTEGER NOT NULL, _meta BLOB NOT NULL, _rest TEXT";
  for (const schema::Field& field : type_.fields)
    if (field.stored() && field.name != "account")
      sql += ", " + sqlite::quoted(field.name) + " " + std::string(column_type(field));
  base::need(database_.exec(sql + ")"));
}

bool TypeTable::extend() {
  std::set<std::string, std::less<>> present;
  auto query = prepared(database_, "SELECT name FROM pragma_table_info(?)");
  query.bind(name_);
  while (step(query)) present.emplace(query.text(0));
  for (const std::string& name : present) {
    const bool of_system =
        std::find(std::begin(system_columns), std::end(system_columns), name) != std::end(system_columns);
    if (of_system || type_.field(name) != nullptr || name.starts_with(schema::addition_prefix)) continue;
    base::Where where;
    where.type = type_.name;
    where.field = name;
    throw base::Failure({base::ErrorCode::WrongVersion,
                         "the database has this field, which the declarations in force lack", where,
                         "Use the program and the declarations that it was written with; nothing was changed"});
  }
  bool added = false;
  for (const schema::Field& field : type_.fields) {
    if (!field.stored() || present.contains(field.name)) continue;
    base::need(database_.exec("ALTER TABLE " + quoted_ + " ADD COLUMN " + sqlite::quoted(field.name) + " " +
                              std::string(column_type(field))));
    added = true;
  }
  return added;
}

void TypeTable::drop_old_indexes() {
  for (const schema::Field& field : type_.fields)
    base::need(database_.exec("DROP INDEX IF EXISTS " + sqlite::quoted(name_ + "_" + field.name)));
}

void TypeTable::create_indexes() {
  const auto create_index = [this](const std::string& what, const std::string& on, const std::string& where) {
    base::need(database_.exec("CREATE INDEX IF NOT EXISTS " + sqlite::quoted(name_ + what) + " ON " + quoted_ + "(" +
                              on + ")" + where));
  };
  create_index("__file", "account, _changed", "");
  create_index("__open", "id", " WHERE _flags & " + std::to_string(flag::kept | flag::conflict));
  for (const schema::Field& field : type_.fields) {
    if (!(field.index || field.key) || field.name == "account") continue;
    const std::string column = sqlite::quoted(field.name);
    // Most rows have most fields empty; those cost nothing here. SQLite uses such an index for any comparison.
    if (is_decimal(field))
      create_index("." + field.name, RecordTables::sort_key(field), "");
    else
      create_index("." + field.name, column, " WHERE " + column + " IS NOT NULL");
  }
}

}  // namespace keybook::tables
