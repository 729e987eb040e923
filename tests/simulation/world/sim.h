// Time, chance and the network of a simulated world: one seed decides all of it.
// Threads: one. Everything here outlives the nodes that use it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "transport/transport.h"

namespace keybook::simulation {

inline constexpr std::int64_t ten_years_ms = 10LL * 365 * 24 * 3600 * 1000;

// A splitmix64 sequence: small, fast, the same on every machine.
class SeededRandom final : public base::Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;
  [[nodiscard]] bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }
  template <class List>
  auto& pick(List& list) {
    return list[static_cast<std::size_t>(below(list.size()))];
  }

 private:
  std::uint64_t state_;
};

// The world's true time; moves only when told.
class TrueTime {
 public:
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
  void pass(std::int64_t ms) { now_ms_ += ms; }

 private:
  std::int64_t now_ms_ = 1'760'000'000'000;  // autumn 2025
};

// A machine's own clock: wrong by an offset, and by a drift that grows.
class NodeClock final : public base::Clock {
 public:
  NodeClock(const TrueTime& time, std::int64_t offset_ms, std::int64_t drift_ppm)
      : time_(time), offset_ms_(offset_ms), drift_ppm_(drift_ppm), boot_ms_(time.now_ms()) {}
  [[nodiscard]] std::int64_t wall_ms() override;
  [[nodiscard]] std::int64_t monotonic_ms() override { return time_.now_ms() - boot_ms_; }
  void boot() { boot_ms_ = time_.now_ms(); }
  void jump(std::int64_t by_ms) { offset_ms_ += by_ms; }

 private:
  const TrueTime& time_;
  std::int64_t offset_ms_, drift_ppm_, boot_ms_;
};

// How often (percent) a message meets each fate.
struct NetworkFaults {
  int lose_request = 0, lose_answer = 0, repeat = 0, cut = 0;
};

// Counts by name: faults that happened, checks that were made.
using Counts = std::map<std::string, std::int64_t>;

// What server and devices log: warnings and errors are counted, and shown to whoever follows a story.
class StoryLog final : public base::Log {
 public:
  StoryLog(Counts& counts, const bool& verbose) : counts_(counts), verbose_(verbose) {}
  void write(base::LogLevel level, std::string_view event, std::initializer_list<Member> members) override;
  // A job of the server that broke since the last call; empty: none did.
  [[nodiscard]] std::string take_broken() { return std::exchange(broken_, {}); }

 private:
  Counts& counts_;
  const bool& verbose_;
  std::string broken_;
};

// What a delivered call becomes; nullopt: the server is down.
using Deliver = std::function<std::optional<client::transport::Reply>(const client::transport::Call&)>;

// A device's way to the server.
class SimTransport final : public client::transport::Transport {
 public:
  SimTransport(Deliver deliver, SeededRandom& random, const NetworkFaults& faults, TrueTime& time, Counts& counts)
      : deliver_(std::move(deliver)), random_(random), faults_(faults), time_(time), counts_(counts) {}
  [[nodiscard]] base::Result<client::transport::Reply> send(const client::transport::Call& call) override;

 private:
  Deliver deliver_;
  SeededRandom& random_;
  const NetworkFaults& faults_;
  TrueTime& time_;
  Counts& counts_;
};

}  // namespace keybook::simulation
