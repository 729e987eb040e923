// Queries over one type as SQL. Internal to this folder. Threads: as the database. Errors: base::Failure.
#pragma once

#include <deque>
#include <variant>

#include "usecases/impl.h"

namespace keybook::client {

class QuerySql {
 public:
  QuerySql(Client::Impl& impl, const Query& query);

  // Statements with their parameters bound; they live no longer than this object.
  [[nodiscard]] sqlite::Query ids();                               // id
  [[nodiscard]] sqlite::Query count();                             // count(*)
  [[nodiscard]] sqlite::Query facets(const schema::Field& field);  // value, count
  [[nodiscard]] sqlite::Query values(const schema::Field& field);  // the column
  [[nodiscard]] const schema::Type& type() const { return type_; }

 private:
  using Parameter = std::variant<std::int64_t, std::string>;
  [[nodiscard]] std::string where();
  [[nodiscard]] std::string looked_through();
  [[nodiscard]] std::string condition(const Filter& filter);
  [[nodiscard]] std::string set_condition(const schema::Field& field, const Filter& filter);
  [[nodiscard]] std::string mark(const schema::Field& field, const Value& value);
  [[nodiscard]] std::string order();
  [[nodiscard]] std::string order_of(const Order& order) const;
  [[nodiscard]] std::string title_expression() const;
  [[nodiscard]] std::string bound(Parameter value);
  [[nodiscard]] sqlite::Query statement(const std::string& sql);

  Client::Impl& impl_;
  const Query& query_;
  const schema::Type& type_;
  std::string table_;
  std::deque<Parameter> parameters_;
};

// Rows that are not shown: deleted by themselves or merged away, or with an account that is.
[[nodiscard]] std::string hidden_condition(Client::Impl& impl, const schema::Type& type);
// A field as something that orders as people expect.
[[nodiscard]] std::string order_expression(const schema::Field& field);

}  // namespace keybook::client
