// keybook-vectors FILE… [--more N] [--store sqlite|memory] [--json]: runs merge vectors through the product's own merge
// and commit code, on the embedded store or one without a disk, each in every listed order of arrival and in N random
// legal ones (INTERFACE.md).
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/failure.h"
#include "support/memory_store.h"
#include "sync-server/storage/sqlite/sqlite_store.h"
#include "vectors/play.h"

namespace keybook::vectors {
namespace {

struct Options {
  int more = 5;
  bool in_memory = false;
  std::string only;
};

struct Totals {
  int run = 0, passed = 0, orders = 0;
  Json failed = Json::array();
  std::map<std::string, std::pair<int, int>> families;  // passed, run
};

Json order_text(const std::vector<int>& order) { return Json(order); }

// Every order ends in the same: the first that does not is reported.
void run(const Vector& vector, const Options& options, Totals& totals) {
  const schema::Registry registry = declarations(vector);
  const auto store = options.in_memory ? support::memory_store(registry)
                                       : base::need(server::storage::open_sqlite(":memory:", registry));
  std::vector<std::vector<int>> orders = vector.orders;
  const auto seed = static_cast<unsigned>(std::hash<std::string>{}(vector.id));
  for (auto& order : more_orders(vector, options.more, seed)) orders.push_back(std::move(order));
  std::vector<Difference> found;
  const std::vector<int>* at = nullptr;
  for (const auto& order : orders) {
    ++totals.orders;
    at = &order;
    const auto writer = store->write();  // never committed: the next order finds the store empty again
    found = differences(vector, played(vector, registry, *writer, order));
    if (!found.empty()) break;
  }
  ++totals.run;
  auto& [passed, family_run] = totals.families[vector.id.substr(0, vector.id.rfind('-'))];
  ++family_run;
  if (found.empty()) {
    ++totals.passed;
    ++passed;
    return;
  }
  for (const Difference& difference : found)
    totals.failed.push_back({{"id", vector.id},
                             {"rule", difference.rule},
                             {"expected", difference.expected},
                             {"got", difference.got},
                             {"order", order_text(*at)}});
}

void fail(const std::string& id, const std::string& rule, const std::string& what, Totals& totals) {
  ++totals.run;
  totals.failed.push_back({{"id", id}, {"rule", rule}, {"expected", "a result"}, {"got", what}});
}

bool run_file(const std::string& path, const Options& options, Totals& totals) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "keybook-vectors: " << path << " cannot be read\n";
    return false;
  }
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    std::string id = path + ":" + std::to_string(number);
    try {
      const Vector vector = parse_vector(line);
      if (!options.only.empty() && vector.id != options.only) continue;
      id = vector.id;
      run(vector, options, totals);
    } catch (const base::Failure& failure) {
      fail(id, "failure", failure.what(), totals);
    } catch (const std::exception& exception) {
      fail(id, "failure", exception.what(), totals);
    }
  }
  return true;
}

int run_all(int argc, char** argv) {
  CLI::App app("Runs merge vectors through the product's own merge and commit code.");
  std::vector<std::string> files;
  Options options;
  bool as_json = false;
  std::string store = "sqlite";
  app.add_option("FILE", files, "Vector files, or folders of them")->required();
  app.add_option("--more", options.more, "Random legal orders beside the listed ones")->check(CLI::Range(0, 10'000));
  app.add_option("--only", options.only, "The vector of this id alone");
  app.add_option("--store", store, "Where commits go")->check(CLI::IsMember({"sqlite", "memory"}));
  app.add_flag("--json", as_json, "One JSON document");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  options.in_memory = store == "memory";
  Totals totals;
  bool readable = true;
  for (const std::string& path : files) {
    if (!std::filesystem::is_directory(path)) {
      readable &= run_file(path, options, totals);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::directory_iterator(path))
      if (entry.path().extension() == ".jsonl") inside.push_back(entry.path().string());
    std::sort(inside.begin(), inside.end());
    for (const std::string& one : inside) readable &= run_file(one, options, totals);
  }
  const bool good = readable && totals.run > 0 && totals.failed.empty();
  if (as_json) {
    std::cout << Json{{"run", totals.run},
                      {"passed", totals.passed},
                      {"orders", totals.orders},
                      {"failed", totals.failed}}
                     .dump()
              << '\n';
    return good ? 0 : 1;
  }
  for (const auto& [family, counts] : totals.families)
    std::cout << family << ": " << counts.first << " of " << counts.second << '\n';
  for (const Json& failed : totals.failed) std::cout << failed.dump().substr(0, 2000) << '\n';
  std::cout << totals.passed << " of " << totals.run << " vectors passed, in " << totals.orders
            << " orders of arrival\n";
  return good ? 0 : 1;
}

}  // namespace
}  // namespace keybook::vectors

int main(int argc, char** argv) { return keybook::vectors::run_all(argc, argv); }
