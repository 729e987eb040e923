// One report being computed: what it reads and where its result goes. Internal to this folder.
// Threads: as the database. Errors: base::Failure inside a transaction of the caller.
#pragma once

#include <unordered_map>

#include "domain/number.h"
#include "reports/arguments.h"
#include "reports/facts.h"

namespace keybook::client::reports {

struct Account {
  std::string id, name, owner, territory, grade, industry, type, region, kind;
};

struct Product {
  std::string id, name, series, category, currency;
};

// What was sold to an account, of a product, in a month: whatever the sums are taken by. In the report's currency.
struct Sums {
  std::int64_t orders = 0, lines = 0, quantity = 0;                   // thousandths
  std::int64_t amount = 0, gross = 0, cost = 0, uncosted_amount = 0;  // hundredths
  std::int64_t uncosted_lines = 0;
  domain::Day first{INT32_MAX}, last{INT32_MIN};
  void add(const Sale& sale);
  [[nodiscard]] domain::Decimal value() const { return domain::Decimal::cents(amount); }
  [[nodiscard]] domain::Decimal costed() const { return domain::Decimal::cents(amount - uncosted_amount); }
  [[nodiscard]] domain::Decimal profit() const { return costed() - domain::Decimal::cents(cost); }
};

class Run {
 public:
  Run(store::Store& store, Facts& facts, const Arguments& arguments, const LocalDays& days, Report& report);

  [[nodiscard]] const Arguments& arguments() const { return arguments_; }
  [[nodiscard]] domain::Period period() const { return arguments_.period(); }
  [[nodiscard]] domain::Day as_of() const { return arguments_.as_of(); }

  // The local day of a date or time of a record, and the first moment of a day to compare times with (local_days.h).
  [[nodiscard]] std::optional<domain::Day> day(std::string_view iso) const { return days_.of(iso); }
  [[nodiscard]] std::string start(domain::Day day) const { return days_.start(day); }
  [[nodiscard]] const LocalDays& days() const { return days_; }
  [[nodiscard]] VisitDays& visit_days() { return facts_.visits(); }
  [[nodiscard]] DueList& due_list() { return facts_.due(); }
  [[nodiscard]] store::Store& store() { return store_; }

  // Those that are shown and that the parameters chose, by id, so that no figure depends on the order of storage.
  // Read when first asked for.
  [[nodiscard]] const std::vector<Account>& accounts();
  [[nodiscard]] std::size_t account_of(std::string_view id);  // index; none: not chosen
  static constexpr std::size_t none = SIZE_MAX;
  [[nodiscard]] const std::vector<Product>& products();  // by id
  [[nodiscard]] std::size_t product_of(std::string_view id);

  // Sums of a period over the chosen accounts. `place` gives the index into the result for an account and product
  // (indexes, product may be none), or none to pass it over; the result grows to hold it. Amounts of other currencies
  // are converted, as sums, by the rates given; those without a rate are left out and listed.
  using Place = std::function<std::size_t(std::size_t account, std::size_t product, const Sale& sale)>;
  [[nodiscard]] std::vector<Sums> sales(const domain::Period& period, std::size_t size, const Place& place);
  // The same of accounts alone (product is none); faster. `sale.day` lies in the month of the sum.
  [[nodiscard]] std::vector<Sums> account_sales(const domain::Period& period, std::size_t size, const Place& place);
  // Where one sale counts in several of the sums: `places` adds their indexes to `into`. One reading of the period.
  using Places =
      std::function<void(std::size_t account, std::size_t product, const Sale& sale, std::vector<std::size_t>& into)>;
  enum class By { Product, Account };  // Account: product is none, as in account_sales()
  [[nodiscard]] std::vector<Sums> sales_into(By by, const domain::Period& period, std::size_t size,
                                             const Places& places);
  [[nodiscard]] std::vector<Sums> sales_by_account(const domain::Period& period);
  [[nodiscard]] std::vector<Sums> sales_by_product(const domain::Period& period);  // last: orders without product

  // An amount in the report's currency, to the hundredth: by the rates of the parameters, else by the exchange rate in
  // force as of that day. none: it has no rate (left out and listed by note_currencies()) or is no number. An amount
  // without a currency is taken as the report's.
  [[nodiscard]] std::optional<domain::Decimal> in_own(std::string_view amount, std::string_view currency);
  void note_currencies();

  [[nodiscard]] std::vector<std::string> territories(const std::string& top);  // with all below it

  // A statement on the shown records: {type} and {type.gone} in the text are its table and "1 where hidden".
  [[nodiscard]] sqlite::Query query(std::string_view text);
  [[nodiscard]] bool has_type(std::string_view type) const;
  // The values that a choice field declares, in their order.
  [[nodiscard]] std::vector<std::string> choices_of(std::string_view type, std::string_view field) const;
  [[nodiscard]] bool has_field(std::string_view type, std::string_view field) const;

  // ---- the result
  [[nodiscard]] Value& add_row() { return report_.rows.emplace_back(Value::object()); }
  [[nodiscard]] Value& add_row(const Account& account);  // with account_columns() filled
  void total(const std::string& name, Value value) { report_.totals[name] = std::move(value); }
  void leave_out(Label reason, std::int64_t count, std::string amount = {});  // nothing where count is 0
  void note(Label note) { report_.notes.push_back(std::move(note)); }
  void set_columns(std::vector<Column> columns) { report_.columns = std::move(columns); }
  [[nodiscard]] Report& report() { return report_; }
  // What every figure made of sales leaves out: orders without date or value, amounts without currency or rate.
  void note_unread_sales();

 private:
  void read_accounts();
  using Foreign = std::map<std::pair<std::size_t, std::string>, Sums>;  // by index and currency
  void add_foreign(const Foreign& foreign, std::vector<Sums>& sums);
  void leave_out_unrated(const std::map<std::string, Sums>& unrated);
  void map_keys();
  template <class Placed>
  [[nodiscard]] std::vector<Sums> summed(By by, const domain::Period& period, std::size_t size, const Placed& placed);
  [[nodiscard]] const std::map<std::string, domain::Decimal>& rates();

  store::Store& store_;
  Facts& facts_;
  const Arguments& arguments_;
  const LocalDays& days_;
  Report& report_;
  std::vector<Account> accounts_;
  // Of what accounts_ and products_ hold; made when something is looked up.
  using Index = std::unordered_map<std::string_view, std::size_t>;
  Index account_index_, product_index_;
  std::vector<Product> products_;
  std::optional<std::map<std::string, domain::Decimal>> rates_;
  std::map<std::string, std::pair<std::int64_t, domain::Decimal>> unconverted_;  // by currency: records, sum
  bool accounts_read_ = false, products_read_ = false, keys_mapped_ = false;
  std::vector<std::size_t> account_of_key_, product_of_key_;
};

// ---- cells
[[nodiscard]] Value cell(const domain::Decimal& value, int places = 2);
[[nodiscard]] Value cell(const std::optional<domain::Decimal>& value, int places = 2);
[[nodiscard]] Value cell(const std::string& text);  // null where empty
[[nodiscard]] Value day_cell(domain::Day day);      // null for the first and last possible day
[[nodiscard]] inline Value cents_cell(std::int64_t cents) { return cell(domain::Decimal::cents(cents)); }

// The class of an account by one of the dimensions of by_parameter(): grade, type, territory, owner, region, kind,
// industry.
[[nodiscard]] const std::string& class_of(const Account& account, const std::string& by);

// Keeps the first `top` rows.
void keep_top(Run& run);

}  // namespace keybook::client::reports
