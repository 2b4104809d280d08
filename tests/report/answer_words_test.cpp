#include "report/answer_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/costed_study.hpp"
#include "report/answer_json.hpp"
#include "report/study_models.hpp"
#include "report/study_plots.hpp"

namespace breakeven::report {
namespace {

using test::add_measured;
using test::example_point;
using test::example_study;
using test::hostile_study;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

const Appearance for_answers{.terminal = true, .unicode = true, .columns = 200};

std::string answers_to(const study::StudyContent& study) {
  const auto answers = analysis::answer(study);
  return render_answers(answers, analysis::fit_models(answers), for_answers);
}

std::string plots_of(const study::StudyContent& study) {
  const auto answers = analysis::answer(study);
  return render_study_plots(answers, analysis::fit_models(answers), for_answers);
}

/// Serial against 2 threads, which have a start of about 10 ms and pay from n = 1e4 on.
study::StudyContent crossing_study() {
  study::StudyContent study;
  add_measured(study, example_point(CrewKind::serial, 1, 1000), 10ms);
  add_measured(study, example_point(CrewKind::serial, 1, 10'000), 100ms);
  add_measured(study, example_point(CrewKind::threads, 2, 1000), 15ms);
  add_measured(study, example_point(CrewKind::threads, 2, 10'000), 60ms);
  return study;
}

TEST(AnswerWords, TheFastestSizeBySize) {
  const std::string text = answers_to(crossing_study());
  EXPECT_THAT(text, HasSubstr("The fastest at n = 1e3 is serial: 10.0 ms (9.90 ms to 10.1 ms).\n"));
  EXPECT_THAT(text, HasSubstr("The fastest at n = 1e4 is 2 threads: 60.0 ms (59.4 ms to 60.6 ms), 1.67× as fast as "
                              "serial.\n"));
}

TEST(AnswerWords, TheSameCrewAtSeveralSizesIsToldOnce) {
  auto study = crossing_study();
  add_measured(study, example_point(CrewKind::serial, 1, 100'000), 1s);
  add_measured(study, example_point(CrewKind::threads, 2, 100'000), 550ms);
  EXPECT_THAT(answers_to(study), HasSubstr("The fastest at n = 1e4 to 1e5 is 2 threads: 550 ms (544 ms to 556 ms) at "
                                           "1e5, 1.82× as fast as serial.\n"));
}

TEST(AnswerWords, WhatCannotBeToldFromTheFastestIsNamed) {
  auto study = crossing_study();
  add_measured(study, example_point(CrewKind::fork, 2, 10'000), 60200us);
  EXPECT_THAT(answers_to(study), HasSubstr("serial; not to be told from it: 2 forked.\n"));
}

TEST(AnswerWords, WhatCannotBeToldAtOneSizeIsNotSaidOfOthers) {
  auto study = crossing_study();
  add_measured(study, example_point(CrewKind::threads, 2, 100'000), 550ms);
  add_measured(study, example_point(CrewKind::fork, 2, 10'000), 70ms);
  add_measured(study, example_point(CrewKind::fork, 2, 100'000), 552ms);
  const std::string text = answers_to(study);
  EXPECT_THAT(text, HasSubstr("The fastest at n = 1e4 is 2 threads: 60.0 ms (59.4 ms to 60.6 ms), 1.67× as fast as "
                              "serial.\n"));
  EXPECT_THAT(text, HasSubstr("The fastest at n = 1e5 is 2 threads: 550 ms (544 ms to 556 ms); not to be told from it: "
                              "2 forked.\n"));
}

TEST(AnswerWords, ManyThatCannotBeToldAreCounted) {
  study::StudyContent study;
  for (int workers = 1; workers <= 12; ++workers) {
    add_measured(study, example_point(CrewKind::threads, workers, 1000), 60ms + workers * 10us);
  }
  EXPECT_THAT(answers_to(study), HasSubstr("; none of the other 11 can be told from it.\n"));
  add_measured(study, example_point(CrewKind::mpi, 2, 1000), 90ms);
  EXPECT_THAT(answers_to(study), HasSubstr("9 threads, 10 threads and 2 more.\n"));
}

TEST(AnswerWords, TimesOfKeptCrewsAreWithoutTheirStart) {
  auto study = crossing_study();
  EXPECT_THAT(answers_to(study), Not(HasSubstr("Workers were kept")));
  for (Trial& trial : study.trials) trial.kept_crew = true;
  EXPECT_THAT(answers_to(study), HasSubstr("Workers were kept for several jobs: their start is not in the times.\n"));
}

TEST(AnswerWords, WhatStartingTakes) {
  auto study = crossing_study();
  EXPECT_THAT(answers_to(study), HasSubstr("Starting takes: 2 threads 3.73 ms ("));  // a tenth of about 15 ms and 60 ms
}

TEST(AnswerWords, MoreWorkersThanProcessors) {
  auto study = crossing_study();
  add_measured(study, example_point(CrewKind::threads, 8, 10'000), 90ms);
  for (Trial& trial : study.trials) trial.oversubscribed = trial.workers > 2;
  EXPECT_THAT(answers_to(study), HasSubstr("Past the processors: 8 threads take 90.0 ms at n = 1e4, 50 % more than the "
                                           "60.0 ms of 2 threads: 1.50× ("));
  for (Trial& trial : study.trials) {
    if (trial.workers == 8) trial.wall = trial.wall * 2 / 3;
  }
  EXPECT_THAT(answers_to(study), HasSubstr("which cannot be told from the 60.0 ms of 2 threads.\n"));
}

TEST(AnswerWords, WhatIsNotKnownAndWhatToMeasure) {
  const std::string text = answers_to(crossing_study());
  EXPECT_THAT(text, HasSubstr("Not known: what this machine's noise is; measure a point twice"));
  EXPECT_THAT(text, HasSubstr("Not known: how times depend on n, for fewer than 4 sizes were measured; measure"));
  EXPECT_THAT(text, HasSubstr("Not known: how times depend on the number of workers; measure 3"));
  study::StudyContent one;
  add_measured(one, example_point(CrewKind::threads, 2, 1000), 15ms, 1);
  one.points.push_back(example_point(CrewKind::threads, 3, 1000));
  const std::string little = answers_to(one);
  EXPECT_THAT(little, HasSubstr("Not known: their times, for 1 of 2 points were not run yet; breakeven study run"));
  EXPECT_THAT(little, HasSubstr("1 of 1 points have fewer than 6 launches; measure more launches"));
  EXPECT_THAT(little, HasSubstr("nothing was measured serially"));
  EXPECT_THAT(little, HasSubstr("no two points did the same work"));
  EXPECT_THAT(little, Not(HasSubstr("The fastest")));
}

TEST(AnswerWords, NothingOfAStudySteersTheTerminal) {
  const auto study = hostile_study();
  const auto answers = analysis::answer(study);
  const auto models = analysis::fit_models(answers);
  for (const std::string& text :
       {render_answers(answers, models, for_answers), render_study_models(answers, models, for_answers),
        render_study_plots(answers, models, for_answers)}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\r'), std::string::npos);
  }
  EXPECT_NE(answers_as_json(answers, models).find("breakeven answers"), std::string::npos);
}

TEST(AnswerWords, AStudyOfNothing) {
  const study::StudyContent empty;
  EXPECT_EQ(answers_to(empty), "");
  EXPECT_EQ(plots_of(empty), "");
}

TEST(StudyPlots, WhatThereIsOfAGroup) {
  auto study = crossing_study();
  const std::string sizes_alone = plots_of(study);
  EXPECT_THAT(sizes_alone, HasSubstr("Total time against n"));
  EXPECT_THAT(sizes_alone, Not(HasSubstr("against workers")));
  EXPECT_THAT(sizes_alone, HasSubstr("Where the time goes, n = 1e4: medians\n"));
  EXPECT_THAT(sizes_alone, HasSubstr("  serial              ▓▓▓▓▓▓▓▓██"));
  const std::string workers_alone = plots_of(example_study());
  EXPECT_THAT(workers_alone, HasSubstr("Speed-up against workers, n = 1e3"));
  EXPECT_THAT(workers_alone, Not(HasSubstr("against n:")));
}

TEST(AnswerWords, CommandsLackAFirstWayAndNoKind) {
  study::StudyContent study;
  add_measured(study, test::way_point("loop", 2, 1000), 1s);
  add_measured(study, test::way_point("pool", 2, 1000), 2s);
  EXPECT_THAT(answers_to(study),
              HasSubstr("Not known: what pays at all, for loop, the way named first, was not measured "
                        "with one worker; add workers = 1.\n"));
  study::StudyContent one_way;
  plan::Point command = example_point(CrewKind::command, 2, 1000);
  add_measured(one_way, command, 1s);
  EXPECT_THAT(answers_to(one_way),
              HasSubstr("the command has one way to do its job; name several by the parameter way"));
}

TEST(AnswerWords, AnUnfinishedStudySaysSo) {
  auto study = example_study();
  study.open_points = {study.points[0].id()};
  EXPECT_THAT(answers_to(study),
              HasSubstr("Not known: their times in the end, for 1 of 5 points lack launches that are "
                        "planned; breakeven study run goes on with them.\n"));
}

}  // namespace
}  // namespace breakeven::report
