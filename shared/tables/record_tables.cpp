#include "tables/record_tables.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/failure.h"
#include "record/codec.h"
#include "schema/additions.h"
#include "schema/validate.h"
#include "tables/line_table.h"
#include "tables/type_table.h"

namespace keybook::tables {
namespace {

// 1: the first layout.
constexpr std::int64_t layout_version = 1;

}  // namespace

// Records without a table for their type: everything is in _meta.
class OtherTable {
 public:
  OtherTable(sqlite::Database& database, const std::string& prefix)
      : database_(database), name_(prefix + "_other"), quoted_(sqlite::quoted(name_)) {}

  void create() {
    base::need(database_.exec("CREATE TABLE IF NOT EXISTS " + quoted_ +
                              "(_row INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, "
                              "_changed INTEGER NOT NULL, "
                              "_flags INTEGER NOT NULL, _meta BLOB NOT NULL, UNIQUE(type, id))"));
    base::need(database_.exec("CREATE INDEX IF NOT EXISTS " + sqlite::quoted(name_ + "__file") + " ON " + quoted_ +
                              "(account, _changed)"));
  }
  void write(const RecordState& state, CommitNumber changed) {
    const std::string meta = record::pack_meta(state, nullptr);
    auto query = prepared(
        database_, "INSERT INTO " + quoted_ +
                       "(type, id, account, _changed, _flags, _meta) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(type, id) "
                       "DO UPDATE SET account = excluded.account, _changed = excluded._changed, _flags = "
                       "excluded._flags, _meta = excluded._meta");
    std::int64_t flags = flags_of(state) | flag::unknown_units;
    for (const auto& [unit, field] : state.fields) flags |= field.conflict ? flag::conflict : 0;
    query.bind(state.type).bind(state.id).bind(state.account).bind(changed).bind(flags).bind_blob(meta);
    base::need(query.run());
  }
  std::optional<RecordState> read(std::string_view type, std::string_view id) {
    auto query = prepared(database_, "SELECT account, _changed, _meta FROM " + quoted_ + " WHERE type = ? AND id = ?");
    query.bind(type).bind(id);
    if (!step(query)) return std::nullopt;
    RecordState state;
    state.type = type;
    state.id = id;
    state.account = query.text(0);
    state.changed = query.integer(1);
    base::need(record::unpack_meta(query.text(2), nullptr, state));
    return state;
  }
  [[nodiscard]] const std::string& quoted() const { return quoted_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  sqlite::Database& database_;
  std::string name_, quoted_;
};

struct RecordTables::Impl {
  Impl(sqlite::Database& in, const schema::Registry& registry, const Options& with)
      : database(in), options(with), other(in, with.prefix), lines(in, with.line_table) {
    if (!with.typed) return;
    tables.reserve(registry.types().size());
    for (const schema::Type& type : registry.types()) tables.emplace_back(in, type, with.prefix);
    for (TypeTable& table : tables) by_type.emplace(table.type().name, &table);
  }
  TypeTable* find(std::string_view type) {
    const auto found = by_type.find(type);
    return found == by_type.end() ? nullptr : found->second;
  }
  // One statement over all tables of records, most of which hold nothing of a file: `columns` of the rows that meet
  // the condition, behind the place of their table and the name of their type.
  [[nodiscard]] sqlite::Query over_all(const std::string& columns, const std::string& condition) const {
    std::string sql;
    std::size_t place = 0;
    const auto add = [&](const std::string& table, const std::string& type) {
      sql += (place == 0 ? "SELECT " : " UNION ALL SELECT ") + std::to_string(place) + ", " + type + ", " + columns +
             " FROM " + table + " WHERE " + condition;
      ++place;
    };
    for (const TypeTable& table : tables) add(table.quoted(), "'" + table.type().name + "'");
    add(other.quoted(), "type");
    return prepared(database, sql);
  }
  // Of a file: (place of the table, type, id), sorted.
  using Member = std::tuple<std::int64_t, std::string, std::string>;
  [[nodiscard]] std::vector<Member> members(std::string_view account);
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(sqlite::Query query) const {
    std::vector<std::pair<std::string, std::string>> out;
    while (step(query)) out.emplace_back(query.text(0), query.text(1));
    return out;
  }

  void check_version();
  void check_types();
  using Moved = std::function<void(const RecordState&)>;
  void adopt(TypeTable& table, const Moved& moved);
  void rewrite(TypeTable& table, const Moved& moved);
  void check_rows(TypeTable& table, const std::string& root, std::vector<std::string>& wrong);

