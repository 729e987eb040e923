// keybook-bench-reports: every report on a generated store of many accounts and order lines, beside the bare SQL of the
// largest of them. The rows are written straight into the tables: what is measured is reading them.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "reports/catalogue.h"
#include "store/store.h"
#include "usecases/client.h"

namespace {

using namespace keybook;
using base::need;

double seconds(const std::function<void()>& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr int lines_per_order = 4, products = 500, visits_per_account = 10, days = 1095;

std::string padded(char kind, std::int64_t n) {
  std::string digits = std::to_string(n);
  return std::string(1, kind) + "0190a0b0-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

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

void fill(sqlite::Database& database, int accounts, std::int64_t lines) {
  auto transaction = need(sqlite::Transaction::begin(database));
  const std::string meta(60, 'm');
  const char* grades[] = {"金牌", "钻石", "铂金", "A", "B"};
  Dice dice;
  auto account =
      need(database.prepare("INSERT INTO r_account(id, account, _changed, _flags, _meta, name, owner, grade, industry, "
                            "territory) VALUES(?, ?, 1, 0, ?, ?, ?, ?, ?, 'East')"));
  for (int i = 0; i < accounts; ++i) {
    const std::string id = padded('a', i), name = "客户" + std::to_string(i), owner = "rep" + std::to_string(i % 200),
                      industry = "行业" + std::to_string(i % 18);
    account.again()
        .bind(std::string_view(id))
        .bind(std::string_view(id))
        .bind_blob(meta)
        .bind(std::string_view(name))
        .bind(std::string_view(owner))
        .bind(std::string_view(grades[i % 5]))
        .bind(std::string_view(industry));
    need(account.run());
  }
  auto product = need(database.prepare(
      "INSERT INTO r_product(id, account, _changed, _flags, _meta, name, series) VALUES(?, '', 1, 0, ?, ?, ?)"));
  for (int i = 0; i < products; ++i) {
    const std::string id = padded('p', i), name = "产品" + std::to_string(i), series = "系列" + std::to_string(i % 20);
    product.again()
        .bind(std::string_view(id))
        .bind_blob(meta)
        .bind(std::string_view(name))
        .bind(std::string_view(series));
    need(product.run());
  }
  auto order =
      need(database.prepare("INSERT INTO r_order(id, account, _changed, _flags, _meta, number, ordered_at, status, "
                            "currency) VALUES(?, ?, 1, 0, ?, ?, ?, 'delivered', 'CNY')"));
  auto line =
      need(database.prepare("INSERT INTO r_order_line(id, account, _changed, _flags, _meta, \"order\", product, "
                            "quantity, price, cost) VALUES(?, ?, 1, 0, ?, ?, ?, ?, ?, ?)"));
  const domain::Day first = domain::Day::of(2024, 1, 1);
  for (std::int64_t n = 0; n * lines_per_order < lines; ++n) {
    const std::string id = padded('o', n),
                      of = padded('a', n * accounts / std::max<std::int64_t>(1, lines / lines_per_order)),
                      number = std::to_string(n);
    const std::string when = (first + static_cast<int>(dice(days))).iso() + "T08:00:00Z";
    order.again()
        .bind(std::string_view(id))
        .bind(std::string_view(of))
        .bind_blob(meta)
        .bind(std::string_view(number))
        .bind(std::string_view(when));
    need(order.run());
    for (int i = 0; i < lines_per_order; ++i) {
      const std::string line_id = padded('l', n * lines_per_order + i), of_product = padded('p', dice(products)),
                        quantity = std::to_string(1 + dice(90)) + ".000",
                        price = std::to_string(10 + dice(9000)) + "." + std::to_string(1000 + dice(9000)),
                        cost = std::to_string(5 + dice(6000)) + ".5000";
      line.again()
          .bind(std::string_view(line_id))
          .bind(std::string_view(of))
          .bind_blob(meta)
          .bind(std::string_view(id))
          .bind(std::string_view(of_product))
          .bind(std::string_view(quantity))
          .bind(std::string_view(price))
          .bind(std::string_view(cost));
      need(line.run());
    }
  }
  auto visit =
      need(database.prepare("INSERT INTO r_visit(id, account, _changed, _flags, _meta, visited_at, kind, subject) "
                            "VALUES(?, ?, 1, 0, ?, ?, '上门', 's')"));
  for (std::int64_t n = 0; n < std::int64_t{visits_per_account} * accounts; ++n) {
    const std::string id = padded('v', n), of = padded('a', n / visits_per_account),
                      when = (first + static_cast<int>(dice(days))).iso() + "T08:00:00Z";
    visit.again().bind(std::string_view(id)).bind(std::string_view(of)).bind_blob(meta).bind(std::string_view(when));
    need(visit.run());
  }
  need(transaction.commit());
}

struct Environment {
  schema::Registry registry = need(schema::Registry::builtin());
  base::SystemClock clock;
  base::SystemRandom random;
  base::NoLog log;
  std::unique_ptr<client::platform::KeyStore> keys = client::platform::fixed_key_store({});
  client::Environment of{clock,
                         random,
                         log,
                         registry,
                         *keys,
                         [](const std::string&) -> base::Result<std::unique_ptr<client::transport::Transport>> {
                           return base::fail(base::ErrorCode::Unreachable, "no network here");
                         },
                         {},
                         {}};
};

int run(int accounts, std::int64_t lines) {
  const auto folder = std::filesystem::temp_directory_path() / ("keybook-bench-reports-" + std::to_string(::getpid()));
  Environment environment;
  auto client = need(client::Client::open(folder, environment.of));
  need(client->start_without_server("boss"));
  for (const char* grade : {"金牌", "钻石", "A"})
    need(client->create("visit_standard", {{"label", grade},
                                           {"grade", grade},
                                           {"contact_kind", "上门"},
                                           {"count", 2},
                                           {"period", "quarter"},
                                           {"valid_from", "2020-01-01"}}));
  sqlite::OpenOptions options;
  auto database = need(sqlite::Database::open((folder / "keybook.db").string(), options));
  std::printf("%-28s %8.2f s\n", "filling", seconds([&] { fill(*database, accounts, lines); }));
  const std::map<std::string, std::string> given = {{"as_of", "2026-12-31"}};
  std::printf("%-28s %8.2f s\n", "first report: makes facts", seconds([&] { need(client->report("pareto", given)); }));
  std::printf("%-28s %8.1f ms\n", "bare SQL, sales by account",
              1e3 * seconds([&] {
                auto rows = client::store::prepared(
                    *database,
                    "SELECT o.account, sum(l.quantity * l.price) FROM r_order o JOIN r_order_line l ON l.\"order\" = "
                    "o.id WHERE o.ordered_at >= '2026-01-01' GROUP BY 1");
                while (client::store::next(rows)) {
                }
              }));
  for (const auto& definition : client::reports::catalogue()) {
    std::size_t rows = 0;
    const double first = seconds([&] { rows = need(client->report(definition.name, given)).rows.size(); });
    const double again = seconds([&] { rows = need(client->report(definition.name, given)).rows.size(); });
    std::printf("%-28s %8.1f ms   (first %.1f ms, %zu rows)\n", definition.name.c_str(), 1e3 * again, 1e3 * first,
                rows);
    std::fflush(stdout);
  }
  need(client->set("order_line", padded('l', 7), {{"quantity", "3"}}));
  std::printf("%-28s %8.1f ms\n", "pareto after one change",
              1e3 * seconds([&] { need(client->report("pareto", given)); }));
  client.reset();
  database.reset();
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("reports on a large store");
  int accounts = 20'000;
  std::int64_t lines = 200'000;
  app.add_option("--accounts", accounts, "accounts")->capture_default_str()->check(CLI::Range(1, 1'000'000));
  app.add_option("--lines", lines, "order lines, four to an order")
      ->capture_default_str()
      ->check(CLI::Range(4, 100'000'000));
  CLI11_PARSE(app, argc, argv);
  try {
    return run(accounts, lines);
  } catch (const base::Failure& failure) {
    std::fprintf(stderr, "keybook-bench-reports: %s\n", failure.what());
    return 1;
  }
}
