#include "report/search_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "report/search_json.hpp"
#include "search/simulated_crews.hpp"

namespace breakeven::report {
namespace {

using search::Contest;
using search::RoundOutcome;
using search::Search;
using search::SearchLimits;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

Search searched(const Contest& contest, const SearchLimits& limits = {}) {
  Search search(limits, rounds_of(contest, 0.01, 1));
  search.run();
  return search;
}

SearchSubject subject_of(const Search& search) { return {.search = search, .candidate = "2 forked", .base = "serial"}; }

std::string text_of(const Search& search) { return render_search(subject_of(search), false, Appearance{}); }

TEST(SearchReport, SaysFromWhichSizeOnAndThatItIsConfirmed) {
  const Search search = searched(search::threads_against_serial());
  const std::string text = text_of(search);
  EXPECT_THAT(text,
              ContainsRegex("2 forked pay from n = 1\\.[89][0-9]*e5 on \\(1\\.[0-9]+e5 to [12]\\.?[0-9]*e5, 95 %\\) "
                            "against serial\\."));
  EXPECT_THAT(text, AllOf(HasSubstr("surely faster"), HasSubstr("Confirmed."), HasSubstr(" trials in ")));
  EXPECT_THAT(text, Not(HasSubstr("wider than")));
}

TEST(SearchReport, SaysThatItNeverPaysAndWhySizesEnd) {
  const Contest contest{"never", [](double n) { return 1e-3 + 2e-9 * n; }, [](double n) { return 1e-9 * n + 1e-6; }};
  const std::string text = text_of(searched(contest));
  EXPECT_THAT(text, AllOf(HasSubstr("2 forked do not pay against serial up to n = "),
                          HasSubstr("2 forked would not at any n: extrapolated"), HasSubstr("a trial of n = "),
                          HasSubstr("(--budget)"), HasSubstr("Confirmed.")));
}

TEST(SearchReport, ExtrapolatesInWords) {
  const std::string text = text_of(searched(search::threads_against_serial(), {.to = 30'000}));
  EXPECT_THAT(text, AllOf(HasSubstr("up to n = 3e4"), ContainsRegex("2 forked would from n = [12]\\.[0-9]e5 \\("),
                          HasSubstr("extrapolated")));
}

TEST(SearchReport, SaysThatItAlwaysPays) {
  const Contest contest{"always", [](double n) { return 1e-6 + 1e-9 * n; }, [](double n) { return 2e-6 + 2e-9 * n; }};
  const Search search = searched(contest);
  SearchSubject subject{.search = search, .candidate = "1 rank", .base = "2 forked", .several = false};
  EXPECT_THAT(render_search(subject, true, Appearance{}),
              AllOf(HasSubstr("1 rank pays against 2 forked at all sizes that were tried, from n = 1 to "),
                    HasSubstr("more workers than processors")));
}

TEST(SearchReport, SaysWhatCannotBeToldAndSinceWhen) {
  const Contest contest{"alike", [](double n) { return 1e-3 + 1e-9 * n; }, [](double n) { return 1e-9 * n + 1e-6; }};
  const std::string text = text_of(searched(contest));
  EXPECT_THAT(text, AllOf(HasSubstr("It cannot be told from which n on 2 forked pay against serial"),
                          ContainsRegex("Not before n = 1e[45678]: there, the faster is surely serial"),
                          Not(HasSubstr("onfirmed"))));
}

TEST(SearchReport, ACheckThatFailedStandsOut) {
  const Contest contest = search::threads_against_serial();
  const Contest other{"reversed", contest.base, contest.candidate};
  bool checking = false;
  auto run = rounds_of(contest, 0.01, 1);
  auto of_other = rounds_of(other, 0.01, 2);
  Search search(
      {}, [&](std::uint64_t size) { return checking ? of_other(size) : run(size); },
      [&](const search::Step& step) { checking = step.stage == search::Stage::check; });
  search.run();
  EXPECT_THAT(text_of(search), AllOf(HasSubstr("NOT CONFIRMED"), HasSubstr("it is in 0 of 12 passes")));
}

TEST(SearchReport, SaysWhereTooLittleIsExpectedToBeTold) {
  const Contest contest = search::little_gain();
  bool checking = false;
  auto calm = rounds_of(contest, 0.01, 1);
  auto disturbed = rounds_of(contest, 0.4, 4);
  Search search(
      {}, [&](std::uint64_t size) { return checking ? disturbed(size) : calm(size); },
      [&](const search::Step& step) { checking = step.stage == search::Stage::check; });
  search.run();
  EXPECT_THAT(text_of(search),
              AllOf(ContainsRegex("Undecided: only [1-3]\\.[0-9] % less time is expected there, which it "
                                  "would take about [0-9.e]+ passes to tell"),
                    HasSubstr("Neither confirmed nor contradicted."), Not(HasSubstr("NOT"))));
  const auto answer = nlohmann::json::parse(search_to_json(subject_of(search), {}))["answer"];
  EXPECT_EQ(answer["check"], "undecided");
  EXPECT_EQ(answer["confirmed"], false);
}

TEST(SearchReport, DoesNotCallANarrowIntervalWide) {
  const Contest contest = search::threads_against_serial();
  for (int rounds = 20; rounds < 60; ++rounds) {
    int left = rounds;
    auto run = rounds_of(contest, 0.01, 1);
    Search search({}, [&](std::uint64_t size) {
      if (left-- == 0) throw std::runtime_error("interrupted");
      return run(size);
    });
    EXPECT_THROW(search.run(), std::runtime_error);
    const search::SearchAnswer answer = search.answer();
    if (answer.verdict != BreakEvenVerdict::from) continue;
    SearchSubject subject = subject_of(search);
    subject.interrupted = true;
    const std::string text = render_search(subject, false, Appearance{});
    const bool wide = answer.interval.high > 1.5 * answer.interval.low;
    EXPECT_EQ(text.find("wider than") != std::string::npos, wide) << text;
    EXPECT_EQ(text.find("too few rounds near") != std::string::npos, !wide && !answer.precise) << text;
  }
}

TEST(SearchReport, SaysWhereItEndsToPay) {
  const Contest contest{"a window", [](double n) { return 1e-4 + (n < 2e6 ? 0.5e-9 : 1.3e-9) * n; },
                        [](double n) { return 5e-6 + 1e-9 * n; }, 1.9e5};
  Search search({.to = 5'000'000}, rounds_of(contest, 0.01, 1));
  search.run();
  EXPECT_THAT(text_of(search), AllOf(HasSubstr("pay from n = 1.9e5 on"),
                                     HasSubstr("Not for all larger n: at n = 5e6 the faster is surely serial (at 1e6 "
                                               "still 2 forked).")));
  const auto document = nlohmann::json::parse(search_to_json(subject_of(search), {}));
  EXPECT_EQ(document["answer"]["pays_until"], (nlohmann::json{1e6, 5e6}));
}

TEST(SearchReport, SaysWhichRoundCouldNotBeRun) {
  auto run = rounds_of(search::threads_against_serial(), 0.01, 1);
  int checks = 0;
  bool checking = false;
  Search search(
      {.from = 120'000, .to = 300'000},
      [&](std::uint64_t size) -> RoundOutcome {
        if (size != 120'000 && size != 300'000) return search::OutOfReach{"it is odd"};
        if (checking && ++checks > 3) return search::OutOfReach{"the disk is full"};
        return run(size);
      },
      [&](const search::Step& step) { checking = step.stage == search::Stage::check; });
  search.run();
  EXPECT_THAT(
      text_of(search),
      AllOf(HasSubstr("wider than the factor of 1.5 that was wanted (--precision): a round of n = 1.9e5 could "
                      "not be run: it is"),
            HasSubstr("At no size that was tried the faster is serial beyond doubt"), HasSubstr("passes (p = "),
            HasSubstr("Undecided: these are too few."), HasSubstr("No more could be run there: the disk is full."),
            HasSubstr("Neither confirmed nor contradicted."), Not(HasSubstr("NOT CONFIRMED"))));
}

TEST(SearchReport, AnInterruptedCheckIsNotCalledAFailedOne) {
  auto run = rounds_of(search::threads_against_serial(), 0.01, 1);
  int checks = 0;
  Search search({}, run, [&](const search::Step& step) {
    if (step.stage == search::Stage::check && ++checks > 9) throw std::runtime_error("interrupted");
  });
  EXPECT_THROW(search.run(), std::runtime_error);
  SearchSubject subject = subject_of(search);
  subject.interrupted = true;
  EXPECT_THAT(render_search(subject, false, Appearance{}),
              AllOf(HasSubstr("Not confirmed yet: the search was interrupted."), Not(HasSubstr("NOT CONFIRMED"))));
}

TEST(SearchReport, WhatIsKnownWhenInterrupted) {
  const Contest contest = search::threads_against_serial();
  int left = 3;
  auto run = rounds_of(contest, 0.01, 1);
  Search search({}, [&](std::uint64_t size) {
    if (left-- == 0) throw std::runtime_error("interrupted");
    return run(size);
  });
  EXPECT_THROW(search.run(), std::runtime_error);
  SearchSubject subject = subject_of(search);
  subject.interrupted = true;
  EXPECT_THAT(render_search(subject, false, Appearance{}),
              AllOf(HasSubstr("Interrupted; what is known so far"), HasSubstr("do not pay"), HasSubstr("6 trials")));
}

TEST(SearchReport, WhereNoRoundWasCompletedItSaysWhyAndNothingElse) {
  Search search({}, [](std::uint64_t /*size*/) { return search::OutOfReach{"cannot start ./app"}; });
  search.run();
  EXPECT_EQ(text_of(search), "Nothing is known: no round was completed.\nn = 1e3: cannot start ./app.\n");
}

TEST(SearchJson, HasTheAnswerTheSizesAndTheChecks) {
  const Search search = searched(search::threads_against_serial());
  const auto document = nlohmann::json::parse(search_to_json(subject_of(search), {}));
  EXPECT_EQ(document["schema"], "breakeven search");
  EXPECT_EQ(document["answer"]["verdict"], "from");
  EXPECT_NEAR(document["answer"]["n"].get<double>(), 1.9e5, 1e4);
  EXPECT_LT(document["answer"]["interval"][0], document["answer"]["n"]);
  EXPECT_TRUE(document["answer"]["confirmed"].get<bool>());
  EXPECT_EQ(document["checks"].size(), 2U);
  EXPECT_EQ(document["sizes"].size(), search.survey().rounds().size());
  EXPECT_EQ(document["sizes"][0]["n"], 1000);
  EXPECT_EQ(document["trials"].size(), 0U);
}

}  // namespace
}  // namespace breakeven::report
