// What processes are allowed; a pinned thread stays where it was told to be, and is free again afterwards.
#include "os/affinity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "breakeven/error.hpp"
#include "os/process.hpp"

namespace breakeven::os {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(PinnedThread, StaysUntilItsEnd) {
  const int before = usable_processors();
  const int here = ::sched_getcpu();
  {
    const PinnedThread pinned(here);
    EXPECT_EQ(usable_processors(), 1);
    EXPECT_EQ(affinity_of(0), std::vector{here});
    EXPECT_EQ(::sched_getcpu(), here);
  }
  EXPECT_EQ(usable_processors(), before);
}

TEST(ProcessorList, IsAsTheKernelWritesIt) {
  EXPECT_EQ(processor_list(std::vector{0, 1, 2, 5, 8, 9}), "0-2,5,8-9");
  EXPECT_EQ(processor_list(std::vector{3}), "3");
  EXPECT_EQ(processor_list({}), "");
}

TEST(Affinity, OfWhatIsNotThereIsNotKnown) { EXPECT_THAT(affinity_of(1 << 30), ::testing::IsEmpty()); }

TEST(PinnedThread, TakesAProcessorThatIsThere) {
  const int before = usable_processors();
  EXPECT_THAT([] { const PinnedThread pinned(1023); }, ThrowsMessage<Error>(HasSubstr("processor 1023")));
  EXPECT_THAT([] { const PinnedThread pinned(-1); }, ThrowsMessage<Error>(HasSubstr("no processor -1")));
  EXPECT_EQ(usable_processors(), before);
}

}  // namespace
}  // namespace breakeven::os
