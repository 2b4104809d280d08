#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/costed_study.hpp"
#include "report/answer_json.hpp"
#include "report/break_even_words.hpp"
#include "report/found_text.hpp"
#include "report/scaling_words.hpp"
#include "report/study_models.hpp"
#include "report/study_plots.hpp"

namespace breakeven::report {
namespace {

using analysis::GroupAnswers;
using analysis::GroupModels;
using test::add_costed_kind;
using test::costed_study;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double infinity = std::numeric_limits<double>::infinity();
const Appearance for_models{.terminal = true, .unicode = true, .columns = 140};

struct Modelled {
  explicit Modelled(const study::StudyContent& content)
      : study(content), answers(analysis::answer(study)), models(analysis::fit_models(answers)) {}

  const study::StudyContent study;
  const analysis::StudyAnswers answers;
  const analysis::StudyModels models;
};

std::string break_evens(const study::StudyContent& study) {
  const Modelled modelled(study);
  return break_evens_in_words(modelled.answers.groups[0], modelled.models.groups[0]);
}

/// What is said of 2 threads against serial.
std::string sentence_of(Fitted<BreakEven> measured, Fitted<BreakEven> modelled, bool kept = false) {
  GroupAnswers answers;
  answers.group.sizes = {10, 1000};
  answers.group.curves.resize(2);
  answers.group.curves[1].way.kind = CrewKind::threads;
  answers.group.has_base = true;
  GroupModels models;
  models.break_evens.push_back({{1, 2}, {0, 1}, true, true, kept, std::move(measured), std::move(modelled)});
  return break_evens_in_words(answers, models);
}

BreakEven found(BreakEvenVerdict verdict, double size, const Interval& interval) {
  return {.verdict = verdict, .size = size, .interval = interval, .range = {10, 1e6}, .faster = {}, .beyond = {}};
}

TEST(FoundText, HasNoMoreDigitsThanItIsWorth) {
  EXPECT_EQ(format_found_size(7.4), "7");
  EXPECT_EQ(format_found_size(347), "350");
  EXPECT_EQ(format_found_size(9951), "1e4");
  EXPECT_EQ(format_found_size(123456), "1.2e5");
  EXPECT_EQ(format_found_size(9.99e5), "1e6");
  EXPECT_EQ(format_tiny_seconds(3.2e-10), "320 ps");
  EXPECT_EQ(format_tiny_seconds(3.214e-9), "3.21 ns");
  EXPECT_EQ(format_tiny_seconds(-2e-3), "−2.00 ms");
  EXPECT_EQ(format_share(0.0042), "0.42 %");
  EXPECT_EQ(format_share(-0.042), "−4.2 %");
  EXPECT_EQ(format_hours(2.5e-6), "2.50e-6");
  EXPECT_EQ(format_hours(0.25), "0.25");
}

TEST(FoundText, OpenEndsOfIntervalsAreSaid) {
  EXPECT_EQ(interval_text({1e5, 2e5}, format_found_size, true), "1e5 to 2e5");
  EXPECT_EQ(interval_text({0, 2e5}, format_found_size, true), "at most 2e5");
  EXPECT_EQ(interval_text({1e5, infinity}, format_found_size, true), "at least 1e5");
  EXPECT_EQ(interval_text({0, infinity}, format_found_size, true), "anywhere");
  EXPECT_EQ(interval_text({0, 0.5}, format_share), "0 % to 50 %");
}

TEST(BreakEvenWords, FromWhichSizeOnAndNeverAndBeyond) {
  const std::string text = break_evens(costed_study());
  EXPECT_THAT(text, ContainsRegex("2 threads pay from n = 1\\.8e5 on \\(1\\.[0-9]e5 to [0-9.]+e5\\)\\.\n"));
  EXPECT_THAT(text,
              ContainsRegex("2 ranks never pay in the measured range \\(up to n = 3e6\\); by the model they would from "
                            "n = (3\\.9|4|4\\.1)e7 on \\(.*\\), extrapolated\\.\n"));
  EXPECT_THAT(text, Not(HasSubstr("disagrees")));
}

TEST(BreakEvenWords, EachAnswerOfTheClosedSet) {
  const auto from = found(BreakEvenVerdict::from, 1e4, {8e3, 1.2e4});
  const auto always = found(BreakEvenVerdict::always, 10, {0, 0});
  const auto never = found(BreakEvenVerdict::never, 0, {infinity, infinity});
  auto open = found(BreakEvenVerdict::undecided, 1e5, {1e4, infinity});
  open.faster = {{2e4, 5e4}};
  const Refusal refusal{"there are 2"};
  EXPECT_EQ(sentence_of(from, from), "2 threads pay from n = 1e4 on (8000 to 1.2e4).\n");
  EXPECT_EQ(sentence_of(from, from, true), "Once started, 2 threads pay from n = 1e4 on (8000 to 1.2e4).\n");
  EXPECT_EQ(sentence_of(always, refusal), "2 threads always pay in the measured range (n = 10 to 1e6).\n");
  EXPECT_EQ(sentence_of(never, refusal), "2 threads never pay in the measured range (up to n = 1e6).\n");
  EXPECT_EQ(sentence_of(never, never), "2 threads never pay in the measured range (up to n = 1e6).\n")
      << "that curves do not cross further on is more than a model of these sizes can tell";
  EXPECT_EQ(
      sentence_of(open, refusal),
      "From which n on 2 threads pay cannot be told: not before n = 1e4; by the estimates, which are not sure, at "
      "n = 2e4 to 5e4; more launches at n = 1e4 to 1e6, or a larger n, would tell.\n");
  EXPECT_EQ(sentence_of(open, from),
            "By the model, for what was measured does not decide: 2 threads pay from n = 1e4 on (8000 to 1.2e4).\n");
  EXPECT_EQ(sentence_of(from, never), "2 threads pay from n = 1e4 on (8000 to 1.2e4); the model disagrees: never.\n");
  EXPECT_EQ(sentence_of(refusal, refusal), "From which n on 2 threads pay cannot be told: there are 2.\n");
}

TEST(BreakEvenWords, WhereACostlierStartIsWorthIt) {
  auto study = costed_study();
  add_costed_kind(study, CrewKind::fork, {2}, 400e-6);
  for (Trial& trial : study.trials) {
    if (trial.kind != CrewKind::threads) continue;
    trial.wall += trial.phases[Phase::work] / 2;
    trial.phases[Phase::work] = trial.phases[Phase::work] * 3 / 2;
  }
  EXPECT_THAT(break_evens(study), ContainsRegex("2 forked beat 2 threads from n = 1\\.[34]e6 on"));
}

TEST(BreakEvenWords, WithoutSerialOneWorkerIsNamed) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::mpi, {1, 2}, 400e-6);
  EXPECT_THAT(break_evens(study), ContainsRegex("^2 ranks beat 1 rank from n = (3\\.9|4|4\\.1)e5 on \\("));
}

