#include "search/ladder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "search/simulated_crews.hpp"

namespace breakeven::search {
namespace {

using ::testing::ElementsAre;

constexpr double usual_noise = 0.02;

std::vector<std::uint64_t> sizes_of(const Survey& survey) {
  std::vector<std::uint64_t> sizes;
  for (const auto& [size, rounds] : survey.rounds()) sizes.push_back(size);
  return sizes;
}

const Contest& always() {
  static const Contest contest{"always", [](double n) { return 1e-6 + 1e-9 * n; },
                               [](double n) { return 2e-6 + 2e-9 * n; }};
  return contest;
}

const Contest& never() {
  static const Contest contest{"never", [](double n) { return 1e-3 + 2e-9 * n; },
                               [](double n) { return 1e-9 * n + 1e-6; }, std::numeric_limits<double>::infinity()};
  return contest;
}

TEST(Ladder, ClimbsUntilTheCandidateHasWonTwice) {
  const Contest contest = threads_against_serial();
  Survey survey({}, rounds_of(contest, usual_noise, 1), {});
  EXPECT_EQ(climb(survey).end, LadderEnd::settled);
  EXPECT_THAT(sizes_of(survey), ElementsAre(1'000, 10'000, 100'000, 1'000'000, 10'000'000));
}

TEST(Ladder, GoesAsFarAsItWasAskedTo) {
  const Contest contest = threads_against_serial();
  Survey survey({.from = 500, .to = 3'000'000}, rounds_of(contest, usual_noise, 1), {});
  EXPECT_EQ(climb(survey).end, LadderEnd::asked);
  EXPECT_THAT(sizes_of(survey), ElementsAre(500, 5'000, 50'000, 500'000, 3'000'000));
}

TEST(Ladder, DescendsWhereTheCandidateWinsUnlessTheUserSaidWhereToBegin) {
  Survey free({}, rounds_of(always(), usual_noise, 1), {});
  climb(free);
  EXPECT_EQ(sizes_of(free).front(), 1U);
  Survey bound({.from = 1'000}, rounds_of(always(), usual_noise, 1), {});
  climb(bound);
  EXPECT_EQ(sizes_of(bound).front(), 1'000U);
}

TEST(Ladder, DoesNotBeginTrialsThatWouldTakeTooLong) {
  SearchLimits limits;
  limits.budget_seconds = 6;
  double longest = 0;
  Survey survey(limits,
                [&, run = rounds_of(never(), 0, 1)](std::uint64_t size) mutable {
                  const RoundOutcome outcome = run(size);
                  longest = std::max(longest, std::get<Round>(outcome).candidate_seconds);
                  return outcome;
                },
                {});
  const LadderTop top = climb(survey);
  EXPECT_EQ(top.end, LadderEnd::time);
  EXPECT_GT(top.next_seconds, limits.longest_trial_seconds());
  EXPECT_LT(longest, 1.05 * limits.longest_trial_seconds());
  EXPECT_GT(longest, limits.longest_trial_seconds() / 4) << "smaller steps come nearer to the limit";
}

TEST(Ladder, TakesLargeStepsWhereTheStartIsMostOfTheTime) {
  const Contest ranks{"ranks", [](double n) { return 0.4 + 0.5e-9 * n; }, [](double n) { return 1e-9 * n + 1e-6; }};
  Survey survey({.from = 1'000}, rounds_of(ranks, usual_noise, 1), {});
  climb(survey);
  EXPECT_LE(survey.rounds().size(), 9U) << "3 000 is taken for thrice as long; 1e9 is reached from there";
  EXPECT_GE(survey.rounds().rbegin()->first, 500'000'000U);
}

TEST(Ladder, EndsBelowASizeThatCannotBeRunAndTellsWhy) {
  Survey survey({},
                [run = rounds_of(never(), usual_noise, 1)](std::uint64_t size) mutable -> RoundOutcome {
                  if (size > 50'000) return OutOfReach{"not enough memory"};
                  return run(size);
                },
                {});
  const LadderTop top = climb(survey);
  EXPECT_EQ(top.end, LadderEnd::out_of_reach);
  EXPECT_EQ(top.reason, "not enough memory");
  EXPECT_EQ(top.next, 100'000U);
  EXPECT_THAT(sizes_of(survey), ElementsAre(1'000, 10'000));
}

}  // namespace
}  // namespace breakeven::search
