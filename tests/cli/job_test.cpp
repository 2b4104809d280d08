#include "cli/job.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "cli/standard_jobs.hpp"

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
  const auto job = make_job({pi_job_type()}, "pi", {{"n", "1e6"}, {"seed", "7"}});
  Trial trial;
  trial.answer.figures = {{"hits", std::uint64_t{785'398}}, {"pi", 3.141592}, {"standard_error", 0.001642}};
  EXPECT_EQ(job->describe_answer(trial),
            "π ≈ 3.1416  ± 0.0016 (standard error; off by 0.00 of it)\n"
            "785 398 of 1 000 000 samples lie in the circle, seed 7\n");
  EXPECT_EQ(job->task().workload.problem_size(), 1'000'000U);
  EXPECT_EQ(job->task().seed, 7U);
}

TEST(SortJob, NeedsTwiceItsKeysAndABit) {
  const auto job = make_job({sort_job_type()}, "sort", {{"n", "1e6"}});
  constexpr std::uint64_t keys = 8 * 1'000'000;
  EXPECT_GE(job->memory_bytes(crew(CrewKind::threads, 4)), 2 * keys);
  EXPECT_LE(job->memory_bytes(crew(CrewKind::threads, 4)), 22 * keys / 10);
  EXPECT_LT(job->memory_bytes(crew(CrewKind::serial, 1)), 2 * keys) << "nothing to exchange";
}

TEST(SortJob, FilesAreLookedAtBeforeAnythingStarts) {
  EXPECT_THROW(make_job({sort_job_type()}, "sort", {{"input-dataset", "/nowhere/in.h5:/keys"}}), UsageError);
  EXPECT_THROW(make_job({sort_job_type()}, "sort", {{"input-dataset", "no colon"}}), UsageError);
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
