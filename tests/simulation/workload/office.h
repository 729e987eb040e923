// What head office and administrators do while everybody works: accounts change hands, teams and territories change, a
// user is disabled. The engine's own transactions, on the server's store.
// Threads: one. Errors: base::Failure, which ends the run as a surprise.
#pragma once

#include "simulation/world/world.h"

namespace keybook::simulation {

class Office {
 public:
  explicit Office(World& world) : server_(*world.server), random_(world.random), reps_(world.reps) {}

  // One change of somebody's rights; what was done, for the trace. Empty: there was nothing to change.
  [[nodiscard]] std::string change_rights();
  // Stops all access of one of the reps, once; their name, or empty.
  [[nodiscard]] std::string disable_one();

 private:
  template <class Event>
  void commit(const Event& event);
  void move_to_territory(const std::string& account, const std::string& territory);

  ServerNode& server_;
  SeededRandom& random_;
  std::vector<std::string> reps_;
  bool disabled_ = false;
};

}  // namespace keybook::simulation
