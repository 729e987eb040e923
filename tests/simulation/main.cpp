// keybook-simulate: many simulated worlds, one seed each. Exit 1 with the first failing seed and the oracle it broke.
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "simulation/run.h"

namespace {

using namespace keybook;

// Trace hashes of single seeds fold into one for a whole run: order matters, so that the same run prints the same.
std::string folded(const std::string& so_far, const std::string& next) {
  return record::sha256_hex(so_far + next).substr(0, 16);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Simulates devices and a server on simulated clock, network and disk; the same seed does the same.");
  std::uint64_t seed = 1;
  std::int64_t seeds = 1;
  double minutes = 0;
  std::vector<std::string> only;
  bool json = false, verbose = false;
  app.add_option("--seed", seed, "first seed (default 1)");
  app.add_option("--seeds", seeds, "how many seeds, one after the other (default 1)");
  app.add_option("--minutes", minutes, "go on with further seeds for so many minutes");
  app.add_option("--only", only, "faults to allow: network, crashes, server-crashes, clocks, deletes, disks, rights")
      ->delimiter(',');
  app.add_flag("--json", json, "print totals as JSON");
  app.add_flag("--trace", verbose, "print what happens");
  CLI11_PARSE(app, argc, argv);

  auto registry = schema::Registry::builtin();
  if (!registry) {
    std::cerr << "keybook-simulate: " << registry.error().text() << "\n";
    return 1;
  }
  const std::set<std::string> allowed(only.begin(), only.end());
  base::SystemClock clock;  // how long it took; the simulated world has its own
  const std::int64_t start_ms = clock.monotonic_ms();
  const auto spent = [&] { return static_cast<double>(clock.monotonic_ms() - start_ms) / 1000; };
  simulation::Counts totals;
  std::string hash;
  std::int64_t done = 0;
  std::optional<simulation::RunResult> failed;
  for (std::uint64_t at = seed; done < seeds || spent() < minutes * 60; ++at) {
    auto result = simulation::run_seed(at, *registry, allowed, verbose);
    ++done;
    hash = seeds == 1 && minutes == 0 ? result.trace_hash : folded(hash, result.trace_hash);
    for (const auto& [name, count] : result.counts) totals[name] += count;
    if (result.violation) {
      failed = std::move(result);
      break;
    }
  }
  if (json) {
    nlohmann::json out = {
        {"seeds", done}, {"seconds", spent()}, {"trace", hash}, {"counts", totals}, {"failed", nullptr}};
    if (failed)
      out["failed"] = {{"seed", failed->seed},
                       {"oracle", failed->violation->oracle},
                       {"detail", failed->violation->detail},
                       {"drawn", failed->drawn}};
    std::cout << out.dump() << "\n";
  } else {
    std::cout << done << " seeds in " << spent() << " s, trace " << hash << "\n";
    for (const auto& [name, count] : totals) std::cout << "  " << name << ": " << count << "\n";
  }
  if (!failed) return 0;
  std::cerr << "seed " << failed->seed << " broke the oracle '" << failed->violation->oracle
            << "': " << failed->violation->detail << "\n  it drew: " << failed->drawn
            << "\n  again: keybook-simulate --seed " << failed->seed << " --trace\n";
  return 1;
}
