#include "cli/job.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

using ::testing::HasSubstr;

CrewOptions crew(CrewKind kind, int workers) {
  CrewOptions options;
  options.kind = kind;
  options.workers = workers;
  return options;
}

TEST(PiJob, DescribesItsAnswerWithTheDigitsThatMeanSomething) {
  PiOptions options;
  options.samples = 1'000'000;
  options.seed = 7;
  const auto job = make_job(options);
  Trial trial;
  trial.answer.figures = {{"hits", std::uint64_t{785'398}}, {"pi", 3.141592}, {"standard_error", 0.001642}};
  EXPECT_EQ(job->describe_answer(trial),
            "π ≈ 3.1416  ± 0.0016 (standard error; off by 0.00 of it)\n"
            "785 398 of 1 000 000 samples lie in the circle, seed 7\n");
  EXPECT_EQ(job->task().workload.problem_size(), 1'000'000U);
  EXPECT_EQ(job->task().seed, 7U);
}

TEST(SortJob, NeedsTwiceItsKeysAndABit) {
  SortOptions options;
  options.keys = 1'000'000;
  const auto job = make_job(options);
  const std::uint64_t keys = 8 * options.keys;
  EXPECT_GE(job->memory_bytes(crew(CrewKind::threads, 4)), 2 * keys);
  EXPECT_LE(job->memory_bytes(crew(CrewKind::threads, 4)), 22 * keys / 10);
  EXPECT_LT(job->memory_bytes(crew(CrewKind::serial, 1)), 2 * keys) << "nothing to exchange";
}

TEST(SortJob, FilesAreLookedAtBeforeAnythingStarts) {
  SortOptions options;
  options.source = "/nowhere/in.h5:/keys";
  EXPECT_THROW(make_job(options), UsageError);
  options.source = "no colon";
  EXPECT_THROW(make_job(options), UsageError);
}

TEST(Figures, AreFoundByName) {
  Answer answer;
  answer.figures = {{"hits", std::uint64_t{3}}, {"pi", 3.5}};
  EXPECT_EQ(count_figure(answer, "hits"), 3U);
  EXPECT_DOUBLE_EQ(real_figure(answer, "hits"), 3);
  EXPECT_DOUBLE_EQ(real_figure(answer, "pi"), 3.5);
  EXPECT_THROW(real_figure(answer, "e"), std::logic_error);
}

}  // namespace
}  // namespace breakeven::cli
