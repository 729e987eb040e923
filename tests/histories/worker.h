// One device at work: writes, deletes, reads and syncs as it comes, and notes what it did.
#pragma once

#include <atomic>
#include <random>

#include "histories/cast.h"
#include "histories/history.h"

namespace keybook::histories {

// The accounts of the play. Home accounts never move; a moving one goes back and forth between two reps.
struct Accounts {
  std::map<std::string, std::string> home;  // device name → account
  struct Moving {
    std::string id, first, second;  // the two users
  };
  std::vector<Moving> moving;
};

// Makes them, and brings them to all.
[[nodiscard]] Accounts make_accounts(const Cast& cast);

class Worker {
 public:
  Worker(const Cast& cast, const Device& device, const Accounts& accounts, std::uint64_t seed);
  // Until `stop`.
  void work(const std::atomic<bool>& stop);
  [[nodiscard]] const Story& story() const { return story_; }

 private:
  [[nodiscard]] int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  [[nodiscard]] std::string token();
  // A command, sometimes killed or stopped on the way.
  Outcome command(const std::string& kind, const std::vector<std::string>& arguments);
  void write_register();
  void delete_register();
  void write_visit();
  void write_remark();
  void hand_over();
  void sync();
  void look();
  [[nodiscard]] const Accounts::Moving& some_moving();

  const Cast& cast_;
  const Device& device_;
  const Accounts& accounts_;
  std::mt19937_64 random_;
  Story story_;
  int tokens_ = 0;
};

}  // namespace keybook::histories
