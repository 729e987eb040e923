#include "simulation/seeds.h"

#include <deque>
#include <filesystem>
#include <fstream>

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

}  // namespace

void run_seeds(const Seeds& seeds, const Declared& declared, const std::function<bool()>& more,
               const std::function<bool(RunResult&&)>& each) {
  std::deque<std::unique_ptr<Apart>> running;
  std::unique_ptr<World> world;
  std::uint64_t next = seeds.first, made = ~std::uint64_t{0};
  for (;;) {
    while (running.size() < static_cast<std::size_t>(seeds.jobs) && more()) {
      if (const std::uint64_t block = next / seeds_per_block; block != made) {
        world.reset();
        world = make_world(block, declared, seeds.only);
        made = block;
      }
      const std::uint64_t seed = next++;
      running.push_back(std::make_unique<Apart>(seed, [&] {
        RunResult result = run_story(*world, seed, seeds.only, seeds.verbose);
        if (result.violation && !seeds.disks.empty()) write_disks(*world, seeds.disks);
        return result;
      }));
    }
    if (running.empty()) return;
    RunResult result = running.front()->end();
    running.pop_front();
    if (!each(std::move(result))) return;
  }
}

}  // namespace keybook::simulation
