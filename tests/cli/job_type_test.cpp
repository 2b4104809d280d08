#include "cli/job_type.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "breakeven/error.hpp"
#include "cli/standard_jobs.hpp"

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const JobTypes types{pi_job_type(), sort_job_type(), null_job_type()};

std::string described(std::string_view workload, const plan::Parameters& parameters) {
  return make_job(types, workload, parameters)->task().workload.describe();
}

std::string error_of(std::string_view workload, const plan::Parameters& parameters) {
  try {
    make_job(types, workload, parameters);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(JobType, ParametersAreTheOptionsOfTheCommandLine) {
  EXPECT_EQ(described("pi", {{"n", "2^20"}, {"sampler", "eager"}, {"seed", "7"}}),
            "n=1048576 seed=7 generator=philox sampler=eager");
  EXPECT_EQ(described("pi", {}), "n=100000000 seed=1 generator=philox sampler=lazy");
  const std::string sort =
      described("sort", {{"eps", "0.05"}, {"float-order", "total"}, {"input", "few"}, {"n", "1e3"}, {"type", "int32"}});
  for (const char* part : {"n=1000", "type=int32", "input=few", "eps=0.05"}) EXPECT_THAT(sort, HasSubstr(part));
  EXPECT_EQ(described("null", {}), "");
}

TEST(JobType, FlagsAreTrueOrFalse) {
  EXPECT_NE(described("sort", {{"n", "9"}, {"no-verify", "true"}}), described("sort", {{"n", "9"}}));
  EXPECT_EQ(described("sort", {{"n", "9"}, {"no-verify", "false"}}), described("sort", {{"n", "9"}}));
}

TEST(JobType, ErrorsBeginWithTheNameOfTheParameter) {
  EXPECT_THAT(error_of("pi", {{"n", "abc"}}), StartsWith("n: 'abc' is no count"));
  EXPECT_THAT(error_of("pi", {{"n", "-5"}}), StartsWith("n: -5 is negative"));
  EXPECT_THAT(error_of("pi", {{"n", ""}}), StartsWith("n: "));
  EXPECT_THAT(error_of("pi", {{"seed", "--sampler"}}), StartsWith("seed: "));
  EXPECT_THAT(error_of("sort", {{"type", "float16"}}), StartsWith("type: "));
  EXPECT_THAT(error_of("sort", {{"input-dataset", "/nowhere.h5:/keys"}}), HasSubstr("/nowhere.h5"));
  EXPECT_THAT(error_of("sort", {{"input-dataset", "in.h5:/keys"}, {"n", "5"}}), HasSubstr("n is for generated keys"));
  EXPECT_EQ(error_of("pi", {{"sampel", "lazy"}}),
            "sampel: pi has no such parameter; it has n, seed, generator, sampler");
  EXPECT_EQ(error_of("null", {{"n", "1"}}), "n: null has no such parameter; it has none");
  EXPECT_THAT(error_of("pie", {}), HasSubstr("the workloads are pi, sort, null"));
}

TEST(JobType, AnErrorToReachChoosesTheSamples) {
  const auto job = make_job(types, "pi", {{"error", "1e-3"}});
  const auto samples = static_cast<double>(job->task().workload.problem_size());
  EXPECT_NEAR(1.6421 / std::sqrt(samples), 1e-3, 1e-7);
}

TEST(Vocabulary, IsWhatPlansCanSay) {
  const auto workloads = vocabulary(types);
  ASSERT_EQ(workloads.size(), 3U);
  EXPECT_EQ(workloads[0].name, "pi");
  EXPECT_THAT(workloads[0].parameters, ElementsAre("n", "seed", "generator", "sampler"));
  EXPECT_THAT(workloads[1].parameters, ElementsAre("input-dataset", "n", "type", "input", "seed", "float-order", "eps",
                                                   "memory", "exchange", "no-verify"));
  EXPECT_THAT(workloads[2].parameters, ElementsAre());
}

TEST(Vocabulary, ChecksAndTellsTheSize) {
  const auto workloads = vocabulary(types);
  EXPECT_EQ(workloads[0].check({{"n", "1e6"}}), 1'000'000U);
  EXPECT_EQ(workloads[2].check({}), 0U);
  EXPECT_THROW(workloads[0].check({{"n", "0"}}), UsageError);
}

}  // namespace
}  // namespace breakeven::cli
