#include "workloads/passing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "breakeven/error.hpp"

namespace breakeven::workloads {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

Departure departure_at(TimePoint begin) { return {begin, begin + 10ms, 1000}; }

/// A receiver to which something came twice.
Receipt receipt_at(TimePoint begin, Duration later) {
  return {begin + 30ms + later, 5ms, 7ms, 8ms, begin + 50ms + later, 42, 4096, 2048};
}

TEST(Passage, SumsToWhatItTookUntilTheLastReceiverHadUsedTheObject) {
  const TimePoint begin = Clock::now();
  const std::array receipts{receipt_at(begin, 0ms), receipt_at(begin, 3ms), receipt_at(begin, 1ms)};
  const Passage passage = passage_of(departure_at(begin), receipts, 42, "a pigeon");
  EXPECT_DOUBLE_EQ(passage.serialise_seconds, 0.010);
  EXPECT_DOUBLE_EQ(passage.transport_seconds, 0.023 + 0.005);
  EXPECT_DOUBLE_EQ(passage.deserialise_seconds, 0.007);
  EXPECT_DOUBLE_EQ(passage.use_seconds, 0.008);
  EXPECT_DOUBLE_EQ(passage.whole_seconds, 0.053);
  EXPECT_EQ(passage.bytes, 1000U);
  EXPECT_EQ(passage.resident_bytes, 4096U);
  EXPECT_EQ(passage.proportional_bytes, 2048U);
}

TEST(Passage, OfAnObjectThatArrivedAsAnotherIsAWrongAnswer) {
  const TimePoint begin = Clock::now();
  std::array receipts{receipt_at(begin, 3ms), receipt_at(begin, 0ms)};
  receipts[1].digest = 43;
  EXPECT_THAT([&] { passage_of(departure_at(begin), receipts, 42, "a pigeon"); },
              ThrowsMessage<WrongAnswer>(HasSubstr("a pigeon")));
}

TEST(ReceiverClock, LeavesNoGapBetweenArrivalAndUse) {
  ReceiverClock clock;
  clock.arrived();
  clock.unpacked();
  clock.arrived();
  clock.unpacked();
  const Receipt receipt = clock.used(42);
  EXPECT_EQ(receipt.used - receipt.arrived, receipt.more_transport + receipt.deserialise + receipt.use);
  EXPECT_GT(receipt.more_transport, Duration::zero());
  EXPECT_EQ(receipt.digest, 42U);
}

TEST(ReceiverClock, CountsTheMemoryThatTheReceiverStillHas) {
  const std::size_t bytes = std::size_t{16} << 20;
  ReceiverClock clock;
  const os::Mapping memory = os::Mapping::anonymous(bytes, os::Pages::small);
  std::ranges::fill(memory.bytes(), std::byte{1});
  const Receipt receipt = clock.used(0);
  EXPECT_NEAR(static_cast<double>(receipt.resident_bytes), bytes, bytes / 16.0);
  EXPECT_NEAR(static_cast<double>(receipt.proportional_bytes), bytes, bytes / 16.0);
}

TEST(PassInRounds, TakesAllWaysEachRoundInAnOrderThatTheSeedSays) {
  constexpr std::array<std::string_view, 3> ways{"a", "b", "c"};
  const auto order_of = [&](std::uint64_t seed) {
    std::vector<std::size_t> order;
    const auto all = pass_in_rounds(ways, 20, seed, [&](std::size_t way) {
      order.push_back(way);
      Passage passage;
      passage.bytes = way;
      return passage;
    });
    for (std::size_t way = 0; way < ways.size(); ++way) {
      EXPECT_EQ(all[way].way, ways[way]);
      EXPECT_THAT(all[way].passages, SizeIs(20));
      for (const Passage& passage : all[way].passages) EXPECT_EQ(passage.bytes, way);
    }
    return order;
  };
  EXPECT_EQ(order_of(1), order_of(1));
  EXPECT_NE(order_of(1), order_of(2));
}

TEST(PassagesIn, RefusesAnotherAnswer) {
  EXPECT_THAT([] { passages_in(Answer{1, {}, "what"}); }, ThrowsMessage<Error>(HasSubstr("no passages")));
}

}  // namespace
}  // namespace breakeven::workloads
