#include "simulation/seeds.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <deque>
#include <nlohmann/json.hpp>

namespace keybook::simulation {
namespace {

using Json = nlohmann::json;

Json to_json(const RunResult& result) {
  Json json = {{"hash", result.trace_hash}, {"drawn", result.drawn}, {"counts", result.counts}};
  if (result.violation) json["violation"] = {result.violation->oracle, result.violation->detail};
  return json;
}

RunResult from_json(std::uint64_t seed, const Json& json) {
  RunResult result;
  result.seed = seed;
  result.trace_hash = json.value("hash", "");
  result.drawn = json.value("drawn", "");
  result.counts = json.value("counts", Counts());
  if (json.contains("violation")) result.violation = Violation{json["violation"][0], json["violation"][1]};
  return result;
}

RunResult broken(std::uint64_t seed, const std::string& how) {
  RunResult result;
  result.seed = seed;
  result.violation = Violation{"no crash", how};
  return result;
}

// One story on its way.
class Story {
 public:
  Story(World& world, std::uint64_t seed, const Seeds& seeds) : seed_(seed) {
    int ends[2] = {-1, -1};
    KEYBOOK_ASSERT(::pipe(ends) == 0);
    std::fflush(nullptr);
    process_ = ::fork();
    KEYBOOK_ASSERT(process_ >= 0);
    if (process_ == 0) tell(ends[1], run_story(world, seed, seeds.only, seeds.verbose));
    ::close(ends[1]);
    from_ = ends[0];
  }
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;
  ~Story() {
    if (from_ >= 0) static_cast<void>(end());
  }

  [[nodiscard]] RunResult end() {
    std::string text;
    char bytes[4096];
    for (ssize_t count = 1; count > 0 || (count < 0 && errno == EINTR);) {
      count = ::read(from_, bytes, sizeof bytes);
      if (count > 0) text.append(bytes, static_cast<std::size_t>(count));
    }
    ::close(from_);
    from_ = -1;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) return broken(seed_, "ended by signal " + std::to_string(WTERMSIG(status)));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return broken(seed_, "ended with status " + std::to_string(WEXITSTATUS(status)));
    return from_json(seed_, json);
  }

 private:
  [[noreturn]] static void tell(int to, const RunResult& result) {
    const std::string text = to_json(result).dump(-1, ' ', false, Json::error_handler_t::replace);
    std::fflush(nullptr);
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t count = ::write(to, text.data() + done, text.size() - done);
      if (count < 0 && errno != EINTR) ::_exit(2);
      if (count > 0) done += static_cast<std::size_t>(count);
    }
    ::_exit(0);  // the world is not taken down: it is the parent's
  }

  std::uint64_t seed_;
  pid_t process_ = -1;
  int from_ = -1;
};

}  // namespace

void run_seeds(const Seeds& seeds, const schema::Registry& registry, const std::function<bool()>& more,
               const std::function<bool(RunResult&&)>& each) {
  std::deque<std::unique_ptr<Story>> running;
  std::unique_ptr<World> world;
  std::uint64_t next = seeds.first, made = ~std::uint64_t{0};
  for (;;) {
    while (running.size() < static_cast<std::size_t>(seeds.jobs) && more()) {
      if (const std::uint64_t block = next / seeds_per_block; block != made) {
        world.reset();
        world = make_world(block, registry, seeds.only);
        made = block;
      }
      running.push_back(std::make_unique<Story>(*world, next++, seeds));
    }
    if (running.empty()) return;
    RunResult result = running.front()->end();
    running.pop_front();
    if (!each(std::move(result))) return;
  }
}

}  // namespace keybook::simulation
