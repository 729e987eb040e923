#include "session/bulk.h"

#include <charconv>
#include <deque>
#include <map>

#include "record/codec.h"
#include "tables/column_value.h"

namespace keybook::client::session {

using record::RecordState;
using record::Value;
using schema::Field;
using schema::Kind;

namespace {

// Cells before the values of the units.
enum Head : std::size_t {
  head_id,
  head_account,
  head_stamp,
  head_commit,
  head_user,
  head_committed,
  head_counter,
  first_value
};

[[noreturn]] void bad(const std::string& type, const char* what) {
  throw base::Failure({base::ErrorCode::BadRequest,
                       "the server sent a batch whose " + std::string(what) + " cannot be read",
                       {type, {}, {}, {}, 0},
                       {}});
}

std::int64_t number_of(const Cell& cell, const std::string& type) {
  std::int64_t number = 0;
  const auto read = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
  if (cell.kind != Cell::Kind::Number || read.ec != std::errc{} || read.ptr != cell.text.data() + cell.text.size())
    bad(type, "number");
  return number;
}

Value value_of(const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::Null:
      return nullptr;
    case Cell::Kind::Plain:
      return std::string(cell.text);
    case Cell::Kind::Escaped:
      return unescaped(cell);
    default:
      break;
  }
  Value value = Value::parse(cell.text, nullptr, false);
  return value.is_discarded() ? Value() : value;
}

// The columns of one unit.
struct Columns {
  const schema::Unit* unit = nullptr;
  std::vector<const Field*> fields;
  bool is_file = false;  // the parent field of a direct child: held in `account`
};

// One batch on its way into one table.
class Loader {
 public:
  Loader(store::Store& store, const RawBatch& batch, const schema::Type& type)
      : store_(store), batch_(batch), type_(type) {
    fits_ = plan();
    if (!fits_) return;
    indexed_now_ = store.search().has(type) && !store.search().put_off(type);
    insert_.emplace(base::need(store.database().prepare(sql())));
    pending_ = base::need(store.database().integer("SELECT count(*) FROM edit_of")).value_or(0) > 0;
    origin_ = std::make_shared<record::Origin>();
    for (const std::string& unit : batch.units) empty_.fields[unit].heads.push_back({origin_, {}, std::nullopt});
    empty_.type = batch.type;
    empty_.created = origin_;
  }

  // Whether the row went in.
  bool load(const std::vector<Cell>& cells) {
    if (!fits_) return false;
    scratch_.clear();
    const std::string_view id = string(cells[head_id]), account = string(cells[head_account]);
    if (pending_ && store_.has_pending(std::string(id))) return false;
    const auto stamp = record::Stamp::parse(string(cells[head_stamp]));
    if (!stamp) bad(batch_.type, "stamp");
    origin_->name = origin_->rank = *stamp;
    origin_->commit = number_of(cells[head_commit], batch_.type);
    origin_->user = string(cells[head_user]);
    origin_->committed_ms = number_of(cells[head_committed], batch_.type);
    origin_->counter = number_of(cells[head_counter], batch_.type);
    insert_->again().bind(id).bind(account).bind(origin_->commit);
    text_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (!bind(columns_[i], cells[first_value + i], account)) return false;
    // What is null was not written as far as this device can tell: its unit has no head.
    const std::string meta = record::pack_meta(state_for(cells), &type_);
    insert_->bind_blob(meta);
    base::need(insert_->run());
    if (store_.database().changes() == 0) return false;
    store_.digests().change(std::string(account), 0, sum(cells, id, account));
    if (indexed_now_) store_.search().insert(type_, store_.database().last_insert_rowid(), text_);
    return true;
  }

 private:
  bool plan() {
    for (const std::string& name : batch_.units) {
      const schema::Unit* unit = type_.unit(name);
      if (unit == nullptr) return false;
      Columns columns{unit, {}, false};
      for (const int at : unit->fields) columns.fields.push_back(&type_.fields[static_cast<std::size_t>(at)]);
      columns.is_file = columns.fields.front()->name == "account";
      columns_.push_back(std::move(columns));
    }
    return true;
  }

  [[nodiscard]] std::string sql() const {
    std::string names = "id, account, _changed", marks = "?, ?, ?";
    for (const Columns& columns : columns_)
      for (const Field* field : columns.fields)
        if (!columns.is_file) names += ", " + tables::RecordTables::column(field->name), marks += ", ?";
    return "INSERT INTO " + store_.shown().table(type_.name) + "(" + names + ", _meta, _flags) VALUES(" + marks +
           ", ?, 0) ON CONFLICT DO NOTHING";
  }

  std::string_view string(const Cell& cell) {
    if (cell.kind == Cell::Kind::Plain) return cell.text;
    if (cell.kind == Cell::Kind::Null) return {};
    if (cell.kind != Cell::Kind::Escaped) bad(batch_.type, "text");
    return scratch_.emplace_back(unescaped(cell));
  }

  // As record::sum_of() of the state.
  record::Sum sum(const std::vector<Cell>& cells, std::string_view id, std::string_view account) {
    record::RecordSum sum(batch_.type, id, account);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Cell& cell = cells[first_value + i];
      if (cell.kind == Cell::Kind::Plain)
        sum.add_text(batch_.units[i], cell.text);
      else
        sum.add(batch_.units[i], value_of(cell));
    }
    return sum.sum();
  }