  sqlite::Database& database;
  Options options;
  std::vector<TypeTable> tables;  // by number of the type
  std::map<std::string, TypeTable*, std::less<>> by_type;
  OtherTable other;
  LineTable lines;
  std::optional<sqlite::Query> of_id, of_file, changed_of_file, open;  // prepared at their first use
};

namespace {

// A kept statement, bound anew. Whatever happens it is reset at the end: one that stands on a row keeps its snapshot
// open.
class Kept {
 public:
  explicit Kept(sqlite::Query& query) : query_(query) { query_.again(); }
  ~Kept() { query_.again(); }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  [[nodiscard]] sqlite::Query& query() { return query_; }

 private:
  sqlite::Query& query_;
};

}  // namespace

std::vector<RecordTables::Impl::Member> RecordTables::Impl::members(std::string_view account) {
  if (!of_file) of_file.emplace(over_all("id", "account = ?1"));
  Kept kept(*of_file);
  kept.query().bind(account);
  std::vector<Member> out;
  while (step(kept.query())) out.emplace_back(kept.query().integer(0), kept.query().text(1), kept.query().text(2));
  std::sort(out.begin(), out.end());
  return out;
}

RecordTables::RecordTables(sqlite::Database& database, const schema::Registry& registry, Options options)
    : database_(database), registry_(&registry), impl_(std::make_unique<Impl>(database, registry, options)) {}
RecordTables::~RecordTables() = default;

void RecordTables::follow(const schema::Registry& registry) {
  impl_ = std::make_unique<Impl>(database_, registry, Options(impl_->options));
  registry_ = &registry;
}

// ---- layout

void RecordTables::Impl::check_version() {
  const bool made =
      base::need(database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'")).value_or(0) != 0;
  if (!made) return;
  auto query = prepared(database, "SELECT version FROM schema_version WHERE name = ?");
  query.bind(options.prefix);
  if (!step(query) || query.integer(0) <= layout_version) return;
  throw base::Failure({base::ErrorCode::WrongVersion,
                       "the database was written by a newer version of Keybook (layout " +
                           std::to_string(query.integer(0)) + ", this program knows " + std::to_string(layout_version) +
                           ")",
                       {},
                       "Update Keybook; nothing was changed"});
}

// A table of records that no declaration stands for is the work of newer ones.
void RecordTables::Impl::check_types() {
  auto query = prepared(database,
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, ?) = ? AND sql LIKE "
                        "'%_row INTEGER PRIMARY KEY%'");
  query.bind(static_cast<std::int64_t>(options.prefix.size())).bind(options.prefix);
  while (step(query)) {
    const std::string name(query.text(0));
    base::Where where;
    where.type = name.substr(options.prefix.size());
    if (name == other.name() || find(where.type) != nullptr || where.type.starts_with(schema::addition_prefix))
      continue;
    throw base::Failure({base::ErrorCode::WrongVersion,
                         "the database has this type, which the declarations in force lack", where,
                         "Use the program and the declarations that it was written with; nothing was changed"});
  }
}

// Records that waited for their type to be declared.
void RecordTables::Impl::adopt(TypeTable& table, const Moved& moved) {
  auto query = prepared(database, "SELECT type, id FROM " + other.quoted() + " WHERE type = ?");
  query.bind(table.type().name);
  for (const auto& [type, id] : pairs(std::move(query))) {
    const auto state = other.read(type, id);
    table.write(*state, state->changed);
    if (moved) moved(*state);
  }
  auto erase = prepared(database, "DELETE FROM " + other.quoted() + " WHERE type = ?");
  base::need(erase.bind(table.type().name).run());
}

// Values that waited for their field to be declared move into its column.
void RecordTables::Impl::rewrite(TypeTable& table, const Moved& moved) {
  auto query = prepared(database, "SELECT '', id FROM " + table.quoted() + " WHERE _rest IS NOT NULL OR _flags & " +
                                      std::to_string(flag::unknown_units));
  for (const auto& [none, id] : pairs(std::move(query))) {
    const auto state = table.read(id);
    table.write(*state, state->changed);
    if (moved) moved(*state);
  }
}

// Records of the tables of types that there were before these were not typed.
void RecordTables::gather_types() {
  std::vector<RecordState> states;
  std::vector<std::string> old;
  {
    RecordTables typed(database_, *registry_, {impl_->options.prefix, impl_->options.line_table});
    if (std::none_of(typed.impl_->tables.begin(), typed.impl_->tables.end(),
                     [](const auto& one) { return one.exists(); }))
      return;
    typed.migrate();
    for (TypeTable& table : typed.impl_->tables) {
      for (const auto& [none, id] : impl_->pairs(prepared(database_, "SELECT '', id FROM " + table.quoted())))
        states.push_back(*table.read(id));
      old.push_back(table.quoted());
    }
  }
  for (const std::string& name : old) base::need(database_.exec("DROP TABLE " + name));
  for (const RecordState& state : states) write(state, state.changed);
}

void RecordTables::migrate(const std::function<void(const RecordState&)>& moved) {
  Impl& impl = *impl_;
  impl.check_version();
  if (!impl.options.typed) gather_types();
  impl.check_types();
  std::vector<TypeTable*> created, extended;
  // Nothing is written before every table was found to be known.
  for (TypeTable& table : impl.tables) {
    if (!table.exists())
      created.push_back(&table);
    else if (table.extend())
      extended.push_back(&table);
  }
  impl.other.create();
  impl.lines.create();
  // An index of account.grade was once called as a table of account_grade is. A database that is made now has none.
  if (!created.empty() && created.size() < impl.tables.size())
    for (TypeTable& table : impl.tables) table.drop_old_indexes();
  for (TypeTable* table : created) table->create();
  for (TypeTable& table : impl.tables) table.create_indexes();
  for (TypeTable* table : created) impl.adopt(*table, moved);
  for (TypeTable* table : extended) impl.rewrite(*table, moved);
  base::need(
      database_.exec("CREATE TABLE IF NOT EXISTS schema_version(name TEXT PRIMARY KEY, version INTEGER NOT NULL)"));
  auto query = prepared(
      database_, "INSERT INTO schema_version VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET version = excluded.version");
  base::need(query.bind(impl.options.prefix).bind(layout_version).run());
}

std::vector<TypeTable>& RecordTables::type_tables() { return impl_->tables; }

// ---- records

std::optional<RecordState> RecordTables::read(std::string_view type, std::string_view id) {
  TypeTable* table = impl_->find(type);
  return table != nullptr ? table->read(id) : impl_->other.read(type, id);
}

void RecordTables::write(const RecordState& state, CommitNumber changed) {
  if (TypeTable* table = impl_->find(state.type))
    table->write(state, changed);
  else
    impl_->other.write(state, changed);
}

void RecordTables::write_origins(const RecordState& state, CommitNumber changed) {
  if (TypeTable* table = impl_->find(state.type))
    table->write_origins(state, changed);
  else
    impl_->other.write(state, changed);
}

void RecordTables::erase(std::string_view type, std::string_view id) {
  const bool known = impl_->find(type) != nullptr;
  auto query = prepared(database_, "DELETE FROM " + table(type) + " WHERE id = ?" + (known ? "" : " AND type = ?"));
  query.bind(id);
  if (!known) query.bind(type);
  base::need(query.run());
}

bool RecordTables::contains(std::string_view type, std::string_view id) {
  const bool known = impl_->find(type) != nullptr;
  auto query = prepared(database_, "SELECT 1 FROM " + table(type) + " WHERE id = ?" + (known ? "" : " AND type = ?"));
  query.bind(id);
  if (!known) query.bind(type);
  return step(query);
}

std::string RecordTables::type_of(std::string_view id) {
  if (!impl_->of_id) impl_->of_id.emplace(impl_->over_all("id", "id = ?1"));
  Kept kept(*impl_->of_id);
  kept.query().bind(id);
  return step(kept.query()) ? std::string(kept.query().text(1)) : std::string();
}

void RecordTables::changed(std::string_view account, CommitNumber since,
                           const std::function<bool(RecordState&&, CommitNumber)>& each) {
  std::vector<std::tuple<CommitNumber, std::string, std::string>> found;
  {
    auto& statement = impl_->changed_of_file;
    if (!statement) statement.emplace(impl_->over_all("id, _changed", "account = ?1 AND _changed > ?2"));
    Kept kept(*statement);
    kept.query().bind(account).bind(since);
    while (step(kept.query())) found.emplace_back(kept.query().integer(3), kept.query().text(1), kept.query().text(2));
  }
  std::sort(found.begin(), found.end());
  for (const auto& [commit, type, id] : found) {
    auto state = read(type, id);
    if (state && !each(std::move(*state), commit)) return;  // `each` may have erased what comes later
  }
}

std::vector<std::pair<std::string, std::string>> RecordTables::in_conflict() {
  if (!impl_->open)
    impl_->open.emplace(impl_->over_all("id", "_flags & " + std::to_string(flag::kept | flag::conflict)));
  Kept kept(*impl_->open);
  std::vector<std::pair<std::string, std::string>> all;
  while (step(kept.query())) all.emplace_back(kept.query().text(1), kept.query().text(2));
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::pair<std::string, std::string>> RecordTables::members(std::string_view account) {
  std::vector<std::pair<std::string, std::string>> out;
  for (auto& [place, type, id] : impl_->members(account)) out.emplace_back(std::move(type), std::move(id));
  return out;
}

std::pair<std::int64_t, std::int64_t> RecordTables::erase_file(std::string_view account) {
  std::int64_t records = 0;
  std::set<std::string> tables;
  for (const auto& [place, type, id] : impl_->members(account)) tables.insert(table(type));
  for (const std::string& name : tables) {
    auto query = prepared(database_, "DELETE FROM " + name + " WHERE account = ?");
    base::need(query.bind(account).run());
    records += database_.changes();
  }
  return {records, impl_->lines.erase_file(account)};
}

// ---- history

std::vector<Line> RecordTables::lines(const std::string& record, const std::string& unit) {
  return impl_->lines.of(record, unit);
}
std::vector<Line> RecordTables::lines(const std::string& record) { return impl_->lines.of(record); }
void RecordTables::write_line(const Line& line, std::string_view account) { impl_->lines.write(line, account); }
void RecordTables::erase_line(const Line& line) { impl_->lines.erase(line); }
void RecordTables::erase_lines(const std::string& record) { impl_->lines.erase(record); }
void RecordTables::changed_lines(std::string_view account, CommitNumber since,
                                 const std::function<bool(Line&&)>& each) {
  impl_->lines.changed(account, since, each);
}

// ---- queries of the layers above

std::string RecordTables::table(std::string_view type) const {
  const TypeTable* found = impl_->find(type);
  return found != nullptr ? found->quoted() : impl_->other.quoted();
}

std::string RecordTables::column(std::string_view field) { return sqlite::quoted(field); }

std::string RecordTables::sort_key(const schema::Field& field) {
  return is_decimal(field) ? "CAST(" + column(field.name) + " AS REAL)" : column(field.name);
}

// ---- check

namespace {

// What is wrong with the values of one row.
void check_values(const TypeTable& table, const RecordState& state, const std::string& where,
                  std::vector<std::string>& wrong) {
  for (const UnitColumns& unit : table.units()) {
    const record::FieldState* field = state.field(unit.unit->name);
    if (field == nullptr) continue;
    if (field->heads.empty()) wrong.push_back(where + unit.unit->name + " has a value and no edit");
    for (const Column& column : unit.columns) {
      const Value value = !unit.unit->grouped        ? field->value
                          : field->value.is_object() ? field->value.value(column.field->name, Value())
                                                     : Value();
      const auto canonical = schema::canonical(table.type(), *column.field, value);
      if (!canonical)
        wrong.push_back(where + column.field->name + ": " + canonical.error().message);
      else if (*canonical != value)
        wrong.push_back(where + column.field->name + ": " + dumped(value) + " is not in canonical form");
    }
  }
}

// Columns of units that have no edit.
void check_columns(const TypeTable& table, const RecordState& state, const sqlite::Query& query,
                   const std::string& where, std::vector<std::string>& wrong) {
  int column = column_first_field;
  for (const UnitColumns& unit : table.units())
    for (const Column& one : unit.columns) {
      const bool empty = one.is_file || query.is_null(column);
      if (!empty && state.field(unit.unit->name) == nullptr)
        wrong.push_back(where + one.field->name + " has a value and no edit");
      ++column;
    }
}

}  // namespace

void RecordTables::Impl::check_rows(TypeTable& table, const std::string& root, std::vector<std::string>& wrong) {
  auto query = prepared(database, table.select(""));
  while (step(query)) {
    const std::string where = table.type().name + " " + std::string(query.text(column_id)) + ": ";
    const auto state = base::caught([&] { return table.row(query); });
    if (!state) {
      wrong.push_back(where + "cannot be read: " + state.error().message);
      continue;
    }
    check_values(table, *state, where, wrong);
    check_columns(table, *state, query, where, wrong);
    if (table.type().scope == schema::Scope::Root && state->account != state->id && state->merged_into.empty())
      wrong.push_back(where + "an account is its own file, not " + state->account);
  }
  if (table.type().scope != schema::Scope::Child || root.empty()) return;
  auto lost =
      prepared(database, "SELECT id, account FROM " + table.quoted() + " AS child WHERE NOT EXISTS (SELECT 1 FROM " +
                             root + " WHERE id = child.account)");
  for (const auto& [id, account] : pairs(std::move(lost)))
    wrong.push_back(table.type().name + " " + id + ": its account " + account + " is not here");
}

std::vector<std::string> RecordTables::check() {
  std::vector<std::string> wrong;
  const schema::Type* root = registry_->root();
  const std::string root_table = root != nullptr ? table(root->name) : std::string();
  for (TypeTable& table : impl_->tables) impl_->check_rows(table, root_table, wrong);
  for (const auto& [type, id] : impl_->pairs(prepared(database_, "SELECT type, id FROM " + impl_->other.quoted()))) {
    const auto state = base::caught([&] { return impl_->other.read(type, id); });
    if (!state) wrong.push_back(type + " " + id + ": cannot be read: " + state.error().message);
  }
  impl_->lines.check(wrong);
  return wrong;
}

}  // namespace keybook::tables
