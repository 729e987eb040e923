// REPLICATION §8: which rank a mutation gets.
#include <gtest/gtest.h>

#include <random>

#include "session/dating.h"
#include "session/limits.h"

namespace keybook::server::session {
namespace {

constexpr std::int64_t today = 1'760'000'000'000;
constexpr std::int64_t hour = 3'600'000, year = 365LL * 24 * hour;

record::Mutation made(std::int64_t stamp_ms, record::ClockReading clock = {}, Counter counter = 1) {
  record::Mutation mutation;
  mutation.enrolment = "d1";
  mutation.counter = counter;
  mutation.stamp = {stamp_ms, 5, "d1"};
  mutation.clock = std::move(clock);
  return mutation;
}

DeviceTime device_at(record::ClockReading sent) {
  DeviceTime device;
  device.now_ms = today;
  device.now_device = std::move(sent);
  return device;
}

TEST(Dating, TheStampOfARightClockIsTheRank) {
  const Dated dated = date(made(today - hour, {today - hour, 1000, "b"}), {}, device_at({today, 1000 + hour, "b"}));
  EXPECT_EQ(dated.rank, (Stamp{today - hour, 5, "d1"}));
  EXPECT_EQ(dated.by, DatedBy::Stamp);
}

TEST(Dating, AClockThatIsALittleOffIsRight) {
  const std::int64_t off = clock_tolerance_ms / 2;
  EXPECT_EQ(date(made(today - hour - off, {today - hour - off, 0, "b"}), {}, device_at({today - off, hour, "b"})).by,
            DatedBy::Stamp);
}

TEST(Dating, AStampFromTheOffsetThatTheDeviceMeasuredIsRight) {
  // The device's own clock is three years behind, but it corrected its stamp.
  const Dated dated =
      date(made(today - hour, {today - hour - 3 * year, 0, "b"}), {}, device_at({today - 3 * year, hour, "b"}));
  EXPECT_EQ(dated.by, DatedBy::Stamp);
  EXPECT_EQ(dated.rank.ms, today - hour);
}

TEST(Dating, YearsAheadIsDatedByTheMonotonicClock) {
  const Dated dated = date(made(today + 7 * year, {today + 7 * year, 50, "b"}), {},
                           device_at({today + 7 * year + hour, 50 + hour, "b"}));
  EXPECT_EQ(dated.by, DatedBy::Monotonic);
  EXPECT_EQ(dated.rank, (Stamp{today - hour, 0, "d1"}));
}

TEST(Dating, YearsBehindIsDatedByTheMonotonicClock) {
  const Dated dated =
      date(made(today - 9 * year, {today - 9 * year, 50, "b"}), {}, device_at({today - 9 * year + 60, 110, "b"}));
  EXPECT_EQ(dated.rank.ms, today - 60);
}

TEST(Dating, AClockThatWasSetBetweenMakingAndSendingIsDatedByTheMonotonicClock) {
  // Made with a clock years behind; then somebody set it right.
  const Dated dated = date(made(today - 9 * year, {today - 9 * year, 50, "b"}), {}, device_at({today, 50 + hour, "b"}));
  EXPECT_EQ(dated.by, DatedBy::Monotonic);
  EXPECT_EQ(dated.rank.ms, today - hour);
}

TEST(Dating, AfterANewStartTheMeasuredOffsetCounts) {
  const Dated dated = date(made(today + 7 * year - hour, {today + 7 * year - hour, 50, "before"}), {},
                           device_at({today + 7 * year, 3, "after"}));
  EXPECT_EQ(dated.by, DatedBy::Offset);
  EXPECT_EQ(dated.rank.ms, today - hour);
}

TEST(Dating, AfterANewStartAndAClockThatWasSetTheEarlierOffsetCounts) {
  // At the last exchange the clock was right; it was so when this was made; today it stands in 2010.
  DeviceTime device = device_at({today - 15 * year, 3, "after"});
  device.last_exchange_ms = today - 2 * hour;
  device.offset_ms = 0;
  const Dated dated = date(made(today - hour, {today - hour, 50, "before"}), {}, device);
  EXPECT_EQ(dated.rank.ms, today - hour);
  EXPECT_EQ(dated.by, DatedBy::Stamp);
}

TEST(Dating, WithoutReadingsTheStampMustBePossible) {
  EXPECT_EQ(date(made(today - hour), {}, device_at({})).rank.ms, today - hour);
  EXPECT_EQ(date(made(today + 5 * year), {}, device_at({})).rank.ms, today);
  DeviceTime device = device_at({});
  device.last_exchange_ms = today - hour;
  EXPECT_GE(date(made(today - 5 * year), {}, device).rank.ms, today - hour);
}

TEST(Dating, NothingIsOlderThanWhatItsAuthorHadSeen) {
  const Stamp seen{today - 10, 3, "d9"};
  const Dated dated = date(made(today - hour, {today - hour, 0, "b"}), seen, device_at({today, hour, "b"}));
  EXPECT_LT(seen, dated.rank);
  EXPECT_EQ(dated.rank, (Stamp{today - 10, 4, "d1"}));
}

TEST(Dating, NothingIsOlderThanTheDevicesMutationBefore) {
  DeviceTime device = device_at({today, hour, "b"});
  device.last_rank = {today - 5, 0xFFFF, "d1"};
  const Dated dated = date(made(today - hour, {today - hour, 0, "b"}), {}, device);
  EXPECT_EQ(dated.rank, (Stamp{today - 4, 0, "d1"}));  // the counter carries
}

TEST(Dating, NothingIsOlderThanTheExchangeThatDidNotKnowOfIt) {
  DeviceTime device = device_at({today, hour, "b"});
  device.last_exchange_ms = today - 100;
  device.made = 4;
  EXPECT_GE(date(made(today - hour, {today - hour, 0, "b"}, 5), {}, device).rank.ms, today - 100);
  EXPECT_EQ(date(made(today - hour, {today - hour, 0, "b"}, 4), {}, device).rank.ms,
            today - hour);  // it was reported as made
}

TEST(Dating, ARankThatIsOnlyClaimedKeepsTheSameBounds) {
  DeviceTime device = device_at({});
  device.last_exchange_ms = today - 100;
  device.made = 4;
  record::Mutation claimed = made(today - hour, {}, 5);
  claimed.ranked = {today - hour, 3, "d1"};
  EXPECT_GE(dated_before(claimed, {}, device).rank.ms, today - 100) << "the exchange before did not know of it";
  claimed.counter = 4;
  EXPECT_EQ(dated_before(claimed, {}, device).rank, claimed.ranked);
  claimed.ranked.ms = today + hour;
  EXPECT_EQ(dated_before(claimed, {}, device).rank.ms, today);
}

TEST(Dating, TheServersClockSetBackBreaksNoOrder) {
  DeviceTime device = device_at({today, hour, "b"});
  device.last_rank = {today + hour, 7, "d1"};
  EXPECT_EQ(date(made(today, {today, hour, "b"}), {}, device).rank, (Stamp{today + hour, 8, "d1"}));
}

// Whatever clocks do: ranks of a device grow, never pass the server's now, never precede what was seen, and are close
// to the truth where the monotonic clock reaches.
TEST(Dating, HoldsItsBoundsWhateverTheClocksDo) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937_64 random(seed);
    const auto below = [&random](std::int64_t bound) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bound));
    };
    std::int64_t truth = today, wall_error = (below(41) - 20) * year, mono = below(100000);
    std::string boot = "b0";
    DeviceTime device;
    Counter counter = 0;
    for (int exchange = 0; exchange < 6; ++exchange) {
      std::vector<std::pair<record::Mutation, std::int64_t>> pending;  // with the true time
      const std::int64_t count = below(5);
      for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t pause = below(3 * hour) + 1;
        truth += pause;
        mono += pause;
        if (below(6) == 0) wall_error = (below(41) - 20) * year;  // stepped
        if (below(9) == 0) wall_error -= pause;                   // stalled
        if (below(9) == 0) boot += "x", mono = 0;
        pending.emplace_back(made(truth + wall_error, {truth + wall_error, mono, boot}, ++counter), truth);
      }
      truth += 1 + below(hour);
      mono += 1;
      device.now_ms = truth;
      const std::int64_t drift = truth - (pending.empty() ? truth : pending.back().second) - 1;
      mono += drift;  // the monotonic clock counts all of it
      device.now_device = {truth + wall_error, mono, boot};
      const Stamp seen{device.last_exchange_ms == 0 ? 0 : device.last_exchange_ms - below(1000), 0, "d9"};
      for (const auto& [mutation, at] : pending) {
        const Dated dated = date(mutation, seen, device);
        ASSERT_LT(device.last_rank, dated.rank) << "seed " << seed;
        ASSERT_LT(seen, dated.rank) << "seed " << seed;
        ASSERT_LE(dated.rank.ms, device.now_ms + 1) << "seed " << seed;
        ASSERT_GE(dated.rank.ms, device.last_exchange_ms) << "seed " << seed;
        ASSERT_EQ(dated.rank.device, "d1");
        // Where an earlier one of the same request could only be guessed, the exact ones come after the guess.
        if (pending.front().first.clock.boot == boot) {
          ASSERT_LE(std::llabs(dated.rank.ms - at), clock_tolerance_ms + 1)
              << "seed " << seed << " by " << name_of(dated.by);
        }
        device.last_rank = dated.rank;
      }
      device.made = counter;
      device.last_exchange_ms = truth;
      device.offset_ms = -wall_error;
    }
  }
}

}  // namespace
}  // namespace keybook::server::session
