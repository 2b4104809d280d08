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

TEST(SortJob, CountsWhatRanksRelay) {
  const auto memory = [](const std::string& exchange, const CrewOptions& crew) {
    return make_job({sort_job_type()}, "sort", {{"n", "1e9"}, {"exchange", exchange}})->memory_bytes(crew);
  };
  const std::uint64_t direct = memory("direct", crew(CrewKind::mpi, 4));
  EXPECT_EQ(memory("two-level", crew(CrewKind::mpi, 4)), direct + 2 * 8'000'000'000);
  EXPECT_EQ(memory("two-level", crew(CrewKind::threads, 4)), direct);
  EXPECT_LT(memory("automatic", crew(CrewKind::mpi, 4)), direct + 1'000'000) << "it would not relay so many keys";
}

TEST(SortJob, RefusesAnExchangeThatItsWorkersCannotMake) {
  const auto job = make_job({sort_job_type()}, "sort", {{"exchange", "two-level"}});
  EXPECT_THROW(job->check(crew(CrewKind::mpi, 2)), UsageError);
  EXPECT_THROW(job->check(crew(CrewKind::mpi, 7)), UsageError);
  EXPECT_THROW(job->check(crew(CrewKind::hybrid, 4)), UsageError);
  EXPECT_NO_THROW(job->check(crew(CrewKind::mpi, 6)));
  EXPECT_NO_THROW(job->check(crew(CrewKind::threads, 7))) << "it is of no concern to them";
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
