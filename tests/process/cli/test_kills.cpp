// Programs that are killed in the middle: what was saved is there, once, on every device.
#include <random>
#include <set>
#include <thread>

#include "stage.h"

namespace keybook::process {
namespace {

constexpr int rounds = 20;
constexpr int lines_per_round = 30;

class Kills : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("amy");
    enrol("hans");
    std::random_device device;
    seed = device();
    random.seed(seed);
    std::cout << "seed " << seed << '\n';
  }
  void pause_ms(int ms_max) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(0, ms_max)(random)));
  }
  [[nodiscard]] std::multiset<std::string> names(const std::string& device) const {
    std::multiset<std::string> found;
    for (const json& record : lines(device, {"list", "account"})) found.insert(record["name"].get<std::string>());
    return found;
  }
  // Starts a command and kills it after a while; whether it had ended before.
  bool killed_after(const std::vector<std::string>& arguments, int ms_max, const std::string& input = {}) {
    Child client(command("amy", arguments), input);
    pause_ms(ms_max);
    client.tell(SIGKILL);
    return client.wait() >= 0;
  }

  unsigned seed = 0;
  std::mt19937 random;
};

TEST_F(Kills, OfTheClientLoseNothingThatWasSavedAndDoubleNothing) {
  int written = 0, killed = 0;
  for (int round = 0; round < rounds; ++round) {
    std::string operations;
    for (int i = 0; i < lines_per_round; ++i)
      operations +=
          json{{"op", "new"}, {"type", "account"}, {"fields", {{"name", "n" + std::to_string(written++)}}}}.dump() +
          "\n";
    if (!killed_after({"apply", "-"}, 400, operations)) ++killed;
    if (!killed_after({"sync"}, 400)) ++killed;
  }
  EXPECT_EQ(asked("amy", {"check"})["ok"], true);
  const auto saved = names("amy");
  EXPECT_EQ(std::set(saved.begin(), saved.end()).size(), saved.size()) << "a record is there twice";
  sync("amy");
  sync("hans");
  EXPECT_EQ(names("hans"), saved);
  EXPECT_EQ(digest("amy"), digest("hans"));
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
  std::cout << killed << " of " << 2 * rounds << " commands were killed before their end, " << saved.size()
            << " records saved\n";
}

TEST_F(Kills, OfTheServerLoseNothingThatItAnsweredAndDoubleNothing) {
  int cut = 0;
  for (int round = 0; round < rounds; ++round) {
    std::string operations;
    for (int i = 0; i < lines_per_round; ++i)
      operations += json{{"op", "new"},
                         {"type", "account"},
                         {"fields", {{"name", "r" + std::to_string(round) + "-" + std::to_string(i)}}}}
                        .dump() +
                    "\n";
    done("amy", {"apply", "-"}, operations);
    std::thread killing([&] {
      pause_ms(300);
      kill_server();
    });
    const Ran ran = keybook("amy", {"sync"});
    killing.join();
    EXPECT_TRUE(ran.code == 0 || ran.code == 3) << ran.code << ran.err;
    cut += ran.code == 3 ? 1 : 0;
    start();
  }
  sync("amy");
  sync("hans");
  const auto saved = names("amy");
  EXPECT_EQ(saved.size(), static_cast<std::size_t>(rounds * lines_per_round));
  EXPECT_EQ(std::set(saved.begin(), saved.end()).size(), saved.size()) << "a record is there twice";
  EXPECT_EQ(names("hans"), saved);
  EXPECT_EQ(digest("amy"), digest("hans"));
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
  std::cout << cut << " of " << rounds << " syncs were cut\n";
}

}  // namespace
}  // namespace keybook::process
