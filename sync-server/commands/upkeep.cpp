#include "sync-server/commands/command.h"

#include <iostream>

namespace keybook::server::commands {
namespace {

int check(const Options& options) {
  Opened opened(options, Making::No);
  const std::vector<std::string> problems = need(admin::check(*opened.store));
  std::vector<std::string> left_out;
  for (const base::Error& error : schema::grown(opened.registry, opened.store->read()->additions()).left_out)
    left_out.push_back(error.text());
  if (options.json) {
    std::cout << Value{{"ok", problems.empty()}, {"problems", problems}, {"left_out", left_out}}.dump() << '\n';
  } else {
    for (const std::string& one : left_out)
      std::cout << "declared in a way that this program does not know; its data are kept as they are until a newer one "
                   "is installed: "
                << one << '\n';
    for (const std::string& problem : problems) std::cout << problem << '\n';
    std::cout << (problems.empty()
                      ? "all invariants hold"
                      : std::to_string(problems.size()) + " problems; restore a backup, and tell the makers of Keybook")
              << '\n';
  }
  return problems.empty() ? 0 : 1;
}

void compact(const Options& options) {
  Opened opened(options, Making::No);
  const storage::Compaction done = need(admin::compact(opened.ground(), options.retention_days));
  say(options,
      std::to_string(done.dropped) + " deleted records left the feed, their history is kept; free space given back: " +
          std::to_string((done.bytes_before - done.bytes_after) / 1024) + " KiB",
      {{"dropped", done.dropped}, {"bytes_before", done.bytes_before}, {"bytes_after", done.bytes_after}});
}

}  // namespace

void add_upkeep(CommandLine& line) {
  line.command(nullptr, "check", "verify every invariant of the store", Run(check));
  CLI::App* sub = line.command(nullptr, "compact", "drop what retention allows, give space back", compact);
  sub->add_option("--retention-days", line.options().retention_days,
                  "devices not seen for so long need not have heard of a deletion; they download everything anew")
      ->check(CLI::Range(1, 36'500));
}

}  // namespace keybook::server::commands
