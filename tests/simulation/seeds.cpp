#include "simulation/seeds.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "base/error.h"
#include "simulation/apart.h"

namespace keybook::simulation {

namespace {

void write_files(const std::filesystem::path& folder, const std::map<std::string, std::string>& files) {
  for (const auto& [name, bytes] : files) {
    const std::filesystem::path path = folder / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }
}

void write_disks(World& world, const std::filesystem::path& folder) {
  write_files(folder / "server", world.server->disk().copy());
  for (auto& device : world.devices) write_files(folder / device->name(), device->disk().copy());
}

struct Begun {
  Begun(std::uint64_t seed, const std::function<RunResult()>& story) : process(seed, story) {}
  Apart process;
  std::optional<RunResult> result;  // kept until those of earlier seeds are there
};

int running(const std::deque<Begun>& begun) {
  return static_cast<int>(std::count_if(begun.begin(), begun.end(), [](const Begun& one) { return !one.result; }));
}

// Waits until one at least has ended: a long story must not keep the core idle that a short one leaves.
void take_results(std::deque<Begun>& begun) {
  std::vector<pollfd> waiting;
  for (const Begun& one : begun)
    if (!one.result) waiting.push_back({one.process.descriptor(), POLLIN, 0});
  while (::poll(waiting.data(), waiting.size(), -1) < 0) KEYBOOK_ASSERT(errno == EINTR);
  auto ready = waiting.begin();
  for (Begun& one : begun) {
    if (one.result) continue;
    if ((ready++)->revents != 0) one.result = one.process.end();
  }
}

}  // namespace

void run_seeds(const Seeds& seeds, const Declared& declared, const std::function<bool()>& more,
               const std::function<bool(RunResult&&)>& each) {
  std::deque<Begun> begun;  // in the order of their seeds
  std::unique_ptr<World> world;
  std::uint64_t next = seeds.first, made = ~std::uint64_t{0};
  for (;;) {
    while (running(begun) < seeds.jobs && more()) {
      if (const std::uint64_t block = next / seeds_per_block; block != made) {
        world.reset();
        world = make_world(block, declared, seeds.only);
        made = block;
      }
      const std::uint64_t seed = next++;
      begun.emplace_back(seed, [&] {
        RunResult result = run_story(*world, seed, seeds.only, seeds.verbose);
        if (result.violation && !seeds.disks.empty()) write_disks(*world, seeds.disks);
        return result;
      });
    }
    if (begun.empty()) return;
    take_results(begun);
    for (; !begun.empty() && begun.front().result; begun.pop_front())
      if (!each(std::move(*begun.front().result))) return;
  }
}

}  // namespace keybook::simulation
