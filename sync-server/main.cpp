// keybook-server: the commands of INTERFACE.md, put together.
#include "sync-server/commands/command.h"

int main(int argc, char** argv) {
  namespace commands = keybook::server::commands;
  commands::CommandLine line;
  commands::add_serving(line);
  commands::add_upkeep(line);
  commands::add_backup(line);
  commands::add_users(line);
  commands::add_territories(line);
  commands::add_devices(line);
  commands::add_parcels(line);
  commands::add_held(line);
  return line.run(argc, argv);
}
