#include "usecases/return_rules.h"
#include "tables/condition.h"

namespace keybook::client {

namespace {

constexpr const char* return_remedy =
    "Give the order the kind `return`, or enter what came back as an order of that kind";

// Lines of orders that are no returns, with a negative quantity: line, quantity.
sqlite::Query stray_lines(Client::Impl& impl, const std::string& condition) {
  tables::RecordTables& shown = impl.store->shown();
  return base::need(impl.store->database().prepare(
      "SELECT l.id, l.quantity FROM " + shown.table("order_line") + " l JOIN " + shown.table("order") +
      " o ON o.id = l.\"order\" WHERE l.quantity LIKE '-%' AND coalesce(o.kind, '') <> 'return' AND " +
      tables::is_shown("l") + " AND " + tables::is_shown("o") + condition + " ORDER BY l.id"));
}

std::string message(const sqlite::Query& row) {
  return "the quantity " + std::string(row.text(1)) + " is negative, but its order is no return";
}

void check(Client::Impl& impl, const char* condition, const std::string& id) {
  auto rows = stray_lines(impl, condition);
  rows.bind(std::string_view(id));
  if (store::next(rows))
    fail_at(base::ErrorCode::NotValid, message(rows),
            {.type = "order_line", .record = std::string(rows.text(0)), .field = "quantity"},
            std::string(return_remedy) + "; nothing was saved");
}

}  // namespace

void check_return_line(Client::Impl& impl, const std::string& line) { check(impl, " AND l.id = ?", line); }
void check_return_order(Client::Impl& impl, const std::string& order) { check(impl, " AND o.id = ?", order); }

void find_stray_returns(Client::Impl& impl, std::vector<RuleFinding>& out) {
  auto rows = stray_lines(impl, "");
  while (store::next(rows))
    out.push_back({"order_line", std::string(rows.text(0)), "quantity", "return", message(rows), return_remedy});
}

}  // namespace keybook::client