  static bool is_string(const Cell& cell) { return cell.kind == Cell::Kind::Plain || cell.kind == Cell::Kind::Escaped; }

  // False: the value does not fit the columns.
  bool bind(const Columns& columns, const Cell& cell, std::string_view account) {
    if (columns.is_file) return is_string(cell) && string(cell) == account;
    if (cell.kind == Cell::Kind::Null) {
      for (std::size_t i = 0; i < columns.fields.size(); ++i) insert_->bind_null();
      return true;
    }
    return columns.unit->grouped ? bind_group(columns, cell) : bind_field(*columns.fields.front(), cell);
  }

  bool bind_group(const Columns& columns, const Cell& cell) {
    if (cell.kind != Cell::Kind::Object) return false;
    const Value value = value_of(cell);
    if (!tables::fits_group(type_, *columns.unit, value)) return false;
    for (const Field* field : columns.fields) {
      const Value& member = value[field->name];
      tables::bind(*insert_, *field, member);
      if (field->search && indexed_now_ && member.is_string())
        store_.search().append(text_, type_, *field, member.get_ref<const std::string&>());
    }
    return true;
  }

  bool bind_field(const Field& field, const Cell& cell) {
    switch (field.kind) {
      case Kind::Integer:
        if (cell.kind != Cell::Kind::Number || cell.text.find_first_of(".eE") != std::string_view::npos) return false;
        insert_->bind(number_of(cell, batch_.type));
        return true;
      case Kind::Bool:
        if (cell.kind != Cell::Kind::True && cell.kind != Cell::Kind::False) return false;
        insert_->bind(cell.kind == Cell::Kind::True ? 1 : 0);
        return true;
      case Kind::Set:
        if (cell.kind != Cell::Kind::Array) return false;
        insert_->bind(cell.text);
        if (field.search && indexed_now_) store_.search().append(text_, type_, field, cell.text);
        return true;
      default:
        break;
    }
    if (!is_string(cell)) return false;
    const std::string_view text = string(cell);
    insert_->bind(text);
    if (field.search && indexed_now_) store_.search().append(text_, type_, field, text);
    return true;
  }

  const RecordState& state_for(const std::vector<Cell>& cells) {
    std::string nulls;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      nulls += cells[first_value + i].kind == Cell::Kind::Null ? '1' : '0';
    const auto [found, fresh] = states_.try_emplace(nulls);
    if (fresh) {
      found->second = empty_;
      for (std::size_t i = 0; i < columns_.size(); ++i)
        if (nulls[i] == '1') found->second.fields.erase(batch_.units[i]);
    }
    return found->second;
  }

  store::Store& store_;
  const RawBatch& batch_;
  const schema::Type& type_;
  bool fits_ = false, pending_ = false, indexed_now_ = false;
  std::vector<Columns> columns_;
  std::optional<sqlite::Query> insert_;
  std::shared_ptr<record::Origin> origin_;
  RecordState empty_;
  std::map<std::string, RecordState> states_;  // by which units are null
  std::deque<std::string> scratch_;
  std::string text_;
};

}  // namespace

RecordState state_of_row(const std::string& type, const std::vector<std::string>& units, const Value& row) {
  if (!row.is_array() || row.size() != units.size() + first_value || !row[head_id].is_string() ||
      !row[head_stamp].is_string() || !row[head_commit].is_number_integer())
    bad(type, "row");
  RecordState state;
  state.type = type;
  state.id = row[head_id].get<std::string>();
  if (row[head_account].is_string()) state.account = row[head_account].get<std::string>();
  record::Origin origin;
  const auto stamp = record::Stamp::parse(row[head_stamp].get<std::string>());
  if (!stamp) bad(type, "stamp");
  origin.name = origin.rank = *stamp;
  origin.commit = row[head_commit].get<std::int64_t>();
  if (row[head_user].is_string()) origin.user = row[head_user].get<std::string>();
  if (row[head_committed].is_number_integer()) origin.committed_ms = row[head_committed].get<std::int64_t>();
  // Positions cover own edits by counter: without it a later edit would not be known to have seen this one.
  if (row[head_counter].is_number_integer()) origin.counter = row[head_counter].get<std::int64_t>();
  state.changed = origin.commit;
  state.created = std::make_shared<const record::Origin>(std::move(origin));
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Value& value = row[first_value + i];
    if (value.is_null()) continue;
    record::FieldState field;
    field.heads.push_back({state.created, {}, std::nullopt});
    field.value = value;
    state.fields.emplace(units[i], std::move(field));
  }
  return state;
}

std::vector<RecordState> BulkInsert::insert(const RawBatch& batch) {
  std::vector<RecordState> left;
  const schema::Type* type = store_.registry().type(batch.type);
  std::optional<Loader> loader;
  if (type != nullptr) loader.emplace(store_, batch, *type);
  RawRows rows(batch.rows);
  std::vector<Cell> cells;
  while (base::need(rows.next(cells))) {
    if (cells.size() != batch.units.size() + first_value) bad(batch.type, "row");
    ++rows_;
    if (loader && loader->load(cells)) continue;
    Value row = Value::array();
    for (const Cell& cell : cells) row.push_back(value_of(cell));
    left.push_back(state_of_row(batch.type, batch.units, row));
  }
  return left;
}

}  // namespace keybook::client::session
