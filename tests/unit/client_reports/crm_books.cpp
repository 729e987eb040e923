#include "crm_books.h"

#include <cstdlib>
#include <fstream>

namespace keybook::testing {

namespace {

using Ids = std::map<std::string, std::string>;  // by name

// The rows of a plain CSV without quotes, without its head.
Books::Table crm_rows(const char* file, std::size_t columns) {
  Books::Table out;
  std::ifstream in(crm_folder() / file);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto& cells = out.emplace_back();
    std::stringstream rest(line);
    for (std::string one; std::getline(rest, one, ',');) cells.push_back(one.substr(0, one.find('\r')));
    cells.resize(columns);
  }
  return out;
}

const char* grade_of(const std::string& revenue) {  // millions
  const double millions = std::stod(revenue);
  return millions > 2000 ? "A" : millions > 1000 ? "B" : "C";
}

void add_product(Books& books, Ids& products, const std::string& name, const std::string& series) {
  const std::string id = "g" + std::to_string(products.size());
  products[name] = id;
  books.both("product", id, {{"name", name}, {"code", name}, {"series", series}});
}

void add_deal(Books& books, const std::vector<std::string>& row, const std::string& account,
              const std::string& product) {
  Value deal = {{"account", account}, {"code", row[0]},  {"name", row[0]},   {"stage", row[4]},
                {"product", product}, {"owner", row[1]}, {"currency", "USD"}};
  if (!row[5].empty()) deal["engage_date"] = row[5];
  if (!row[6].empty()) deal["close_date"] = row[6];
  if (!row[7].empty()) deal["amount"] = row[7];
  books.both("opportunity", "d" + row[0], deal);
  if (row[4] != "Won") return;
  const std::string id = "o" + row[0];
  books.both("order", id,
             {{"account", account}, {"number", row[0]}, {"ordered_at", row[6] + "T12:00:00Z"}, {"currency", "USD"}});
  books.both("order_line", "l" + row[0], {{"order", id}, {"product", product}, {"quantity", "1"}, {"price", row[7]}});
}

}  // namespace

std::filesystem::path crm_folder() {
  const char* root = std::getenv("KEYBOOK_SOURCE_DIR");
  return std::filesystem::path(root ? root : ".") / "../shared/data/maven_crm";
}

std::unique_ptr<Books> crm_books() {
  if (!std::filesystem::exists(crm_folder())) return nullptr;
  auto books = std::make_unique<Books>();
  Ids accounts, products;
  for (const auto& row : crm_rows("accounts.csv", 7)) {
    const std::string id = "m" + std::to_string(accounts.size());
    accounts[row[0]] = id;
    books->both("account", id,
                {{"name", row[0]}, {"industry", row[1]}, {"territory", row[5]}, {"grade", grade_of(row[3])}});
  }
  for (const auto& row : crm_rows("products.csv", 3)) add_product(*books, products, row[0], row[1]);
  for (const auto& row : crm_rows("sales_pipeline.csv", 8)) {
    if (!accounts.contains(row[3])) continue;  // an opportunity belongs to an account
    if (!products.contains(row[2])) add_product(*books, products, row[2], row[2].substr(0, 3));
    add_deal(*books, row, accounts[row[3]], products[row[2]]);
  }
  books->commit();
  return books;
}

}  // namespace keybook::testing
