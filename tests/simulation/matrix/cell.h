// One cell of the handover matrix. Threads: one.
#pragma once

#include "simulation/world/world.h"

namespace keybook::simulation {

enum class Change { Grant, Revoke, Handover, CoverEnd };
enum class Done { Nothing, Edited, NewChild, Deleted, Conflicting };
// Made and arrived before the change; made before it, arrived after it; made after it by somebody not told yet.
enum class When { Before, During, After };
enum class Wrong { LostAnswer, Clone, Ahead, Behind, OlderDeclaration, Restored };

class Cell {
 public:
  Cell(World& world, Change change, Done done, When when, Wrong wrong)
      : world_(world), change_(change), done_(done), when_(when), wrong_(wrong) {}
  // What became of the work: "applied", "parked", "hidden", "nothing". Violations are in the world.
  [[nodiscard]] std::string run();
  [[nodiscard]] static std::string expected(Change change, Done done, When when, Wrong wrong);

 private:
  [[nodiscard]] DeviceNode& device(const std::string& user) { return *world_.device_of(user); }
  [[nodiscard]] client::Client& of(const std::string& user) { return device(user).client(); }
  // Who works on the account while rights change.
  [[nodiscard]] std::string worker() const { return change_ == Change::Grant ? "rep2" : "rep1"; }
  void expect(bool holds, const std::string& what);
  void all_sync(int rounds);
  void later() { world_.time.pass(60'000); }

  void prepare();
  void go_wrong_before();
  void make_change();
  void work();
  void arrive();
  void settle();
  [[nodiscard]] std::string found();
  [[nodiscard]] std::string found_of_record(const std::string& type, const std::string& id);
  void take_what_is_parked();
  void check_sight();

  World& world_;
  const Change change_;
  const Done done_;
  const When when_;
  const Wrong wrong_;
  std::string account_, contact_, child_, cover_;
  bool taken_ = false;
  bool hidden_ = false;  // the worker could not even see the account
  std::map<std::string, std::string> backup_;
};

}  // namespace keybook::simulation
