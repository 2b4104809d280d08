#include "launch/slurm_time.hpp"

#include <gtest/gtest.h>

namespace breakeven::launch {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(SlurmTime, IsReadInEveryFormThatSlurmWrites) {
  EXPECT_EQ(parse_slurm_time("30"), minutes(30));
  EXPECT_EQ(parse_slurm_time("0:59"), seconds(59));
  EXPECT_EQ(parse_slurm_time("5:30"), minutes(5) + seconds(30));
  EXPECT_EQ(parse_slurm_time("2:03:04"), hours(2) + minutes(3) + seconds(4));
  EXPECT_EQ(parse_slurm_time("1-02"), days(1) + hours(2));
  EXPECT_EQ(parse_slurm_time("1-02:03"), days(1) + hours(2) + minutes(3));
  EXPECT_EQ(parse_slurm_time("1-02:03:04"), days(1) + hours(2) + minutes(3) + seconds(4));
  EXPECT_EQ(parse_slurm_time("365-00:00:00\n"), days(365));
  EXPECT_EQ(parse_slurm_time("  0:00 "), seconds(0));
}

TEST(SlurmTime, IsNotMadeUp) {
  for (const char* text : {"",
                           " ",
                           "UNLIMITED",
                           "INVALID",
                           "NOT_SET",
                           "N/A",
                           "Partition_Limit",
                           "-5",
                           "-0:05",
                           "1-",
                           "-",
                           "1:",
                           ":1",
                           "1::2",
                           "1:2:3:4",
                           "1-2:3:4:5",
                           "1-2-3",
                           "1h",
                           "12:xx",
                           "1.5",
                           "+1",
                           "99999999999999999999",
                           "1-99999999999"}) {
    EXPECT_FALSE(parse_slurm_time(text).has_value()) << text;
  }
}

TEST(SlurmTime, IsWrittenAsItIsRead) {
  EXPECT_EQ(format_slurm_time(seconds(59)), "00:00:59");
  EXPECT_EQ(format_slurm_time(days(1) + hours(2) + minutes(3) + seconds(4)), "1-02:03:04");
  for (const seconds time : {seconds(0), seconds(61), seconds(86'399), seconds(86'400), seconds(1'000'000)}) {
    EXPECT_EQ(parse_slurm_time(format_slurm_time(time)), time);
  }
}

}  // namespace
}  // namespace breakeven::launch
