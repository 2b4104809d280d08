#include "breakeven/message_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "statistics/random.hpp"

namespace breakeven {
namespace {

/// A library that sends up to 8 KiB eagerly: 1 us and 0.25 ns a byte, then after a handshake: 8 us and 0.08 ns a byte.
constexpr std::uint64_t eager_limit = 8192;
struct Truth {
  double latency;
  double per_byte;
};
constexpr Truth eager{1e-6, 2.5e-10};
constexpr Truth rendezvous{8e-6, 8e-11};

double true_seconds(std::uint64_t bytes) {
  const Truth& truth = bytes <= eager_limit ? eager : rendezvous;
  return truth.latency + truth.per_byte * static_cast<double>(bytes);
}

/// 0 and the powers of two up to 4 MiB.
std::vector<std::uint64_t> sizes() {
  std::vector<std::uint64_t> all{0};
  for (std::uint64_t bytes = 1; bytes <= 4U << 20U; bytes *= 2) all.push_back(bytes);
  return all;
}

/// One launch and one time a size, 5 % off.
std::vector<MessageTimes> noisy(statistics::Random& random, double noise = 0.05) {
  std::vector<MessageTimes> times;
  for (const std::uint64_t bytes : sizes()) {
    times.push_back({bytes, {{true_seconds(bytes) * (1 + noise * random.normal())}}});
  }
  return times;
}

bool holds(const Estimate& estimate, double truth) {
  return estimate.interval.low <= truth && truth <= estimate.interval.high;
}

MessageModel fitted(const std::vector<MessageTimes>& times, int resamples = 200) {
  return std::get<MessageModel>(fit_messages(times, {.resamples = resamples}));
}

TEST(MessageModel, FindsTheJumpAndItsIntervalsCoverTheTruth) {
  constexpr int experiments = 400;
  statistics::Random random(31);
  int found = 0;
  int jumps = 0;
  int hits[4] = {};
  for (int experiment = 0; experiment < experiments; ++experiment) {
    const MessageModel model = fitted(noisy(random));
    jumps += model.segments.size() == 2 ? 1 : 0;
    const bool right = model.segments.size() == 2 && model.segments[0].last_bytes == eager_limit;
    if (!right) continue;
    ++found;
    hits[0] += holds(model.segments[0].latency_seconds, eager.latency) ? 1 : 0;
    hits[1] += holds(model.segments[0].seconds_per_byte, eager.per_byte) ? 1 : 0;
    hits[2] += holds(model.segments[1].latency_seconds, rendezvous.latency) ? 1 : 0;
    hits[3] += holds(model.segments[1].seconds_per_byte, rendezvous.per_byte) ? 1 : 0;
  }
  RecordProperty("jumps", jumps);
  RecordProperty("found", found);
  EXPECT_GE(found, experiments * 95 / 100);
  for (int parameter = 0; parameter < 4; ++parameter) {
    RecordProperty("covered_" + std::to_string(parameter), hits[parameter]);
    EXPECT_GE(hits[parameter], found * 90 / 100) << parameter;
    EXPECT_LE(hits[parameter], found * 99 / 100) << parameter;
  }
}

TEST(MessageModel, DoesNotCutALine) {
  statistics::Random random(32);
  int cut = 0;
  for (int experiment = 0; experiment < 200; ++experiment) {
    std::vector<MessageTimes> times;
    for (const std::uint64_t bytes : sizes()) {
      const double seconds = eager.latency + eager.per_byte * static_cast<double>(bytes);
      times.push_back({bytes, {{seconds * (1 + 0.05 * random.normal())}}});
    }
    cut += fitted(times, 1).segments.size() > 1 ? 1 : 0;
  }
  RecordProperty("cut", cut);
  EXPECT_LE(cut, 10);
}

TEST(MessageModel, OfExactTimesIsExact) {
  statistics::Random random(33);
  const MessageModel model = fitted(noisy(random, 0));
  ASSERT_EQ(model.segments.size(), 2U);
  EXPECT_EQ(model.segments[0].first_bytes, 0U);
  EXPECT_EQ(model.segments[0].last_bytes, eager_limit);
  EXPECT_EQ(model.segments[0].sizes, 15U);
  EXPECT_EQ(model.segments[1].first_bytes, 2 * eager_limit);
  EXPECT_EQ(model.segments[1].last_bytes, 4U << 20U);
  EXPECT_NEAR(model.segments[0].latency_seconds.value, eager.latency, 1e-15);
  EXPECT_NEAR(model.segments[1].seconds_per_byte.value, rendezvous.per_byte, 1e-19);
  EXPECT_NEAR(model.typical_residual, 0, 1e-9);
  ASSERT_EQ(model.sizes.size(), sizes().size());
  EXPECT_EQ(model.sizes[1].bytes, 1U);
}

TEST(MessageModel, FitsRelativeErrorsAsNumPyDoes) {
  // Weights 1 / t^2, then twice 1 / model^2: b, a = numpy.polyfit(m, t, 1, w=1 / t), then w=1 / (a + b * m).
  const std::vector<MessageTimes> times{{1000, {{2.1e-6}}}, {2000, {{2.9e-6}}}, {4000, {{5.2e-6}}}, {8000, {{8.8e-6}}}};
  const MessageModel model = fitted(times);
  ASSERT_EQ(model.segments.size(), 1U);
  EXPECT_NEAR(model.segments[0].latency_seconds.value / 1.0868556961242436e-06, 1, 1e-9);
  EXPECT_NEAR(model.segments[0].seconds_per_byte.value / 9.772498306896608e-10, 1, 1e-9);
}

TEST(MessageModel, SaysWhatAPredictionRestsOn) {
  statistics::Random random(34);
  std::vector<MessageTimes> times = noisy(random, 0);
  times.erase(times.begin());  // no message of 0 bytes
  const MessageModel model = fitted(times);
  EXPECT_EQ(model.predict(0).support, Support::extrapolated);
  EXPECT_EQ(model.predict(1).support, Support::measured);
  EXPECT_EQ(model.predict(3000).support, Support::measured);
  EXPECT_NEAR(model.predict(3000).seconds, true_seconds(3000), 1e-12);
  EXPECT_EQ(model.predict(eager_limit).support, Support::measured);
  EXPECT_EQ(model.predict(eager_limit + 1).support, Support::between);
  EXPECT_EQ(model.predict(2 * eager_limit - 1).support, Support::between);
  EXPECT_EQ(model.predict(2 * eager_limit).support, Support::measured);
  EXPECT_NEAR(model.predict(1U << 20U).seconds, true_seconds(1U << 20U), 1e-9);
  EXPECT_EQ(model.predict((4U << 20U) + 1).support, Support::extrapolated);
}

TEST(MessageModel, SeesWhatALaunchDoesToAllSizes) {
  statistics::Random random(35);
  const auto width = [&](double between_launches) {
    std::vector<double> factors(10);
    for (double& factor : factors) factor = std::exp(between_launches * random.normal());
    std::vector<MessageTimes> times;
    for (const std::uint64_t bytes : sizes()) {
      auto& launches = times.emplace_back(MessageTimes{bytes, {}}).launches;
      for (const double factor : factors)
        launches.push_back({true_seconds(bytes) * factor * (1 + 0.01 * random.normal())});
    }
    const Interval interval = fitted(times).segments.at(0).latency_seconds.interval;
    return (interval.high - interval.low) / eager.latency;
  };
  EXPECT_LT(width(0), 0.02);
  EXPECT_GT(width(0.1), 0.05);
}

TEST(MessageModel, CountsASizeOnceWhateverItsOrderAndItsRepetitions) {
  statistics::Random random(36);
  std::vector<MessageTimes> times = noisy(random);
  const MessageModel model = fitted(times);
  std::ranges::reverse(times);
  const double seconds = times[3].launches[0][0];
  times[3].launches.push_back({seconds, seconds, seconds});
  times.push_back({77, {{}, {}}});
  const MessageModel again = fitted(times);
  EXPECT_EQ(again.sizes.size(), model.sizes.size());
  EXPECT_EQ(again.segments.at(0).latency_seconds.value, model.segments.at(0).latency_seconds.value);
  EXPECT_EQ(again.segments.at(0).latency_seconds.interval.low, model.segments.at(0).latency_seconds.interval.low);
}

TEST(MessageModel, RefusesTooFewSizesWithAReason) {
  const std::vector<MessageTimes> times{{1, {{1e-6}}}, {2, {{1e-6}}}, {3, {}}};
  EXPECT_THAT(std::get<Refusal>(fit_messages(times)).reason, testing::EndsWith("3 sizes at least; there are 2"));
}

TEST(MessageModel, ThrowsForWhatIsNoTime) {
  for (const double bad : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_THROW(fit_messages(std::vector<MessageTimes>{{1, {{bad}}}}), std::invalid_argument) << bad;
  }
  EXPECT_THROW(fit_messages(std::vector<MessageTimes>{{1, {{1}}}, {1, {{1}}}}), std::invalid_argument);
  EXPECT_THROW(fit_messages({}, {.resamples = 0}), std::invalid_argument);
}

}  // namespace
}  // namespace breakeven
