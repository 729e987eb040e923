#include "simulation/apart.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
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

[[noreturn]] void tell(int to, const RunResult& result) {
  const std::string text = to_json(result).dump(-1, ' ', false, Json::error_handler_t::replace);
  std::fflush(nullptr);
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = ::write(to, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) ::_exit(2);
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  ::_exit(0);  // the world is not taken down: it is the parent's
}

}  // namespace

Apart::Apart(std::uint64_t seed, const std::function<RunResult()>& story) : seed_(seed) {
  int ends[2] = {-1, -1};
  KEYBOOK_ASSERT(::pipe(ends) == 0);
  std::fflush(nullptr);
  process_ = ::fork();
  KEYBOOK_ASSERT(process_ >= 0);
  if (process_ == 0) tell(ends[1], story());
  ::close(ends[1]);
  from_ = ends[0];
}

Apart::~Apart() {
  if (from_ >= 0) static_cast<void>(end());
}

RunResult Apart::end() {
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

}  // namespace keybook::simulation
