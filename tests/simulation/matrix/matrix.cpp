#include "simulation/matrix/matrix.h"

#include <deque>
#include <iomanip>
#include <ostream>
#include <sstream>

#include "base/failure.h"
#include "simulation/apart.h"
#include "simulation/matrix/cell.h"

namespace keybook::simulation {
namespace {

constexpr const char* changes[] = {"grant", "revoke", "handover", "cover end"};
constexpr const char* works[] = {"clean", "edited", "new child", "deleted", "conflicting"};
constexpr const char* times[] = {"before", "during", "after"};
constexpr const char* wrongs[] = {"lost answer",     "clone",       "10 years ahead",
                                  "10 years behind", "older decl.", "server restored"};

RunResult run_cell(World& world, std::uint64_t number, bool verbose) {
  RunResult result;
  result.seed = number;
  world.verbose = verbose;
  const auto wrong = static_cast<Wrong>(number % std::size(wrongs));
  number /= std::size(wrongs);
  const auto when = static_cast<When>(number % std::size(times));
  number /= std::size(times);
  const auto done = static_cast<Done>(number % std::size(works));
  try {
    result.drawn = Cell(world, static_cast<Change>(number / std::size(works)), done, when, wrong).run();
  } catch (const base::Failure& failure) {
    world.violate("no surprise", failure.error().text());
  }
  result.violation = world.violation;
  result.counts = world.counts;
  return result;
}

void head(std::ostream& out) {
  out << std::left << std::setw(33) << "rights change, work, made";
  for (const char* wrong : wrongs) out << "| " << std::setw(16) << wrong;
  out << "\n";
}

// The first column of a row, before its first cell.
std::string row_name(std::uint64_t number) {
  const std::uint64_t row = number / std::size(wrongs);
  std::ostringstream name;
  name << std::left << std::setw(11) << changes[row / std::size(times) / std::size(works)] << std::setw(13)
       << works[row / std::size(times) % std::size(works)] << std::setw(9) << times[row % std::size(times)];
  return name.str();
}

}  // namespace

int run_matrix(const Declared& declared, int jobs, bool verbose, std::ostream& out) {
  constexpr std::uint64_t cells = std::size(changes) * std::size(works) * std::size(times) * std::size(wrongs);
  World::Sizes sizes;
  World world(1, declared, sizes);
  std::deque<std::unique_ptr<Apart>> running;
  std::uint64_t next = 0;
  int failed = 0;
  Counts counts;
  std::ostringstream failures;
  head(out);
  for (std::uint64_t at = 0; at < cells; ++at) {
    while (running.size() < static_cast<std::size_t>(jobs) && next < cells) {
      const std::uint64_t number = next++;
      running.push_back(std::make_unique<Apart>(number, [&, number] { return run_cell(world, number, verbose); }));
    }
    const RunResult result = running.front()->end();
    running.pop_front();
    if (at % std::size(wrongs) == 0) out << row_name(at);
    out << "| " << std::left << std::setw(16) << (result.violation ? "FAILED" : result.drawn);
    if (at % std::size(wrongs) + 1 == std::size(wrongs)) out << "\n" << std::flush;
    for (const auto& [name, count] : result.counts) counts[name] += count;
    if (!result.violation) continue;
    ++failed;
    failures << row_name(at) << wrongs[at % std::size(wrongs)] << ": " << result.violation->oracle << ": "
             << result.violation->detail << "\n";
  }
  out << cells << " cells, " << failed << " failed\n";
  for (const auto& [name, count] : counts) out << "  " << name << ": " << count << "\n";
  out << failures.str();
  return failed;
}

}  // namespace keybook::simulation
