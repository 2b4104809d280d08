#include "breakeven/loggp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "statistics/random.hpp"

namespace breakeven {
namespace {

using testing::HasSubstr;

constexpr double true_l = 1.2e-6;
constexpr double true_o = 0.3e-6;
constexpr double true_g = 0.5e-6;
constexpr double true_g_per_byte = 1e-10;

/// `smallest` to 1 MiB, 8 launches of 20 repetitions.
std::vector<MessageTimes> measured(const std::function<double(double)>& seconds, statistics::Random& random,
                                   std::uint64_t smallest = 1) {
  std::vector<MessageTimes> times;
  for (std::uint64_t bytes = smallest; bytes <= 1U << 20U; bytes *= 4) {
    auto& launches = times.emplace_back(MessageTimes{bytes, {}}).launches;
    for (int launch = 0; launch < 8; ++launch) {
      auto& repetitions = launches.emplace_back();
      const double level = seconds(static_cast<double>(bytes)) * (1 + 0.01 * random.normal());
      for (int i = 0; i < 20; ++i) repetitions.push_back(level * (1 + 0.03 * random.normal()));
    }
  }
  return times;
}

struct LogGpExperiment : testing::Test {
  statistics::Random random{41};
  std::vector<MessageTimes> latency =
      measured([](double k) { return 2 * true_o + true_l + (k - 1) * true_g_per_byte; }, random);
  std::vector<MessageTimes> streaming = measured([](double k) { return true_g + (k - 1) * true_g_per_byte; }, random);
  std::vector<MessageTimes> send_overhead = measured([](double) { return true_o; }, random);
};

void expect_parameter(const Fitted<LogGpParameter>& fit, double truth, const std::string& source) {
  ASSERT_TRUE(std::holds_alternative<LogGpParameter>(fit)) << std::get<Refusal>(fit).reason;
  const auto& parameter = std::get<LogGpParameter>(fit);
  EXPECT_NEAR(parameter.value / truth, 1, 0.04);
  ASSERT_TRUE(parameter.interval.has_value());
  EXPECT_LE(parameter.interval->low, truth);
  EXPECT_GE(parameter.interval->high, truth);
  EXPECT_THAT(parameter.source, HasSubstr(source));
}

std::string reason(const Fitted<LogGpParameter>& fit) {
  return std::holds_alternative<Refusal>(fit) ? std::get<Refusal>(fit).reason : "";
}

TEST_F(LogGpExperiment, FindsAllParametersAndSaysWhereFrom) {
  const LogGp fit = fit_loggp({latency, streaming, send_overhead});
  expect_parameter(fit.latency, true_l, "isolated messages of 1 bytes less twice o");
  expect_parameter(fit.overhead, true_o, "send call for messages of 1 bytes");
  expect_parameter(fit.gap, true_g, "streaming messages of 1 bytes");
  expect_parameter(fit.gap_per_byte, true_g_per_byte, "slope of the time between streaming messages from 1 to 1048576");
  EXPECT_THAT(std::get<LogGpParameter>(fit.gap).source, testing::Not(HasSubstr("does not exceed o")));
}

TEST_F(LogGpExperiment, TakesGFromLatencyWhenNothingStreamed) {
  const LogGp fit = fit_loggp({.latency = latency, .streaming = {}, .send_overhead = send_overhead});
  expect_parameter(fit.gap_per_byte, true_g_per_byte, "slope of the latency of isolated messages");
  EXPECT_THAT(reason(fit.gap), HasSubstr("g is unknown"));
}

TEST_F(LogGpExperiment, SaysWhatIsNotIdentifiable) {
  const LogGp without_calls = fit_loggp({.latency = latency, .streaming = streaming, .send_overhead = {}});
  EXPECT_THAT(reason(without_calls.overhead), HasSubstr("o is unknown"));
  EXPECT_THAT(reason(without_calls.latency), HasSubstr("only L + 2 o"));
  const LogGp nothing = fit_loggp({});
  EXPECT_THAT(reason(nothing.latency), HasSubstr("no isolated messages"));
  EXPECT_THAT(reason(nothing.gap_per_byte), HasSubstr("there are 0"));
}

TEST_F(LogGpExperiment, CountsTheBytesOfItsSmallestMessages) {
  constexpr double slow = 2e-8;  // so that 63 bytes take as long as everything else
  const auto k_latency = measured([](double k) { return 2 * true_o + true_l + (k - 1) * slow; }, random, 64);
  const auto k_streaming = measured([](double k) { return true_g + (k - 1) * slow; }, random, 64);
  const auto calls = measured([](double) { return true_o; }, random, 64);
  const LogGp fit = fit_loggp({k_latency, k_streaming, calls});
  expect_parameter(fit.latency, true_l, "of 64 bytes less twice o and G of all bytes but one");
  const LogGp without_slope = fit_loggp({std::span(k_latency).first(1), std::span(k_streaming).first(1), calls});
  EXPECT_THAT(std::get<LogGpParameter>(without_slope.latency).source, testing::Not(HasSubstr("G of all bytes")));
}

TEST_F(LogGpExperiment, RefusesWhatOnlySmallMessagesTell) {
  const auto of_rest = [](const std::vector<MessageTimes>& times, std::size_t from) {
    return std::span(times).subspan(from);
  };
  const LogGp large = fit_loggp({of_rest(latency, 4), of_rest(streaming, 4), of_rest(send_overhead, 4)});
  EXPECT_THAT(reason(large.latency), HasSubstr("L is unknown: it takes messages of 64 bytes at most"));
  EXPECT_THAT(reason(large.overhead), HasSubstr("o is unknown: it takes messages of 64 bytes at most"));
  EXPECT_THAT(reason(large.gap), HasSubstr("g is unknown: it takes messages of 64 bytes at most"));
  expect_parameter(large.gap_per_byte, true_g_per_byte, "slope of");
  const LogGp unlike = fit_loggp({of_rest(latency, 1), streaming, send_overhead});
  EXPECT_THAT(reason(unlike.latency), HasSubstr("the latency is that of messages of 4 bytes, o that of messages of 1"));
}

TEST_F(LogGpExperiment, SeesASenderThatWaits) {
  const auto slow = measured([](double) { return true_l; }, random);
  const LogGp fit = fit_loggp({latency, streaming, slow});
  EXPECT_THAT(reason(fit.latency), HasSubstr("at the same time, or the call waits"));
  EXPECT_THAT(std::get<LogGpParameter>(fit.gap).source, HasSubstr("does not exceed o"));
}

TEST_F(LogGpExperiment, HasNoSlopeWhereSizesMakeNoDifference) {
  const auto flat = measured([](double) { return true_g; }, random);
  const LogGp fit = fit_loggp({.latency = {}, .streaming = flat, .send_overhead = {}});
  EXPECT_THAT(reason(fit.gap_per_byte), HasSubstr("does not surely grow"));
}

}  // namespace
}  // namespace breakeven
