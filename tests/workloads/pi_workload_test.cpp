#include <gmock/gmock.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <variant>
#include <vector>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "breakeven/pi_sample.hpp"
#include "kernels/pi.hpp"
#include "workloads/null.hpp"
#include "workloads/pi.hpp"
#include "workloads/pi_check.hpp"

namespace breakeven::workloads {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

JobOutcome run(const AnyWorkload& workload, CrewKind kind, int workers) {
  const WorkloadRegistry registry;
  CrewOptions options;
  options.kind = kind;
  options.workers = workers;
  const auto crew = make_crew(options, registry);
  crew->start();
  JobOutcome outcome = crew->run(workload);
  crew->stop();
  return outcome;
}

Answer estimate(const PiWorkload& pi, int workers) {
  return run(AnyWorkload(pi), workers == 1 ? CrewKind::serial : CrewKind::threads, workers).answer;
}

template <class T>
T figure(const Answer& answer, std::size_t index, const char* name) {
  EXPECT_EQ(answer.figures.at(index).name, name);
  return std::get<T>(answer.figures.at(index).value);
}

TEST(PiWorkload, HitsAndDigestAreTheSameForEveryNumberOfWorkers) {
  // Fewer samples than workers, one more or less than a multiple of them, and several checkpoints each.
  for (const std::uint64_t samples : {1U, 2U, 7U, 8U, 9U, 1000U, 17000003U}) {
    const Answer serial = estimate({.samples = samples, .seed = 7}, 1);
    EXPECT_EQ(figure<std::uint64_t>(serial, 0, "hits"), kernels::count_hits({7}, kernels::Sampler::lazy, 0, samples));
    for (const int workers : {2, 3, 8}) {
      const Answer shared = estimate({.samples = samples, .seed = 7}, workers);
      EXPECT_EQ(figure<std::uint64_t>(shared, 0, "hits"), figure<std::uint64_t>(serial, 0, "hits"));
      EXPECT_EQ(shared.digest, serial.digest) << samples << " samples, " << workers << " workers";
    }
  }
}

TEST(PiWorkload, FiguresAreTheEstimateAndItsBinomialError) {
  const Answer answer = estimate({.samples = 1000000, .seed = 1}, 1);
  const auto hits = static_cast<double>(figure<std::uint64_t>(answer, 0, "hits"));
  EXPECT_DOUBLE_EQ(figure<double>(answer, 1, "pi"), hits / 250000);
  const double share = hits / 1e6;
  EXPECT_NEAR(figure<double>(answer, 2, "standard_error"), 4 * std::sqrt(share * (1 - share) / 1e6), 1e-8);
  EXPECT_NEAR(figure<double>(answer, 1, "pi"), std::numbers::pi, 4 * 1.642e-3);
}

TEST(PiWorkload, OneSampleHasAnErrorToo) { EXPECT_GT(figure<double>(estimate({}, 1), 2, "standard_error"), 1); }

TEST(PiWorkload, TheDigestDependsOnSeedAndSamples) {
  const auto digest = [](std::uint64_t samples, std::uint64_t seed) {
    return estimate({.samples = samples, .seed = seed}, 1).digest;
  };
  EXPECT_NE(digest(100, 0), digest(100, 1));
  EXPECT_NE(digest(100, 0), digest(101, 0));
}

TEST(PiWorkload, EveryWorkerWorksAndChecks) {
  const JobOutcome outcome = run(AnyWorkload(PiWorkload{.samples = 20000000, .seed = 3}), CrewKind::threads, 2);
  ASSERT_EQ(outcome.workers.size(), 2U);
  for (const WorkerReport& report : outcome.workers) {
    EXPECT_GT(report.phases[Phase::check], Duration::zero());
    EXPECT_GT(report.phases[Phase::work], Duration::zero());
  }
}

TEST(PiWorkload, TravelsWithItsParameters) {
  const AnyWorkload sent(PiWorkload{.samples = std::uint64_t{1} << 62,
                                    .seed = ~std::uint64_t{0},
                                    .generator = pi::Generator::ars7,
                                    .sampler = kernels::Sampler::eager});
  const WorkloadRegistry registry = WorkloadRegistry().add<PiWorkload>();
  const AnyWorkload received = registry.load("pi", sent.save());
  EXPECT_EQ(received.describe(), "n=4611686018427387904 seed=18446744073709551615 generator=ars7 sampler=eager");
  EXPECT_EQ(received.problem_size(), std::uint64_t{1} << 62);
}

TEST(PiWorkload, RefusesNoSamplesAndTooMany) {
  EXPECT_THROW((PiWorkload{.samples = 0}).validate(), UsageError);
  EXPECT_THROW((PiWorkload{.samples = PiWorkload::most_samples + 1}).validate(), UsageError);
  EXPECT_NO_THROW((PiWorkload{.samples = PiWorkload::most_samples}).validate());
}

// --- choosing the number of samples ---------------------------------------------------------------------------

TEST(SamplesForStandardError, IsTheSmallestNumberThatReachesIt) {
  const auto error_of = [](std::uint64_t samples) {
    const double share = std::numbers::pi / 4;
    return 4 * std::sqrt(share * (1 - share) / static_cast<double>(samples));
  };
  EXPECT_EQ(samples_for_standard_error(1e-5), 26967662133U);  // pi (4 - pi) / 1e-10 = 26967662132.7
  for (const double error : {1.0, 0.1, 0.0123, 1e-3, 3.3e-6}) {
    const std::uint64_t samples = samples_for_standard_error(error);
    EXPECT_LE(error_of(samples), error * (1 + 1e-15));
    EXPECT_GT(error_of(samples - 1), error);
  }
  EXPECT_EQ(samples_for_standard_error(100), 1U);
}

TEST(SamplesForStandardError, AgreesWithTheErrorAnEstimateReports) {
  const std::uint64_t samples = samples_for_standard_error(1e-3);
  EXPECT_NEAR(figure<double>(estimate({.samples = samples, .seed = 5}, 1), 2, "standard_error"), 1e-3, 5e-6);
}

TEST(SamplesForStandardError, RefusesWhatCannotBeReached) {
  for (const double error : {0.0, -1e-3, std::nan(""), HUGE_VAL}) {
    EXPECT_THROW(samples_for_standard_error(error), UsageError) << error;
  }
  EXPECT_THAT([] { samples_for_standard_error(5e-10); }, ThrowsMessage<UsageError>(HasSubstr("2^63, give 5.4e-10")));
  EXPECT_GT(samples_for_standard_error(5.5e-10), std::uint64_t{1} << 62);
}

// --- the checks ---------------------------------------------------------------------------------------------------

/// Of as many hits or fewer, and as many or more, summed term by term.
struct Tails {
  double lower = 0, upper = 0;
};
Tails exact_tails(std::uint64_t hits, std::uint64_t samples) {
  const auto n = static_cast<double>(samples);
  Tails tails;
  for (std::uint64_t i = 0; i <= samples; ++i) {
    const auto k = static_cast<double>(i);
    const double chance = std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                                   k * std::log(std::numbers::pi / 4) + (n - k) * std::log1p(-std::numbers::pi / 4));
    if (i <= hits) tails.lower += chance;
    if (i >= hits) tails.upper += chance;
  }
  return tails;
}

