#include "os/program_output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "breakeven/error.hpp"

namespace breakeven::os {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr std::chrono::seconds patience{20};

TEST(RunProgram, TellsBothOutputsApartAndHowItEnded) {
  const ProgramOutput ended = run_program({"sh", "-c", "echo one; echo two >&2; cat; exit 7"}, patience);
  EXPECT_EQ(ended.text, "one\n");
  EXPECT_EQ(ended.errors, "two\n");
  EXPECT_EQ(ended.status.code, 7);
}

TEST(RunProgram, TakesMoreThanAPipeHolds) {
  const ProgramOutput ended =
      run_program({"sh", "-c", "head -c 300000 /dev/zero; head -c 200000 /dev/zero >&2"}, patience);
  EXPECT_EQ(ended.text.size(), 300'000U);
  EXPECT_EQ(ended.errors.size(), 200'000U);
  EXPECT_TRUE(ended.status.ok());
}

TEST(RunProgram, EndsOneThatTakesTooLong) {
  EXPECT_THAT(
      [] {
        run_program({"sleep", "100"}, std::chrono::milliseconds(50));
      },
      ThrowsMessage<Error>(AllOf(HasSubstr("sleep"), HasSubstr("50 ms"))));
  EXPECT_THAT(
      [] {
        run_program({"sh", "-c", "exec >&- 2>&-; sleep 100"}, std::chrono::milliseconds(50));
      },
      ThrowsMessage<Error>(HasSubstr("50 ms")));
}

TEST(RunProgram, NamesOneThatIsMissing) {
  EXPECT_THAT([] { run_program({"no-such-program"}, patience); }, ThrowsMessage<Error>(HasSubstr("no-such-program")));
}

}  // namespace
}  // namespace breakeven::os
