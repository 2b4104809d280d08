// The verification must not believe a wrong output, whatever is wrong with it.
#include "workloads/sort_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <numeric>
#include <vector>

#include "breakeven/error.hpp"
#include "support/thread_team.hpp"

namespace breakeven::workloads {
namespace {

using Parts = std::vector<std::vector<std::uint64_t>>;

/// Input 0, 10, ..., 2990, whoever held it; the output is right before `spoil`. Returns what the check says.
std::string verdict(const std::function<void(Parts&)>& spoil, std::uint64_t count = 300) {
  std::vector<std::uint64_t> input(300);
  for (std::size_t i = 0; i < input.size(); ++i) input[i] = 10 * i;
  Parts output(4);  // worker 2 holds nothing
  for (std::size_t i = 0; i < input.size(); ++i) output[i < 100 ? 0 : i < 200 ? 1 : 3].push_back(input[i]);
  spoil(output);
  try {
    ThreadTeam::run(4, [&](Communicator& communicator) {
      const auto rank = static_cast<std::size_t>(communicator.rank());
      SortProgress progress(communicator);
      const auto mine = rank == 0 ? std::span<const std::uint64_t>(input) : std::span<const std::uint64_t>();
      check_output<std::uint64_t>(communicator, output[rank], kernels::multiset_checksum(mine), count, progress);
    });
  } catch (const WrongAnswer& wrong) {
    return wrong.what();
  }
  return "right";
}

TEST(CheckOutput, AcceptsWhatIsRight) {
  EXPECT_EQ(verdict([](Parts&) {}), "right");
  EXPECT_EQ(verdict([](Parts& output) {  // other borders, equal neighbours
              output[2].assign(output[3].begin(), output[3].begin() + 40);
              output[3].erase(output[3].begin(), output[3].begin() + 40);
            }),
            "right");
}

TEST(CheckOutput, NoticesWhatIsWrong) {
  using testing::HasSubstr;
  EXPECT_THAT(verdict([](Parts& output) { std::swap(output[1][50], output[1][51]); }),
              HasSubstr("on worker 1 key 51 is less"));
  EXPECT_THAT(verdict([](Parts& output) { std::swap(output[1], output[3]); }),
              HasSubstr("first key of worker 3 is less than the last of worker 1"));
  EXPECT_THAT(verdict([](Parts& output) { output[3].pop_back(); }), HasSubstr("has 299 keys, the input 300"));
  EXPECT_THAT(verdict([](Parts& output) { output[3].push_back(5000); }), HasSubstr("has 301 keys, the input 300"));
  EXPECT_THAT(verdict([](Parts& output) { output[0][7] += 1; }), HasSubstr("not those of the input"));
  EXPECT_THAT(verdict([](Parts& output) { output[0][7] = output[0][8]; }), HasSubstr("not those of the input"));
  EXPECT_THAT(verdict([](Parts& output) {
                output[0][7] += 1;  // the sum of the keys stays the same
                output[3][7] -= 1;
              }),
              HasSubstr("not those of the input"));
}

TEST(CheckOutput, LooksAcrossChunks) {
  std::vector<std::uint64_t> keys(300000);
  std::iota(keys.begin(), keys.end(), 1000U);
  for (const std::size_t at : {std::size_t{1}, std::size_t{1} << 17, (std::size_t{1} << 17) + 1, keys.size() - 1}) {
    auto spoiled = keys;
    spoiled[at] = 0;
    EXPECT_THROW(ThreadTeam::run(1,
                                 [&](Communicator& communicator) {
                                   SortProgress progress(communicator);
                                   const std::span<const std::uint64_t> output(spoiled);
                                   check_output<std::uint64_t>(communicator, output, kernels::multiset_checksum(output),
                                                               keys.size(), progress);
                                 }),
                 WrongAnswer)
        << at;
  }
}

}  // namespace
}  // namespace breakeven::workloads
