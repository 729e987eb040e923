#include "record/stamp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace keybook::record {
namespace {

TEST(Stamp, TextAndBack) {
  const Stamp stamp{1'760'000'000'000, 7, "0190-abc"};
  EXPECT_EQ(stamp.text(), "1760000000000.7.0190-abc");
  EXPECT_EQ(Stamp::parse(stamp.text()), stamp);
}

TEST(Stamp, RefusesEveryOtherSpelling) {
  for (const char* text : {"",
                           ".",
                           "..",
                           "1",
                           "1.2",
                           "1.2.",
                           ".2.d",
                           "1..d",
                           "01.2.d",
                           "1.02.d",
                           "+1.2.d",
                           "-1.2.d",
                           " 1.2.d",
                           "1.2.d/e",
                           "1.2.d e",
                           "1.2.d.e",
                           "x.2.d",
                           "1.x.d",
                           "99999999999999999999.0.d",
                           "281474976710656.0.d",
                           "1.2147483648.d"})
    EXPECT_FALSE(Stamp::parse(text)) << text;
  EXPECT_FALSE(Stamp::parse("1.2." + std::string(65, 'd')));
  EXPECT_TRUE(Stamp::parse("281474976710655.2147483647.d"));
}

TEST(Stamp, OrdersByTimeThenCounterThenDeviceBytes) {
  const std::vector<Stamp> sorted = {{1, 0, "b"},  {1, 9, "a"}, {1, 10, "B"}, {1, 10, "a"},
                                     {1, 10, "b"}, {2, 0, "a"}, {10, 0, "a"}};
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
}

TEST(HybridClock, FollowsTheWallClock) {
  HybridClock clock("d", {});
  EXPECT_EQ(clock.next(100).text(), "100.0.d");
  EXPECT_EQ(clock.next(101).text(), "101.0.d");
}

TEST(HybridClock, StalledWallClockCountsAndCarriesIntoTheMilliseconds) {
  HybridClock clock("d", {});
  Stamp last = clock.next(100);
  for (int i = 0; i < 200'000; ++i) {
    const Stamp next = clock.next(100);
    ASSERT_LT(last, next);
    ASSERT_LE(next.counter, HybridClock::counter_max);
    last = next;
  }
  EXPECT_EQ(last.ms, 100 + 200'000 / (HybridClock::counter_max + 1));
}

TEST(HybridClock, BackwardWallClockNeverRunsBackwards) {
  HybridClock clock("d", {});
  const Stamp before = clock.next(1'000'000);
  const Stamp after = clock.next(5);
  EXPECT_LT(before, after);
  EXPECT_EQ(after.ms, 1'000'000);
}

TEST(HybridClock, FarAheadWallClockStaysWithinWhatAStampHolds) {
  HybridClock clock("d", {});
  EXPECT_EQ(clock.next(INT64_MAX).ms, Stamp::ms_max);
  EXPECT_TRUE(Stamp::parse(clock.next(INT64_MAX).text()));
}

TEST(HybridClock, ComesBackAfterAWildObservation) {
  HybridClock clock("d", {});
  clock.observe({5'000, Stamp::counter_max, "other"});
  const Stamp next = clock.next(10);
  EXPECT_EQ(next.text(), "5001.0.d");
  EXPECT_EQ(clock.next(9'000).text(), "9000.0.d");
}

TEST(HybridClock, OldObservationChangesNothing) {
  HybridClock clock("d", {5'000, 3, "d"});
  clock.observe({4'999, 9, "x"});
  clock.observe({5'000, 2, "x"});
  EXPECT_EQ(clock.next(0).text(), "5000.4.d");
}

TEST(HybridClock, AnyMixOfJumpsAndObservationsGrows) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    HybridClock clock("d", {});
    Stamp last;
    std::int64_t wall = 1'000'000;
    for (int i = 0; i < 500; ++i) {
      const auto dice = random() % 10;
      if (dice == 0)
        wall -= static_cast<std::int64_t>(random() % 1'000'000);
      else if (dice == 1)
        wall += static_cast<std::int64_t>(random() % 100'000'000);
      else if (dice < 5)
        wall += static_cast<std::int64_t>(random() % 3);
      const Stamp seen{wall + static_cast<std::int64_t>(random() % 2'000) - 1'000,
                       static_cast<std::int64_t>(random() % 70'000), "x"};
      if (dice == 6) clock.observe(seen);
      const Stamp next = clock.next(wall);
      ASSERT_LT(last, next);
      ASSERT_TRUE(dice != 6 || seen < next);
      last = next;
    }
  }
}

}  // namespace
}  // namespace keybook::record
