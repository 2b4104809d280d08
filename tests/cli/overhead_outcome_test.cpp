// How a run of overhead ends: what failed, and what a busy machine did not allow.
#include "cli/overhead_outcome.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace breakeven::cli {
namespace {

using ::testing::HasSubstr;

overhead::Series series_with(const std::string& trouble, bool disturbed) {
  overhead::Series series;
  series.trouble = trouble;
  series.disturbed = disturbed;
  return series;
}

TEST(OverheadOutcome, IsWellWhenAllWasMeasured) {
  const std::vector<overhead::Series> all(3);
  EXPECT_EQ(describe_troubles(all), "");
  EXPECT_EQ(exit_code_of(all), 0);
}

TEST(OverheadOutcome, ABusyMachineIsNoFailureAndIsTold) {
  const std::vector all{series_with("", false), series_with("began too late", true)};
  EXPECT_EQ(
      describe_troubles(all),
      "1 of 2 series could not be measured in full: began too late; the machine may be busy: try again when it is "
      "not");
  EXPECT_EQ(exit_code_of(all), 0);
}

TEST(OverheadOutcome, AFailureIsOneBesideABusyMachineAndTheMostCommonReasonIsTold) {
  const std::vector all{series_with("began too late", true), series_with("cannot start mpirun", false),
                        series_with("cannot start mpirun", false), series_with("", false)};
  EXPECT_EQ(describe_troubles(all), "3 of 4 series could not be measured in full, most often: cannot start mpirun");
  EXPECT_EQ(exit_code_of(all), 1);
}

TEST(OverheadOutcome, AnInterruptionTellsWhatBecameOfWhatWasMeasured) {
  EXPECT_EQ(describe_interruption(false, ""), "nothing was measured");
  EXPECT_THAT(describe_interruption(false, "x.h5"), HasSubstr("nothing recorded to x.h5"));
  EXPECT_THAT(describe_interruption(true, "x.h5"), HasSubstr("is printed and recorded to x.h5"));
  EXPECT_EQ(describe_interruption(true, ""), "what was finished is printed; the same command begins anew");
}

}  // namespace
}  // namespace breakeven::cli
