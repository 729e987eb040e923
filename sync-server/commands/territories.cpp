#include "sync-server/commands/command.h"

namespace keybook::server::commands {
namespace {

Value territory_json(const admin::Territory& territory) {
  return {{"name", territory.name}, {"parent", territory.parent.empty() ? Value() : Value(territory.parent)}};
}

void territory_add(const Options& options) {
  Opened opened(options, Making::No);
  const admin::Territory territory{options.name, options.parent};
  need(admin::add_territory(opened.ground(), territory));
  say(options, "added territory " + territory.name + (territory.parent.empty() ? "" : " in " + territory.parent),
      territory_json(territory));
}

void territory_list(const Options& options) {
  Opened opened(options, Making::No);
  for (const admin::Territory& territory : need(admin::territories(*opened.store)))
    say(options, territory.name + (territory.parent.empty() ? "" : "  in " + territory.parent),
        territory_json(territory));
}

}  // namespace

void add_territories(CommandLine& line) {
  Options& options = line.options();
  CLI::App* territories = line.group("territory", "the territory tree");
  CLI::App* sub = line.command(territories, "add", "add a territory", territory_add);
  sub->add_option("--name", options.name, "name of the territory")->required();
  sub->add_option("--parent", options.parent, "territory that it lies in");
  line.command(territories, "list", "list territories", territory_list);
}

}  // namespace keybook::server::commands
