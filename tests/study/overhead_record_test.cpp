#include "study/overhead_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "breakeven/error.hpp"
#include "study/record.hpp"
#include "study/record_file.hpp"
#include "study/table_io.hpp"
#include "support/temporary_directory.hpp"

namespace breakeven::study {
namespace {

namespace fs = std::filesystem;
using overhead::Fit;
using overhead::Series;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OverheadRecord : public testing::Test {
 protected:
  const test::TemporaryDirectory directory;
  const fs::path file = directory.path() / "overhead.h5";
};

OverheadRun run_with(const std::string& id) {
  OverheadRun run;
  run.id = id;
  run.options = "--quick";
  run.environment.clock_reading_seconds = 2.3e-8;
  return run;
}

/// Launches of different lengths, one of them empty, and all that a series has beside them.
Series rich_series() {
  Series series;
  series.condition = {"talk", "latency", "fork", 2, 8, "pipe, streaming"};
  series.launches = {{0.1, 0.2}, {}, {0.3}};
  series.operations = {64, 1, 32};
  series.warm_up = 1;
  series.warm_up_launches = 2;
  series.short_observations = 3;
  series.placement = {.processors = "0-3", .oversubscribed = true, .hosts = "node1,node2"};
  series.trouble = "too late";
  return series;
}

void expect_same(const Series& actual, const Series& expected) {
  EXPECT_EQ(actual.condition, expected.condition);
  EXPECT_EQ(actual.unit, expected.unit);
  EXPECT_EQ(actual.launches, expected.launches);
  for (std::size_t launch = 0; launch < expected.launches.size(); ++launch) {
    EXPECT_EQ(operations_of(actual, launch), operations_of(expected, launch));
  }
  EXPECT_EQ(actual.warm_up, expected.warm_up);
  EXPECT_EQ(actual.warm_up_launches, expected.warm_up_launches);
  EXPECT_EQ(actual.short_observations, expected.short_observations);
  EXPECT_EQ(actual.placement, expected.placement);
  EXPECT_EQ(actual.trouble, expected.trouble);
}

TEST_F(OverheadRecord, SeriesComeBackAsTheyWere) {
  Series failed;
  failed.condition = {"start", "whole", "mpi", 2, 0, ""};
  failed.trouble = "no mpirun";
  Series bytes = rich_series();
  bytes.unit = "B";
  append_overhead(file, run_with("one"), std::vector{rich_series(), failed, bytes}, {});
  const auto recorded = read_overhead(file, run_with("one"));
  ASSERT_EQ(recorded.series.size(), 3U);
  expect_same(recorded.series[0], rich_series());
  expect_same(recorded.series[1], failed);
  expect_same(recorded.series[2], bytes);
  EXPECT_THAT(recorded.fits, IsEmpty());
}

TEST_F(OverheadRecord, FitsComeBackAsTheyWere) {
  const Fit line{.condition = {"start", "start", "fork", 1, 0, ""},
                 .model = "start-up",
                 .parameter = "fixed part",
                 .unit = "s",
                 .from = 1,
                 .to = 8,
                 .value = 0.5,
                 .interval = Interval{0.4, 0.6},
                 .typical_residual = 0.01,
                 .source = "all",
                 .refusal = "",
                 .oversubscribed = true};
  Fit refused;
  refused.refusal = "too few sizes";
  append_overhead(file, run_with("one"), {}, std::vector{line, refused});
  const auto fits = read_overhead(file, run_with("one")).fits;
  ASSERT_EQ(fits.size(), 2U);
  EXPECT_EQ(fits[0].parameter, "fixed part");
  EXPECT_EQ(fits[0].interval.value().high, 0.6);
  EXPECT_EQ(fits[0].typical_residual, 0.01);
  EXPECT_EQ(fits[0].source, "all");
  EXPECT_TRUE(fits[0].oversubscribed);
  EXPECT_FALSE(fits[1].interval.has_value());
  EXPECT_FALSE(fits[1].typical_residual.has_value());
  EXPECT_EQ(fits[1].refusal, "too few sizes");
}

TEST_F(OverheadRecord, RunsAreKeptApart) {
  Series other = rich_series();
  other.launches = {{5}};
  append_overhead(file, run_with("one"), std::vector{rich_series(), rich_series()}, {});
  append_overhead(file, run_with("two"), std::vector{other}, {});
  const auto runs = read_overhead_runs(file);
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[1].id, "two");
  EXPECT_EQ(runs[1].environment.clock_reading_seconds, 2.3e-8);
  const auto second = read_overhead(file, runs[1]);
  ASSERT_EQ(second.series.size(), 1U);
  EXPECT_THAT(second.series[0].launches, ElementsAre(ElementsAre(5)));
  EXPECT_EQ(read_overhead(file, runs[0]).series.size(), 2U);
}

TEST_F(OverheadRecord, ARecordOfTrialsHasNone) {
  { const Record record(file); }
  append_overhead(file, run_with("one"), {}, {});
  EXPECT_EQ(read_overhead_runs(file).size(), 1U);
  EXPECT_THAT(read_overhead(file, run_with("other")).series, IsEmpty());
}

TEST_F(OverheadRecord, ARowThatCannotBeIsDamage) {
  append_overhead(file, run_with("one"), std::vector{rich_series()}, {});
  {
    hdf5::TableFile damaged = hdf5::TableFile::open(file, hdf5::TableFile::Access::write);
    const ObservationRow row{.run_id = "one", .series = 7, .launch = 0, .value = 1, .operations = 1};
    append_rows(damaged, overhead_observations_table(), std::span(&row, 1));
    damaged.close();
  }
  try {
    read_overhead(file, run_with("one"));
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("has a row of series 7 and launch 0"));
    EXPECT_THAT(error.what(), HasSubstr(file.string()));
  }
}

}  // namespace
}  // namespace breakeven::study
