// keybook-histories: real devices and a real server for as long as one likes, with kills, hangs and partitions; then
// every history is checked. Exit 1 with what was violated. The seed draws the faults; processes take their own time, so
// that a run is not repeated exactly.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>

#include "histories/checks.h"
#include "histories/nemesis.h"

namespace {

using namespace keybook::histories;

void print(const std::string& title, const std::map<std::string, int>& counts) {
  std::cout << title << '\n';
  for (const auto& [name, count] : counts) std::cout << "  " << name << ": " << count << '\n';
}

Findings play(double seconds, std::uint64_t seed) {
  Cast cast;
  const Accounts accounts = make_accounts(cast);
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
  std::atomic<bool> stop = false;
  for (const Device& device : cast.devices()) {
    workers.push_back(
        std::make_unique<Worker>(cast, device, accounts, seed * 100 + static_cast<std::uint64_t>(device.number)));
    threads.emplace_back([worker = workers.back().get(), &stop] { worker->work(stop); });
  }
  std::map<std::string, int> faults;
  std::exception_ptr failed;  // of the nemesis: a server that does not start again, for instance
  threads.emplace_back([&] {
    try {
      faults = torment(cast, stop, seed);
    } catch (...) {
      failed = std::current_exception();
    }
  });
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  for (std::thread& thread : threads) thread.join();
  if (failed) std::rethrow_exception(failed);

  std::vector<const Story*> stories;
  std::map<std::string, int> operations;
  double longest_local_s = 0;
  for (const auto& worker : workers) {
    stories.push_back(&worker->story());
    for (const auto& [kind, count] : worker->story().operations) operations[kind] += count;
    longest_local_s = std::max(longest_local_s, worker->story().longest_local_s);
  }
  print("operations", operations);
  print("faults", faults);
  std::cout << "longest command that needs no network: " << longest_local_s << " s\n";
  Findings findings = check(cast, accounts, stories);
  print("checks", findings.checks);
  return findings;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Plays many devices and a server as real processes, with kills, hangs and partitions, and checks.");
  double seconds = 0, minutes = 0;
  std::uint64_t seed = std::random_device()();
  app.add_option("--seconds", seconds, "how long");
  app.add_option("--minutes", minutes, "how long");
  app.add_option("--seed", seed, "draws operations and faults");
  CLI11_PARSE(app, argc, argv);
  std::cout << "seed " << seed << std::endl;
  try {
    const Findings findings = play(seconds + minutes * 60, seed);
    for (const std::string& violation : findings.violations) std::cout << "VIOLATED " << violation << '\n';
    std::cout << findings.violations.size() << " violations\n";
    return findings.violations.empty() ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "keybook-histories: " << error.what() << '\n';
    return 1;
  }
}