TEST(BreakEvenWords, OneSizeIsToldAsWhatIsNotKnown) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::serial, {1}, 0, {1000});
  add_costed_kind(study, CrewKind::threads, {2}, 50e-6, {1000});
  EXPECT_EQ(break_evens(study), "");
}

TEST(RepaymentWords, AfterHowManyJobs) {
  const Modelled modelled(costed_study());
  EXPECT_THAT(repayments_in_words(modelled.answers.groups[0], modelled.models.groups[0]),
              ContainsRegex("^Kept for several jobs a crew repays its start, by the cost models: .*2 ranks after 14 "
                            "jobs of n = 3e6 \\(1[34] "
                            "to 1[45]\\)\\.\n$"));
}

TEST(ScalingWords, SerialFractionAndHowManyWorkersAreSensible) {
  study::StudyContent study;
  add_costed_kind(study, CrewKind::serial, {1}, 0, {100'000'000});
  add_costed_kind(study, CrewKind::mpi, {1, 2, 3, 4, 6, 8}, 20e-3, {100'000'000});
  const Modelled modelled(study);
  const GroupAnswers& group = modelled.answers.groups[0];
  // 20 ms for each worker are no serial part: the other law has a peak at the square root of 200 ms / 20 ms.
  EXPECT_THAT(
      serial_fractions_in_words(group, modelled.models.groups[0], modelled.answers.summary),
      ContainsRegex("Serial fraction by Amdahl's law at n = 1e8: mpi .*the Universal Scalability Law fits better: no "
                    "gain past 3\\.[0-9]+ \\(.*\\) workers\\.\n"));
  EXPECT_THAT(
      sensible_workers_in_words(group.group, modelled.models.groups[0].efficient_workers),
      ContainsRegex("Efficiency keeps to 50 % or more at n = 1e8: mpi up to 3 workers \\([23] to [34]\\)\\.\n"));
}

