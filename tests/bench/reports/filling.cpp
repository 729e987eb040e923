#include "filling.h"

#include <array>

#include "domain/day.h"
#include "session/bulk.h"

namespace keybook::bench {

namespace {

using namespace client;
using base::need;

constexpr int lines_per_order = 4, products = 500, visits_per_account = 10, days = 1095;

// A small generator of our own: the same store from the same seed on every machine.
class Dice {
 public:
  std::int64_t operator()(std::int64_t below) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(below));
  }

 private:
  std::uint64_t state_ = 42;
};

std::string text(const std::string& plain) { return '"' + plain + '"'; }

// Rows of one type on their way into the store, some thousands at a time.
class Rows {
 public:
  Rows(store::Store& store, std::string type, std::vector<std::string> units)
      : store_(store), batch_{std::move(type), std::move(units), {}} {}

  // `values`: JSON, one of each unit.
  void add(const std::string& id, const std::string& account, std::initializer_list<std::string> values) {
    constexpr const char* origin = R"(","1700000000000.1.bench",1,"boss",1700000000000,1)";
    rows_ += (rows_.empty() ? "[[\"" : ",[\"") + id + "\",\"" + account + origin;
    for (const std::string& value : values) rows_ += ',' + value;
    rows_ += ']';
    if (rows_.size() > bytes_at_once) put();
  }
  void put() {
    if (rows_.empty()) return;
    rows_ += ']';
    batch_.rows = rows_;
    if (!session::BulkInsert(store_).insert(batch_).empty())
      throw base::Failure({base::ErrorCode::Internal, "rows of " + batch_.type + " do not fit their table", {}, {}});
    rows_.clear();
  }

 private:
  static constexpr std::size_t bytes_at_once = std::size_t{4} << 20;
  store::Store& store_;
  session::RawBatch batch_;
  std::string rows_;
};

void fill_accounts(store::Store& store, int accounts) {
  constexpr std::array grades = {"金牌", "钻石", "铂金", "A", "B"};
  Rows rows(store, "account", {"name", "owner", "grade", "industry", "territory"});
  for (int i = 0; i < accounts; ++i) {
    const std::string id = record_id('a', i);
    rows.add(id, id,
             {text("客户" + std::to_string(i)), text("rep" + std::to_string(i % 200)),
              text(grades[static_cast<std::size_t>(i) % grades.size()]), text("行业" + std::to_string(i % 18)),
              text("East")});
  }
  rows.put();
}

void fill_products(store::Store& store) {
  Rows rows(store, "product", {"name", "series"});
  for (int i = 0; i < products; ++i)
    rows.add(record_id('p', i), "", {text("产品" + std::to_string(i)), text("系列" + std::to_string(i % 20))});
  rows.put();
}

std::string some_day(Dice& dice) {
  return (domain::Day::of(2024, 1, 1) + static_cast<int>(dice(days))).iso() + "T08:00:00Z";
}

void fill_orders(store::Store& store, const Size& size, Dice& dice) {
  Rows orders(store, "order", {"account", "number", "ordered_at", "status", "total"});
  Rows lines(store, "order_line", {"order", "product", "quantity", "price", "cost"});
  const std::int64_t all = (size.lines + lines_per_order - 1) / lines_per_order;
  for (std::int64_t n = 0; n < all; ++n) {
    const std::string id = record_id('o', n), account = record_id('a', n * size.accounts / all);
    orders.add(id, account,
               {text(account), text(std::to_string(n)), text(some_day(dice)), text("delivered"),
                R"({"amount":"1.00","currency":"CNY"})"});
    for (int i = 0; i < lines_per_order; ++i)
      lines.add(record_id('l', n * lines_per_order + i), account,
                {text(id), text(record_id('p', dice(products))), text(std::to_string(1 + dice(90)) + ".000"),
                 text(std::to_string(10 + dice(9000)) + "." + std::to_string(1000 + dice(9000))),
                 text(std::to_string(5 + dice(6000)) + ".5000")});
  }
  orders.put();
  lines.put();
}

void fill_visits(store::Store& store, const Size& size, Dice& dice) {
  Rows visits(store, "visit", {"account", "visited_at", "kind", "subject"});
  for (std::int64_t n = 0; n < std::int64_t{visits_per_account} * size.accounts; ++n) {
    const std::string account = record_id('a', n / visits_per_account);
    visits.add(record_id('v', n), account, {text(account), text(some_day(dice)), text("上门"), text("s")});
  }
  visits.put();
}

}  // namespace

std::string record_id(char kind, std::int64_t n) {
  std::string digits = std::to_string(n);
  return std::string(1, kind) + "0190a0b0-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

void fill(const std::filesystem::path& folder, const schema::Registry& registry, const Size& size) {
  store::Settings settings;
  settings.path = (folder / "keybook.db").string();
  auto store = need(store::Store::open(settings, registry));
  auto transaction = store->begin();
  store->digests().begin();
  Dice dice;
  fill_accounts(*store, size.accounts);
  fill_products(*store);
  fill_orders(*store, size, dice);
  fill_visits(*store, size, dice);
  store->digests().write();
  need(transaction.commit());
}

}  // namespace keybook::bench
