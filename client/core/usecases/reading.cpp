// Reading records: one, many, and what can be counted of them.
#include <algorithm>

#include "schema/decimal.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "usecases/mutation_builder.h"
#include "usecases/query_sql.h"

namespace keybook::client {

using base::ErrorCode;
using record::RecordState;

namespace {

bool wants(const std::vector<std::string>& fields, const std::string& name) {
  return fields.empty() || std::find(fields.begin(), fields.end(), name) != fields.end();
}

}  // namespace

bool Client::Impl::account_deleted(const RecordState& state) const {
  if (state.account.empty() || state.account == state.id) return false;
  for (const schema::Type& root : store->registry().types()) {
    if (root.scope != schema::Scope::Root) continue;
    auto row = store::prepared(store->database(),
                               "SELECT _flags & ? FROM " + store->shown().table(root.name) + " WHERE id = ?",
                               tables::flag::deleted | tables::flag::merged, state.account);
    if (store::next(row)) return row.integer(0) != 0;
  }
  return false;
}

Record Client::Impl::record_of(const RecordState& state, const std::vector<std::string>& fields) const {
  Record record;
  record.type = state.type;
  record.id = state.id;
  record.account = state.account;
  record.deleted = state.deleted || !state.merged_into.empty() || account_deleted(state);
  record.pending = store->has_pending(state.id);
  record.fields = Value::object();
  const schema::Type* known = store->registry().type(state.type);
  if (known != nullptr)
    for (const schema::Field& field : known->fields)
      if (field.stored() && wants(fields, field.name))
        record.fields[field.name] = store::value_of(*known, state, field);
  // Below an account that was merged into another it belongs to the one that stands for it.
  if (const schema::Field* parent = known == nullptr ? nullptr : known->parent_field();
      parent != nullptr && !state.home.empty() && store->registry().root() != nullptr &&
      parent->target == store->registry().root()->name && wants(fields, parent->name))
    record.fields[parent->name] = state.account;
  for (const auto& [unit, held] : state.fields) {
    if ((known == nullptr || known->unit(unit) == nullptr) && wants(fields, unit)) record.fields[unit] = held.value;
    if (held.conflict) record.conflicts.push_back(unit);
  }
  if (state.kept) record.conflicts.emplace_back("@deleted");
  auto row = store::prepared(store->database(), "SELECT DISTINCT unit FROM request WHERE record = ?", state.id);
  while (store::next(row)) record.requested.emplace_back(row.text(0));
  return record;
}

base::Result<Record> Client::get(const std::string& type, const std::string& id) {
  return impl_->read([&] { return impl_->record_of(impl_->need_state(type, id)); });
}

base::Result<Opened> Client::open_record(const std::string& type, const std::string& id) {
  return impl_->read([&] {
    const RecordState state = impl_->need_state(type, id);
    return Opened{impl_->record_of(state), seen_now(impl_->store->registry().type(type), state, impl_->device())};
  });
}

base::Status Client::list(const Query& query, const std::function<bool(Record&&)>& each) {
  const auto done = impl_->read([&] {
    QuerySql sql(*impl_, query);
    auto rows = sql.ids();
    while (store::next(rows)) {
      const auto state = impl_->store->shown().read(query.type, rows.text(0));
      if (state && !each(impl_->record_of(*state, query.fields))) break;
    }
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return {};
}

base::Result<std::vector<Record>> Client::list(const Query& query) {
  std::vector<Record> out;
  auto done = list(query, [&](Record&& record) {
    out.push_back(std::move(record));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

base::Result<std::int64_t> Client::count(const Query& query) {
  return impl_->read([&] {
    QuerySql sql(*impl_, query);
    auto row = sql.count();
    return store::next(row) ? row.integer(0) : 0;
  });
}

base::Result<std::vector<std::string>> Client::ids(const Query& query) {
  return impl_->read([&] {
    QuerySql sql(*impl_, query);
    auto rows = sql.ids();
    std::vector<std::string> out;
    while (store::next(rows)) out.emplace_back(rows.text(0));
    return out;
  });
}

base::Result<std::vector<Record>> Client::records(const std::string& type, const std::vector<std::string>& ids,
                                                  const std::vector<std::string>& fields) {
  return impl_->read([&] {
    static_cast<void>(impl_->type(type));
    std::vector<Record> out;
    for (const std::string& id : ids)
      if (const auto state = impl_->store->shown().read(type, id)) out.push_back(impl_->record_of(*state, fields));
    return out;
  });
}

namespace {

const schema::Field& need_field(const schema::Type& type, const std::string& name) {
  const schema::Field* field = type.field(name);
  if (field == nullptr || !field->stored())
    fail_at(ErrorCode::UnknownField, type.name + " has no field '" + name + "'", {type.name, {}, name, {}, 0},
            "`keybook schema " + type.name + "` lists the fields");
  return *field;
}

}  // namespace

base::Result<std::vector<Facet>> Client::facets(const Query& query, const std::string& field_name) {
  return impl_->read([&] {
    QuerySql sql(*impl_, query);
    const schema::Field& field = need_field(sql.type(), field_name);
    auto rows = sql.facets(field);
    std::vector<Facet> out;
    while (store::next(rows)) {
      Value value;
      if (rows.kind(0) == sqlite::Query::Kind::Integer)
        value = field.kind == schema::Kind::Bool ? Value(rows.integer(0) != 0) : Value(rows.integer(0));
      else if (!rows.is_null(0))
        value = std::string(rows.text(0));
      out.push_back({std::move(value), rows.integer(1)});
    }
    return out;
  });
}

base::Result<std::string> Client::sum(const Query& query, const std::string& field_name) {
  return impl_->read([&] {
    QuerySql sql(*impl_, query);
    auto rows = sql.values(need_field(sql.type(), field_name));
    std::string total = "0";
    while (store::next(rows))
      if (const auto number = schema::parse_decimal(rows.text(0))) total = schema::add_decimals(total, *number);
    return total;
  });
}

base::Result<std::string> Client::title(const std::string& type, const std::string& id) {
  return impl_->read([&] {
    const RecordState state = impl_->need_state(type, id);
    const std::string title = store::title_of(impl_->type(type), state);
    return title.empty() ? state.id : title;
  });
}

}  // namespace keybook::client