TEST(StudyModels, TablesSayHowGoodModelsAreAndWhatWasRefused) {
  auto study = costed_study();
  add_costed_kind(study, CrewKind::fork, {2}, 400e-6, {1000, 10'000});
  const Modelled modelled(study);
  const std::string text = render_study_models(modelled.answers, modelled.models, for_models);
  EXPECT_THAT(text, ContainsRegex("2 threads against serial +1\\.8e5 \\(.* to .*\\) +1\\.8e5 \\(.* to .*\\) +yes"));
  EXPECT_THAT(text, ContainsRegex("2 ranks against serial +never +never +yes +(3\\.9|4|4\\.1)e7 \\("));
  EXPECT_THAT(text, ContainsRegex("2 threads: work +a n / p +a +2(\\.0[0-9]*)? ns"));
  EXPECT_THAT(text, ContainsRegex("How good the cost models are\n.*left-out size"));
  EXPECT_THAT(text, HasSubstr("No cost model of: 2 forked: a cost model needs 4 sizes"));
  EXPECT_THAT(text, HasSubstr("Extrapolated: where the models' curves cross beyond"));
}

TEST(StudyModels, WorkThatGrowsHasNoBreakEvenPointAndSaysSo) {
  study::StudyContent study;
  for (const std::uint64_t workers : {1U, 2U, 3U}) {
    add_costed_kind(study, CrewKind::threads, {static_cast<int>(workers)}, 50e-6, {1'000'000 * workers});
  }
  const Modelled modelled(study);
  const std::string text = render_study_models(modelled.answers, modelled.models, for_models);
  EXPECT_THAT(text, HasSubstr("Work grows with the workers: there is no cost model and no break-even point"));
  EXPECT_THAT(text, HasSubstr("What more workers bring and cost, work grows with the workers"));
}

TEST(StudyModels, PlotsMarkWhatIsExtrapolated) {
  const Modelled modelled(costed_study());
  EXPECT_THAT(render_study_plots(modelled.answers, modelled.models, for_models), HasSubstr("2 ranks, extrapolated"));
}

TEST(StudyModels, AreWholeInJson) {
  const Modelled modelled(costed_study());
  const auto document = nlohmann::json::parse(answers_as_json(modelled.answers, modelled.models));
  const auto& models = document.at("groups").at(0).at("models");
  const auto& ranks = models.at("break_even").at(1);
  EXPECT_EQ(ranks.at("crew").at("kind"), "mpi");
  EXPECT_EQ(ranks.at("against").at("kind"), "serial");
  EXPECT_EQ(ranks.at("answered_by"), "measurement");
  EXPECT_EQ(ranks.at("measured").at("verdict"), "never");
  EXPECT_TRUE(ranks.at("measured").at("interval").at(1).is_null());
  EXPECT_NEAR(ranks.at("by_model").at("extrapolated").at("value").get<double>(), 4e7, 2e6);
  EXPECT_NEAR(models.at("cost").at(0).at("work").at("parameters").at("a").at("value").get<double>(), 2e-9, 2e-11);
  EXPECT_EQ(models.at("repayment").size(), 12U);
}

}  // namespace
}  // namespace breakeven::report
