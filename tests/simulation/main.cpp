// keybook-simulate: many simulated worlds, one seed each. Exit 1 with the first failing seed and the oracle it broke.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "simulation/matrix/matrix.h"
#include "simulation/seeds.h"
#include "simulation/workload/declarations.h"
#include "simulation/workload/mix.h"

namespace {

using namespace keybook;

// Trace hashes of single seeds fold into one for a whole run: order matters, so that the same run prints the same.
std::string folded(const std::string& so_far, const std::string& next) {
  return record::sha256_hex(so_far + next).substr(0, 16);
}

struct Totals {
  std::int64_t seeds = 0;
  double seconds = 0;
  std::string hash;
  simulation::Counts counts;
  std::vector<simulation::RunResult> failed;
};

void tell(const simulation::RunResult& failed) {
  std::cerr << "seed " << failed.seed << " broke the oracle '" << failed.violation->oracle
            << "': " << failed.violation->detail << "\n  it drew: " << failed.drawn
            << "\n  again: keybook-simulate --seed " << failed.seed << " --trace\n";
}

std::string as_json(const Totals& totals) {
  nlohmann::json out = {{"seeds", totals.seeds},
                        {"seconds", totals.seconds},
                        {"trace", totals.hash},
                        {"counts", totals.counts},
                        {"failed", nlohmann::json::array()}};
  for (const auto& one : totals.failed)
    out["failed"].push_back({{"seed", one.seed},
                             {"oracle", one.violation->oracle},
                             {"detail", one.violation->detail},
                             {"drawn", one.drawn}});
  return out.dump() + "\n";
}

std::string as_text(const Totals& totals) {
  std::ostringstream out;
  out << totals.seeds << " seeds in " << totals.seconds << " s, trace " << totals.hash << "\n";
  for (const auto& [name, count] : totals.counts) out << "  " << name << ": " << count << "\n";
  if (!totals.failed.empty()) out << totals.failed.size() << " seeds failed\n";
  return out.str();
}

// The types that the stories are about: each type has tables and statements on every device, and making, opening and
// copying those would be most of what a story costs. References to other types go: no story writes them.
base::Result<schema::Registry> played_types() {
  auto builtin = schema::Registry::builtin();
  if (!builtin) return builtin;
  const std::set<std::string> played = {"account",   "contact", "visit",    "task",  "opportunity", "complaint",
                                        "territory", "user",    "handover", "cover", "declaration"};
  std::vector<std::pair<std::string, nlohmann::json>> documents;
  for (const std::string& name : played) {
    nlohmann::json document = builtin->document(name);
    nlohmann::json fields = nlohmann::json::array();
    for (const nlohmann::json& field : document["fields"])
      if (!field.contains("target") || played.contains(field["target"].get<std::string>())) fields.push_back(field);
    document["fields"] = std::move(fields);
    documents.emplace_back(name, std::move(document));
  }
  return schema::Registry::documents(documents);
}

}  // namespace

// Stories live for a fraction of a second, in copies of one process: memory that is given back to the system and asked
// for again costs them a page fault each time.
void keep_memory() {
  constexpr int plenty = 256 << 20, ahead = 4 << 20;
  mallopt(M_TRIM_THRESHOLD, plenty);
  mallopt(M_MMAP_THRESHOLD, plenty / 8);
  mallopt(M_TOP_PAD, ahead);
}

int main(int argc, char** argv) {
  keep_memory();
  CLI::App app("Simulates devices and a server on simulated clock, network and disk; the same seed does the same.");
  simulation::Seeds seeds;
  std::int64_t count = 1;
  double minutes = 0;
  std::vector<std::string> only;
  bool json = false, go_on = false, matrix = false;
  app.add_option("--seed", seeds.first, "first seed (default 1)");
  app.add_option("--seeds", count, "how many seeds, one after the other (default 1)");
  app.add_option("--minutes", minutes, "go on with further seeds for so many minutes");
  app.add_option("--jobs", seeds.jobs, "stories at a time (default 1)")->check(CLI::PositiveNumber);
  app.add_option("--only", only, "features and faults to allow: " + simulation::feature_names())->delimiter(',');
  app.add_flag("--keep-going", go_on, "report every failing seed, not the first alone");
  app.add_flag("--matrix", matrix, "the handover matrix instead of seeds");
  app.add_flag("--json", json, "print totals as JSON");
  app.add_option("--disks", seeds.disks, "folder for the files of every machine of a story that failed");
  app.add_flag("--trace", seeds.verbose, "print what happens");
  CLI11_PARSE(app, argc, argv);

  auto registry = played_types();
  if (!registry) {
    std::cerr << "keybook-simulate: " << registry.error().text() << "\n";
    return 1;
  }
  auto grown = schema::Registry::documents({{"grown", nlohmann::json::parse(simulation::more_declarations)},
                                            {"vehicle", nlohmann::json::parse(simulation::new_type)}},
                                           &*registry);
  if (!grown) {
    std::cerr << "keybook-simulate: " << grown.error().text() << "\n";
    return 1;
  }
  if (matrix) return simulation::run_matrix({*registry, *grown}, seeds.jobs, seeds.verbose, std::cout) == 0 ? 0 : 1;
  seeds.only = {only.begin(), only.end()};
  base::SystemClock clock;  // how long it took; the simulated world has its own
  const std::int64_t start_ms = clock.monotonic_ms();
  Totals totals;
  const auto spent = [&] { return static_cast<double>(clock.monotonic_ms() - start_ms) / 1000; };
  std::int64_t begun = 0;
  const auto more = [&] { return (begun < count || spent() < minutes * 60) && ++begun > 0; };
  simulation::run_seeds(seeds, {*registry, *grown}, more, [&](simulation::RunResult&& result) {
    ++totals.seeds;
    totals.hash = totals.seeds == 1 ? result.trace_hash : folded(totals.hash, result.trace_hash);
    for (const auto& [name, number] : result.counts) totals.counts[name] += number;
    if (!result.violation) return true;
    tell(result);
    totals.failed.push_back(std::move(result));
    return go_on;
  });
  totals.seconds = spent();
  std::cout << (json ? as_json(totals) : as_text(totals));
  return totals.failed.empty() ? 0 : 1;
}
