#include "usecases/query_sql.h"

#include "schema/validate.h"
#include "tables/condition.h"

namespace keybook::client {

using base::ErrorCode;
using schema::Field;
using schema::Kind;
using tables::RecordTables;

namespace {

std::string sql_text(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

bool is_decimal(const Field& field) {
  return field.kind == Kind::Decimal || field.kind == Kind::Money || field.kind == Kind::Percent;
}

}  // namespace

std::string hidden_condition(Client::Impl& impl, const schema::Type& type) {
  std::string sql = tables::is_gone();
  if (type.scope != schema::Scope::Child) return sql;
  for (const schema::Type& root : impl.store->registry().types())
    if (root.scope == schema::Scope::Root)
      sql += " OR account IN (SELECT id FROM " + impl.store->shown().table(root.name) + " WHERE " + tables::is_gone() +
             ")";
  return sql;
}

std::string order_expression(const Field& field) {
  const std::string column = RecordTables::column(field.name);
  if (field.kind == Kind::Choice && !field.choices.empty()) {
    std::string sql = "CASE " + column;
    int place = 0;
    for (const schema::Choice& choice : field.choices)
      sql += " WHEN " + sql_text(choice.value) + " THEN " + std::to_string(place++);
    return sql + " ELSE " + std::to_string(place) + " END";
  }
  const bool words = field.kind == Kind::Text || field.kind == Kind::LongText || field.kind == Kind::Address ||
                     field.kind == Kind::Choice;
  return words ? "keybook_sort_key(" + column + ")" : RecordTables::sort_key(field);
}

QuerySql::QuerySql(Client::Impl& impl, const Query& query)
    : impl_(impl), query_(query), type_(impl.type(query.type)), table_(impl.store->shown().table(query.type)) {}

std::string QuerySql::bound(Parameter value) {
  parameters_.push_back(std::move(value));
  return "?" + std::to_string(parameters_.size());
}

std::string QuerySql::mark(const Field& field, const Value& given) {
  Value value = given;
  if (field.kind == Kind::Reference && value.is_string() && schema::natural_key(value.get<std::string>()))
    value = impl_.resolve_id(field.target.empty() ? schema::natural_key(value.get<std::string>())->type : field.target,
                             value.get<std::string>());
  else
    value = base::need(value.is_string() ? schema::from_text(type_, field, value.get<std::string>())
                                         : schema::canonical(type_, field, value));
  if (value.is_null()) return {};
  if (is_decimal(field))
    return "CAST(" + bound(value.is_string() ? value.get<std::string>() : value.dump()) + " AS REAL)";
  if (value.is_boolean()) return bound(std::int64_t{value.get<bool>() ? 1 : 0});
  if (value.is_number_integer()) return bound(value.get<std::int64_t>());
  return bound(value.is_string() ? value.get<std::string>() : value.dump());
}

// A value may name several elements, as JSON or with ';': the record must have all of them. Of several values any will
// do.
std::string QuerySql::set_condition(const Field& field, const Filter& filter) {
  std::string any;
  for (const Value& given : filter.values) {
    Value wanted = given;
    if (given.is_string() && field.element == Kind::Reference && schema::natural_key(given.get<std::string>()) &&
        !field.target.empty())
      wanted = Value::array({impl_.resolve_id(field.target, given.get<std::string>())});
    // What is no choice any more may still be in old records: it is looked for as it is.
    const auto known = wanted.is_string() ? schema::from_text(type_, field, wanted.get<std::string>())
                                          : schema::canonical(type_, field, wanted);
    const Value elements = known && known->is_array() ? *known : Value::array({wanted});
    std::string all;
    for (const Value& element : elements)
      all += (all.empty() ? "" : " AND ") + ("EXISTS (SELECT 1 FROM json_each(" + RecordTables::column(field.name) +
                                             ") WHERE value = " + bound(element.get<std::string>()) + ")");
    any += (any.empty() ? "(" : " OR (") + (all.empty() ? "0" : all) + ")";
  }
  return (filter.op == Filter::Op::NotEqual ? "NOT (" : "(") + any + ")";
}

std::string QuerySql::condition(const Filter& filter) {
  if (filter.field == "id" || (filter.field == "account" && type_.field("account") == nullptr)) {
    std::string list;
    for (const Value& value : filter.values)
      list += (list.empty() ? "" : ", ") + bound(value.is_string() ? value.get<std::string>() : value.dump());
    return filter.field + (filter.op == Filter::Op::NotEqual ? " NOT IN (" : " IN (") + list + ")";
  }
  const Field* field = type_.field(filter.field);
  if (field == nullptr || !field->stored())
    fail_at(ErrorCode::UnknownField, type_.name + " has no field '" + filter.field + "'",
            {type_.name, {}, filter.field, {}, 0}, "`keybook schema " + type_.name + "` lists the fields");
  const std::string column = RecordTables::column(field->name), key = RecordTables::sort_key(*field);
  if (filter.op == Filter::Op::Empty) return column + " IS NULL";
  if (filter.op == Filter::Op::NotEmpty) return column + " IS NOT NULL";
  if (filter.op == Filter::Op::Contains && field->kind != Kind::Set) {
    const std::string text =
        filter.values.empty() || !filter.values[0].is_string() ? "" : filter.values[0].get<std::string>();
    return "instr(lower(" + column + "), lower(" + bound(text) + ")) > 0";
  }
  if (filter.values.empty()) return filter.op == Filter::Op::In ? "0" : column + " IS NULL";
  if (field->kind == Kind::Set) return set_condition(*field, filter);
  std::vector<std::string> marks;
  for (const Value& value : filter.values) marks.push_back(mark(*field, value));
  if (filter.op == Filter::Op::In) {
    std::string list;
    bool absent = false;
    for (const std::string& one : marks) {
      absent |= one.empty();
      if (!one.empty()) list += (list.empty() ? "" : ", ") + one;
    }
    return "(" + key + " IN (" + list + ")" + (absent ? " OR " + column + " IS NULL" : "") + ")";
  }
  const std::string& one = marks.front();
  if (one.empty()) return column + (filter.op == Filter::Op::NotEqual ? " IS NOT NULL" : " IS NULL");
  switch (filter.op) {
    case Filter::Op::NotEqual:
      return "(" + key + " <> " + one + " OR " + column + " IS NULL)";
    case Filter::Op::Less:
      return key + " < " + one;
    case Filter::Op::LessEqual:
      return key + " <= " + one;
    case Filter::Op::Greater:
      return key + " > " + one;
    case Filter::Op::GreaterEqual:
      return key + " >= " + one;
    default:
      return key + " = " + one;
  }
}

std::string QuerySql::where() {
  std::string sql = query_.deleted ? "1" : "NOT (" + hidden_condition(impl_, type_) + ")";
  if (!query_.account.empty()) sql += " AND account = " + bound(query_.account);
  for (const Filter& filter : query_.filters) sql += " AND " + condition(filter);
  if (query_.search.empty()) return sql;
  const std::string match = store::SearchIndex::match_expression(query_.search);
  if (match.empty() || !impl_.store->search().has(type_)) return sql + " AND 0";
  const std::string index = store::SearchIndex::table(type_.name);
  const std::string found = "_row IN (SELECT rowid FROM " + index + " WHERE " + index + " MATCH " + bound(match) + ")";
  const auto mark = impl_.store->search().watermark(type_);
  if (!mark) return sql + " AND " + found;
  return sql + " AND (" + found + " OR (_row > " + bound(*mark) + looked_through() + "))";
}

// What the index will find, by looking at each text: for rows that it does not hold yet.
std::string QuerySql::looked_through() {
  std::string sql;
  for (std::size_t at = 0; at < query_.search.size();) {
    const std::size_t end = std::min(query_.search.find_first_of(" \t\n", at), query_.search.size());
    if (end > at) {
      const std::string word = bound(query_.search.substr(at, end - at));
      std::string any;
      for (const Field& field : type_.fields)
        if (field.search)
          any += (any.empty() ? "" : " OR ") +
                 ("instr(lower(" + RecordTables::column(field.name) + "), lower(" + word + ")) > 0");
      sql += " AND (" + any + ")";
    }
    at = end + 1;
  }
  return sql;
}

std::string QuerySql::title_expression() const {
  std::string sql;
  for (const std::string& name : type_.title)
    sql += (sql.empty() ? "" : " || ' ' || ") + ("ifnull(" + RecordTables::column(name) + ", '')");
  return sql.empty() ? "id" : sql;
}

std::string QuerySql::order_of(const Order& order) const {
  const std::string way = order.descending ? " DESC" : "";
  if (order.field == "id") return "id" + way;
  if (order.field == "title") return "keybook_sort_key(" + title_expression() + ")" + way;
  const Field* field = type_.field(order.field);
  if (field == nullptr || !field->stored())
    fail_at(ErrorCode::UnknownField, type_.name + " has no field '" + order.field + "'",
            {type_.name, {}, order.field, {}, 0}, "`keybook schema " + type_.name + "` lists the fields");
  return RecordTables::column(field->name) + " IS NULL, " + order_expression(*field) + way;
}

std::string QuerySql::order() {
  std::string sql;
  for (const Order& order : query_.order) sql += order_of(order) + ", ";
  if (!query_.order.empty() || query_.search.empty()) return sql + "_row";
  // Things with a date: the newest first, by the index alone. Others: those whose title begins with what was typed.
  if (!type_.date.empty()) return "_row DESC";
  const std::string typed = bound(query_.search),
                    title = "instr(lower(" + title_expression() + "), lower(" + typed + "))";
  return "CASE " + title + " WHEN 0 THEN 2 WHEN 1 THEN 0 ELSE 1 END, _row";
}

sqlite::Query QuerySql::statement(const std::string& sql) {
  sqlite::Query query = base::need(impl_.store->database().prepare(sql));
  for (const Parameter& parameter : parameters_) {
    if (const auto* number = std::get_if<std::int64_t>(&parameter))
      query.bind(*number);
    else
      query.bind(std::string_view(std::get<std::string>(parameter)));
  }
  return query;
}

sqlite::Query QuerySql::ids() {
  std::string sql = "SELECT id FROM " + table_ + " WHERE " + where() + " ORDER BY " + order();
  if (query_.limit >= 0 || query_.offset > 0)
    sql += " LIMIT " + bound(query_.limit) + " OFFSET " + bound(query_.offset);
  return statement(sql);
}

sqlite::Query QuerySql::count() { return statement("SELECT count(*) FROM " + table_ + " WHERE " + where()); }

sqlite::Query QuerySql::facets(const Field& field) {
  const std::string column = RecordTables::column(field.name);
  if (field.kind == Kind::Set)
    return statement("SELECT value, count(*) FROM " + table_ + ", json_each(" + column + ") WHERE " + where() +
                     " GROUP BY value ORDER BY count(*) DESC, value");
  return statement("SELECT " + column + ", count(*) FROM " + table_ + " WHERE " + where() +
                   " GROUP BY 1 ORDER BY count(*) DESC, 1");
}

sqlite::Query QuerySql::values(const Field& field) {
  return statement("SELECT " + RecordTables::column(field.name) + " FROM " + table_ + " WHERE " + where());
}

}  // namespace keybook::client
