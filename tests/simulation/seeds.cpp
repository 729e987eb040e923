#include "simulation/seeds.h"

#include <deque>

#include "simulation/apart.h"

namespace keybook::simulation {

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
      running.push_back(
          std::make_unique<Apart>(seed, [&] { return run_story(*world, seed, seeds.only, seeds.verbose); }));
    }
    if (running.empty()) return;
    RunResult result = running.front()->end();
    running.pop_front();
    if (!each(std::move(result))) return;
  }
}

}  // namespace keybook::simulation
