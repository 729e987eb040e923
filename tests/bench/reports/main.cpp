// keybook-bench-reports: every report on a generated store of many accounts and order lines, beside the bare SQL of the
// largest of them, and again after a change. With --profile the store is kept and used again.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>

#include "filling.h"
#include "reports/catalogue.h"
#include "store/store.h"
#include "usecases/client.h"

namespace {

using namespace keybook;
using base::need;

// What something took: as people wait for it, and of the processor, which others on the machine do not change.
struct Took {
  double wall_ms = 0, cpu_ms = 0;
};

Took took(const std::function<void()>& body) {
  constexpr double ms = 1000;
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  body();
  return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(),
          static_cast<double>(std::clock() - cpu) * ms / CLOCKS_PER_SEC};
}

void say(const std::string& what, const Took& of, const std::string& more = {}) {
  std::printf("%-34s %9.1f ms, of the processor %9.1f ms%s\n", what.c_str(), of.wall_ms, of.cpu_ms, more.c_str());
  std::fflush(stdout);
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

const std::map<std::string, std::string> given = {{"as_of", "2026-12-31"}};

void make(client::Client& client, const std::filesystem::path& folder, const Environment& environment,
          const bench::Size& size) {
  need(client.start_without_server("boss"));
  for (const char* grade : {"金牌", "钻石", "A"})
    need(client.create("visit_standard", {{"label", grade},
                                          {"grade", grade},
                                          {"contact_kind", "上门"},
                                          {"count", 2},
                                          {"period", "quarter"},
                                          {"valid_from", "2020-01-01"}}));
  say("filling", took([&] { bench::fill(folder, environment.registry, size); }));
}

void bare_sql(const std::filesystem::path& folder, const char* what, const std::string& sql) {
  auto database = need(sqlite::Database::open((folder / "keybook.db").string(), {}));
  say(std::string("bare SQL, ") + what, took([&] {
        auto rows = client::store::prepared(*database, sql);
        while (client::store::next(rows)) {
        }
      }));
}

void each_report(client::Client& client, const std::string& only) {
  for (const auto& definition : client::reports::catalogue()) {
    if (!only.empty() && definition.name != only) continue;
    std::size_t rows = 0;
    const auto once = [&] { rows = need(client.report(definition.name, given)).rows.size(); };
    static_cast<void>(took(once));
    say(definition.name, took(once), "   (" + std::to_string(rows) + " rows)");
  }
}

// What a person waits for who changes one thing and looks again.
void after_changes(client::Client& client, int seed) {
  const std::string quantity = std::to_string(seed % 90 + 1);
  // The smallest report there is, so that what is left is bringing the kept figures up to date.
  const auto small = [&] { need(client.report("staffing", {{"as_of", "2026-12-31"}, {"owner", "nobody"}})); };
  small();
  say("report of nothing", took(small));
  need(client.set("order_line", bench::record_id('l', 7), {{"quantity", quantity}}));
  say("the same after a changed line", took(small));
  need(client.set("order_line", bench::record_id('l', 7), {{"quantity", quantity}, {"discount", "1"}}));
  say("pareto after a changed line", took([&] { need(client.report("pareto", given)); }));
}

// The list of today is kept: whole, the first hundred of it, and of one person.
void due_lists(client::Client& client, const std::string& today) {
  const auto list = [&](const std::string& what, const std::map<std::string, std::string>& parameters) {
    std::size_t rows = 0;
    const Took of = took([&] { rows = need(client.report("visits-due", parameters)).rows.size(); });
    say(what, of, "   (" + std::to_string(rows) + " rows)");
  };
  const auto visit = [&](int account) {
    need(client.create("visit", {{"account", bench::record_id('a', account)},
                                 {"subject", "s"},
                                 {"kind", "上门"},
                                 {"visited_at", today + "T00:30:00Z"}}));
  };
  list("due today, judged anew", {});
  list("due today", {});
  visit(7);
  list("due today, after a visit", {});
  visit(9);
  list("first 100 due, after a visit", {{"top", "100"}});
  visit(11);
  list("due of one, after a visit", {{"owner", "rep5"}});
  need(client.set("account", bench::record_id('a', 13), {{"grade", "B"}}));
  list("first 100 due, after a grade", {{"top", "100"}});
}

int run(const bench::Size& size, const std::string& profile, const std::string& only) {
  const bool kept = !profile.empty();
  const std::filesystem::path folder =
      kept ? std::filesystem::path(profile)
           : std::filesystem::temp_directory_path() / ("keybook-bench-reports-" + std::to_string(::getpid()));
  Environment environment;
  auto client = need(client::Client::open(folder, environment.of));
  if (!client->enrolled()) {
    make(*client, folder, environment, size);
    client = nullptr;
    client = need(client::Client::open(folder, environment.of));
  }
  say("first report: makes facts", took([&] { need(client->report("pareto", given)); }));
  bare_sql(folder, "sales by account",
           "SELECT o.account, sum(l.quantity * l.price) FROM r_order o JOIN r_order_line l ON l.\"order\" = o.id WHERE "
           "o.ordered_at >= '2026-01-01' GROUP BY 1");
  bare_sql(folder, "last visit by account", "SELECT account, max(visited_at) FROM r_visit GROUP BY 1");
  each_report(*client, only);
  after_changes(*client, static_cast<int>(environment.clock.wall_ms() % 1000));
  due_lists(*client, client::reports::LocalDays(environment.of.zone).of_ms(environment.clock.wall_ms()).iso());
  client.reset();
  if (!kept) std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("reports on a large store");
  bench::Size size{20'000, 200'000};
  std::string profile, only;
  app.add_option("--accounts", size.accounts, "accounts")->capture_default_str()->check(CLI::Range(1, 1'000'000));
  app.add_option("--lines", size.lines, "order lines, four to an order")
      ->capture_default_str()
      ->check(CLI::Range(4, 100'000'000));
  app.add_option("--profile", profile, "a folder to keep the store in; one that is there is used as it is");
  app.add_option("--only", only, "this report alone");
  CLI11_PARSE(app, argc, argv);
  try {
    return run(size, profile, only);
  } catch (const base::Failure& failure) {
    std::fprintf(stderr, "keybook-bench-reports: %s\n", failure.what());
    return 1;
  }
}
