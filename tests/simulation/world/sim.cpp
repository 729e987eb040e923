#include "simulation/world/sim.h"

#include <cstdio>

namespace keybook::simulation {

using base::ErrorCode;
using client::transport::Call;
using client::transport::Reply;

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0) {
      state_ += 0x9E3779B97F4A7C15ULL;
      word = state_;
      word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ULL;
      word = (word ^ (word >> 27)) * 0x94D049BB133111EBULL;
      word ^= word >> 31;
    }
    bytes[i] = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
  }
}

void StoryLog::write(base::LogLevel level, std::string_view event, std::initializer_list<Member> members) {
  if (level < base::LogLevel::Warning) return;
  ++counts_["logged " + std::string(event)];
  std::string text(event);
  for (const auto& [name, value] : members) text += ", " + std::string(name) + ": " + value;
  if (verbose_) std::printf("  log: %s\n", text.c_str());
  if (event == "plan-broke") broken_ = text;
}

std::int64_t NodeClock::wall_ms() {
  const std::int64_t since_boot = time_.now_ms() - boot_ms_;
  return time_.now_ms() + offset_ms_ + since_boot * drift_ppm_ / 1'000'000;
}

base::Result<Reply> SimTransport::send(const Call& call) {
  const auto unreachable = [](const char* what) {
    return base::fail(ErrorCode::Unreachable, what, {}, "Try again later");
  };
  time_.pass(static_cast<std::int64_t>(5 + random_.below(400)));
  if (random_.chance(faults_.lose_request)) {
    ++counts_["lost requests"];
    return unreachable("the request was lost");
  }
  if (random_.chance(faults_.repeat)) {
    ++counts_["repeated requests"];
    static_cast<void>(deliver_(call));  // a proxy sent it twice; the first answer went nowhere
    time_.pass(static_cast<std::int64_t>(random_.below(2000)));
  }
  auto reply = deliver_(call);
  time_.pass(static_cast<std::int64_t>(5 + random_.below(400)));
  if (!reply) return unreachable("the server is down");
  if (random_.chance(faults_.lose_answer)) {
    ++counts_["lost answers"];
    return unreachable("the answer was lost");
  }
  if (call.sink != nullptr && reply->status >= 200 && reply->status < 300) {
    std::string body = std::move(reply->body);
    reply->body.clear();
    const bool cut = random_.chance(faults_.cut) && !body.empty();
    if (cut) {
      ++counts_["cut answers"];
      body.resize(static_cast<std::size_t>(random_.below(body.size())));
    }
    if (auto written = call.sink->write(body); !written) return tl::unexpected(written.error());
    if (cut) return unreachable("the transfer was cut");
  } else if (random_.chance(faults_.cut)) {
    ++counts_["cut answers"];
    return unreachable("the transfer was cut");
  }
  return *reply;
}

}  // namespace keybook::simulation
