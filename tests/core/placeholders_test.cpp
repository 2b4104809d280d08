#include "core/placeholders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven {
namespace {

using ::testing::HasSubstr;

TEST(Placeholders, NamesInBracesAreFilledIn) {
  const Placeholders values{{"n", "7"}, {"m-1", "x y"}};
  EXPECT_EQ(fill_in("--size={n},{m-1}{n}", values), "--size=7,x y7");
  EXPECT_EQ(fill_in("{{n}} { n } {print $1} {} {", values), "{n} { n } {print $1} {} {");
  EXPECT_EQ(fill_in("{{n}", values), "{7");
  EXPECT_THAT([&] { fill_in("{m}", values); }, ::testing::ThrowsMessage<UsageError>(HasSubstr("there are n, m-1")));
}

TEST(Placeholders, WorkersAreSpokenOfInAllTheirWays) {
  CrewOptions crew;
  crew.kind = CrewKind::hybrid;
  crew.workers = 8;
  crew.threads_per_rank = 2;
  crew.nodes = 2;
  EXPECT_EQ(fill_in("{workers} {ranks} {threads} {nodes} {ranks_per_node}", placeholders_of(crew)), "8 4 2 2 2");
}

}  // namespace
}  // namespace breakeven
