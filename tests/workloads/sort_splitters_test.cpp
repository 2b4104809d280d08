// What find_cuts() promises, on any keys.
#include "workloads/splitters.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "kernels/key_inputs.hpp"
#include "kernels/partition.hpp"
#include "support/thread_team.hpp"
#include "workloads/splitters_sample.hpp"

namespace breakeven::workloads {
namespace {

class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
void require(bool holds, const std::string& what) {
  if (!holds) throw Broken("not so: " + what);
}

/// Finds cuts with `workers` threads, checks all there is to check, and returns the number of rounds.
template <class Word>
int check_cuts(const std::vector<Word>& keys, int workers, double epsilon) {
  const SortShares shares(keys.size(), workers, epsilon);
  std::vector<Word> sorted = keys;
  std::ranges::sort(sorted);
  std::vector<std::vector<Word>> outputs(static_cast<std::size_t>(workers));
  std::mutex mutex;
  int rounds = 0;
  ThreadTeam::run(workers, [&](Communicator& communicator) {
    const auto mine =
        std::span(keys).subspan(shares.target(communicator.rank()),
                                shares.target(communicator.rank() + 1) - shares.target(communicator.rank()));
    SortProgress progress(communicator);
    const Cuts<Word> cuts = find_cuts<Word>(communicator, mine, shares, progress);

    require(cuts.splitters.size() < static_cast<std::size_t>(workers), "fewer splitters than workers");
    require(cuts.borders.size() == static_cast<std::size_t>(workers) + 1 && cuts.borders.front() == 0 &&
                cuts.borders.back() == keys.size(),
            "borders span all keys");
    for (int k = 0; k < workers; ++k) {
      const auto at = static_cast<std::size_t>(k);
      require(cuts.borders[at] <= cuts.borders[at + 1], "borders ascend");
      require(cuts.local_borders[at] <= cuts.local_borders[at + 1], "local borders ascend");
      require(cuts.borders[at + 1] - cuts.borders[at] <= shares.capacity(), "no share exceeds the capacity");
      const auto distance = [](std::uint64_t a, std::uint64_t b) { return a < b ? b - a : a - b; };
      require(distance(cuts.borders[at], shares.target(k)) <= shares.tolerance(), "borders are close to their targets");
    }
    // Partition as the job does, and hand out.
    const kernels::Classifier<Word> classifier(cuts.splitters);
    std::vector<std::uint64_t> counts(classifier.classes());
    classifier.count(mine, counts);
    require(counts == cuts.class_counts, "class counts are those of the keys");
    std::vector<Word> partitioned(mine.size());
    kernels::Scatter<Word>(classifier, counts, partitioned.data())(mine);
    const std::lock_guard lock(mutex);
    rounds = cuts.rounds;
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      outputs[k].insert(outputs[k].end(), partitioned.begin() + static_cast<std::ptrdiff_t>(cuts.local_borders[k]),
                        partitioned.begin() + static_cast<std::ptrdiff_t>(cuts.local_borders[k + 1]));
    }
  });
  std::vector<Word> all;
  for (auto& output : outputs) {
    require(output.size() <= shares.capacity(), "nobody holds more than the capacity");
    std::ranges::sort(output);
    all.insert(all.end(), output.begin(), output.end());
  }
  require(all == sorted, "the outputs together are the keys in order");
  return rounds;
}

template <class Word>
std::vector<Word> generated(kernels::KeyInput input, std::size_t count) {
  std::vector<Word> keys(count);
  const auto type = sizeof(Word) == 4 ? kernels::KeyType::uint32 : kernels::KeyType::uint64;
  kernels::KeyGenerator<Word>(input, type, kernels::FloatOrder::numpy, count, 3).generate(0, keys);
  return keys;
}

TEST(FindCuts, BalancesEveryInput) {
  for (const auto input : kernels::all_key_inputs) {
    for (const int workers : {2, 3, 8}) {
      SCOPED_TRACE(testing::Message() << to_string(input) << " p=" << workers);
      EXPECT_NO_THROW(check_cuts(generated<std::uint64_t>(input, 100003), workers, 0.1));
      EXPECT_NO_THROW(check_cuts(generated<std::uint32_t>(input, 20011), workers, 0.02));
    }
  }
}

TEST(FindCuts, SplitsExactlyWithoutTolerance) {
  for (const auto input : kernels::all_key_inputs) {
    SCOPED_TRACE(to_string(input));
    const int rounds = check_cuts(generated<std::uint64_t>(input, 150001), 5, 0);
    EXPECT_LE(rounds, 10);
  }
}

TEST(FindCuts, EndsWhereSamplesAreOfNoUse) {
  // Nearly all keys are equal, and the rest lie between exponentially closer neighbours: bisection has to finish it.
  std::vector<std::uint64_t> keys;
  for (int i = 0; i < 60; ++i) keys.insert(keys.end(), 400, (std::uint64_t{1} << i) + 1);
  EXPECT_LE(check_cuts(keys, 7, 0), 65);
  EXPECT_NO_THROW(check_cuts(std::vector<std::uint64_t>(5000, ~std::uint64_t{0}), 8, 0));
  EXPECT_NO_THROW(check_cuts(std::vector<std::uint64_t>(5000, 0), 8, 0));
  EXPECT_NO_THROW(check_cuts(std::vector<std::uint32_t>(5000, ~std::uint32_t{0}), 8, 0.1));
}

TEST(FindCuts, MostlyNeedsOneRound) {
  int rounds = 0;
  for (const auto input : {kernels::KeyInput::uniform, kernels::KeyInput::gaussian, kernels::KeyInput::zipf,
                           kernels::KeyInput::sorted, kernels::KeyInput::equal}) {
    rounds += check_cuts(generated<std::uint64_t>(input, 400000), 2, 0.1);
  }
  EXPECT_LE(rounds, 6);
}

TEST(FindCuts, ManyWorkers) {  // more splitters than vectors compare with
  EXPECT_NO_THROW(check_cuts(generated<std::uint64_t>(kernels::KeyInput::uniform, 200000), 61, 0.1));
  EXPECT_NO_THROW(check_cuts(generated<std::uint32_t>(kernels::KeyInput::few, 200000), 61, 0.1));
}

TEST(FindCuts, AsksOnceForEqualsThatAreDividedManyTimes) {
  const std::vector<std::uint64_t> keys(10000, 5);
  const SortShares shares(keys.size(), 16, 0);
  ThreadTeam::run(16, [&](Communicator& communicator) {
    SortProgress progress(communicator);
    const auto mine = std::span(keys).first(keys.size() / 16);
    find_cuts<std::uint64_t>(communicator, mine, shares, progress);
    require(dynamic_cast<ThreadTeamCommunicator&>(communicator).largest_gather_bytes() == sizeof(std::uint64_t),
            "a word for all fifteen borders");
  });
}

TEST(SampleSize, IsBoundedForAllBracketsTogether) {
  for (const std::size_t brackets : {1U, 10U, 256U, 1023U, 100'000U}) {
    EXPECT_LE(sample_size(1'000'000'000, 1, 0, brackets) * brackets, 1U << 20) << brackets;
    EXPECT_GT(sample_size(1'000'000'000, 1, 0, brackets), 0U) << brackets;
  }
}

TEST(SampleSize, IsAllOfFewKeys) {
  EXPECT_EQ(sample_size(0, 1, 0, 1), 0U);
  EXPECT_EQ(sample_size(1, 1, 0, 1), 1U);
  EXPECT_EQ(sample_size(4096, 3, 0, 2), 4096U);
  EXPECT_LT(sample_size(1'000'000, 3, 10'000, 2), 40'000U) << "enough for 1 %";
}

RC_GTEST_PROP(FindCuts, AnyKeysAnyWorkersAnyTolerance, (const std::vector<std::uint8_t>& narrow)) {
  const int workers = *rc::gen::inRange(1, 12);
  const double epsilon = *rc::gen::element(0.0, 0.1, 0.5, 1.0);
  check_cuts<std::uint64_t>({narrow.begin(), narrow.end()}, workers, epsilon);
}

RC_GTEST_PROP(FindCuts, AnyWideKeys, (const std::vector<std::uint32_t>& keys)) {
  check_cuts<std::uint32_t>(keys, *rc::gen::inRange(1, 12), *rc::gen::element(0.0, 0.1, 1.0));
}

}  // namespace
}  // namespace breakeven::workloads
