#include "cli/described_job.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"
#include "cli/standard_jobs.hpp"

namespace breakeven::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Everything {
  static constexpr std::string_view name = "everything";
  static constexpr std::string_view description = "One parameter of each type";

  std::uint64_t size = 10;
  std::uint64_t seed = 7;
  int shift = -3;
  std::int64_t far = 0;
  double ratio = 0.1;
  bool fast = false;
  std::string method = "plain";

  static constexpr auto parameters() {
    return std::tuple(Parameter("n", &Everything::size, "Size"), Parameter("seed", &Everything::seed, "Seed"),
                      Parameter("shift", &Everything::shift, "Shift"), Parameter("far", &Everything::far, "Far"),
                      Parameter("ratio", &Everything::ratio, "Ratio"), Parameter("fast", &Everything::fast, "Fast"),
                      Parameter("method", &Everything::method, "Method"));
  }
  void validate() const {
    if (ratio > 1) throw UsageError("ratio: it is at most 1");
  }
  std::uint64_t memory_bytes(int workers) const { return size * static_cast<std::uint64_t>(workers); }
  Answer run(Communicator& /*communicator*/) const { return {.digest = size, .figures = {{"size", size}}}; }
};

const Program test_program = Program("Tests.").add<Everything>("  tests everything\n");
const JobTypes described_types{described_job_type(test_program.entries().front())};

std::string described(const plan::Parameters& parameters) {
  return make_job(described_types, "everything", parameters)->task().workload.describe();
}

std::string described_error(const plan::Parameters& parameters) {
  try {
    make_job(described_types, "everything", parameters);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(DescribedJob, HasAnOptionForEachParameter) {
  EXPECT_EQ(described({}), "n=10 seed=7 shift=-3 far=0 ratio=0.1 fast=false method=plain");
  EXPECT_EQ(described({{"far", "-5G"},
                       {"fast", "true"},
                       {"method", "a b"},
                       {"n", "2^20"},
                       {"ratio", "1e-3"},
                       {"seed", "9"},
                       {"shift", "-12"}}),
            "n=1048576 seed=9 shift=-12 far=-5000000000 ratio=0.001 fast=true method=a b");
  EXPECT_THAT(vocabulary(described_types).front().parameters,
              ElementsAre("n", "seed", "shift", "far", "ratio", "fast", "method"));
}

TEST(DescribedJob, KnowsItsSizeSeedAndMemory) {
  const auto job = make_job(described_types, "everything", {{"n", "100"}, {"seed", "5"}});
  EXPECT_EQ(job->task().workload.problem_size(), 100U);
  EXPECT_EQ(job->task().seed, 5U);
  CrewOptions crew;
  crew.workers = 3;
  EXPECT_EQ(job->memory_bytes(crew), 300U);
}

TEST(DescribedJob, ErrorsNameTheParameter) {
  EXPECT_THAT(described_error({{"n", "many"}}), StartsWith("n: 'many' is no count"));
  EXPECT_THAT(described_error({{"shift", "3e9"}}), StartsWith("shift: "));
  EXPECT_THAT(described_error({{"ratio", "2"}}), StartsWith("ratio: it is at most 1"));
  EXPECT_THAT(described_error({{"speed", "2"}}), HasSubstr("everything has no such parameter"));
}

TEST(DescribedJob, TravelsToWorkers) {
  const AnyWorkload workload = make_job(described_types, "everything", {{"method", "x"}, {"n", "77"}})->task().workload;
  const AnyWorkload loaded = test_program.registry().load("everything", workload.save());
  EXPECT_EQ(loaded.describe(), workload.describe());
}

TEST(Program, KnowsWhatMeasuringNeeds) {
  const AnyWorkload nothing = make_job({null_job_type()}, "null", {})->task().workload;
  EXPECT_NO_THROW(test_program.registry().load("null", nothing.save()));
}

TEST(DescribedJob, ShowsItsAnswer) {
  Trial trial;
  trial.answer.figures = {{"size", std::uint64_t{10}}};
  EXPECT_THAT(make_job(described_types, "everything", {})->describe_answer(trial), HasSubstr("size = 10\n"));
}

}  // namespace
}  // namespace breakeven::cli