bool is_refused(std::uint64_t hits, std::uint64_t samples) {
  try {
    check_plausible(hits, samples);
    return false;
  } catch (const WrongAnswer&) {
    return true;
  }
}

TEST(CheckPlausible, RefusesOnlyWhatIsAllButImpossible) {
  std::uint64_t refused = 0;
  for (std::uint64_t samples = 1; samples <= 400; samples += samples < 80 ? 1 : 29) {
    for (std::uint64_t hits = 0; hits <= samples; ++hits) {
      if (!is_refused(hits, samples)) continue;
      ++refused;
      const Tails tails = exact_tails(hits, samples);
      EXPECT_LT(std::min(tails.lower, tails.upper), 1e-13) << hits << " of " << samples;
    }
  }
  EXPECT_GT(refused, 1000U);
  EXPECT_FALSE(is_refused(0, 1));
  EXPECT_FALSE(is_refused(1, 1));
}

TEST(CheckPlausible, DrawsTheLineAtEightStandardErrors) {
  for (const std::uint64_t samples : {std::uint64_t{1000000}, std::uint64_t{1} << 40, std::uint64_t{1} << 63}) {
    const auto n = static_cast<double>(samples);
    const double share = std::numbers::pi / 4;
    for (const double sign : {-1, 1}) {
      const auto hits_at = [&](double errors) {
        return static_cast<std::uint64_t>(n * (share + sign * errors * std::sqrt(share * (1 - share) / n)));
      };
      EXPECT_FALSE(is_refused(hits_at(7.9), samples)) << samples;
      EXPECT_TRUE(is_refused(hits_at(8.2), samples)) << samples;
    }
  }
}

TEST(CheckPlausible, RefusesMoreHitsThanSamples) { EXPECT_TRUE(is_refused(2, 1)); }

TEST(CheckAgainstReference, FindsAKernelThatMiscounts) {
  constexpr auto lazy = kernels::Sampler::lazy;
  const SampleRange range{.first = 123, .count = 5000};
  EXPECT_NO_THROW(check_against_reference(kernels::count_hits, {7}, lazy, range));
  const CountHits one_too_many = [](const pi::Sequence& sequence, kernels::Sampler sampler, std::uint64_t first,
                                    std::uint64_t count) {
    return kernels::count_hits(sequence, sampler, first, count) + 1;
  };
  EXPECT_THAT([&] { check_against_reference(one_too_many, {7}, lazy, range); },
              ThrowsMessage<WrongAnswer>(HasSubstr("among samples 2123 to 3122 of seed 7")));
  EXPECT_THROW(check_against_reference(one_too_many, {7}, lazy, {0, 1}), WrongAnswer);
  EXPECT_NO_THROW(check_against_reference(kernels::count_hits, {7}, lazy, {0, 0}));
}

// --- null ---------------------------------------------------------------------------------------------------------

TEST(NullWorkload, AnswersNothing) {
  for (const int workers : {2, 5}) {
    const JobOutcome outcome = run(AnyWorkload(NullWorkload()), CrewKind::threads, workers);
    EXPECT_EQ(outcome.answer.digest, 0U);
    EXPECT_TRUE(outcome.answer.figures.empty());
  }
}

}  // namespace
}  // namespace breakeven::workloads
