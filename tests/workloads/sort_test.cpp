// The whole sort against std::sort.
#include "workloads/sort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <variant>
#include <vector>

#include "breakeven/error.hpp"
#include "support/thread_team.hpp"
#include "workloads/key_storage.hpp"
#include "workloads/sort_shares.hpp"

namespace breakeven::workloads {
namespace {

using kernels::KeyInput;
using kernels::KeyType;

/// Sources and sinks in this process's memory.
class MemoryStorage final : public KeyStorage {
 public:
  void read(const std::string& source, Communicator&, KeyType type, std::uint64_t first,
            std::span<std::byte> keys) const override {
    const auto from = std::span(files_.at(source)).subspan(first * key_bytes(type), keys.size());
    std::ranges::copy(from, keys.begin());
  }
  void write(const std::string& sink, Communicator&, KeyType type, std::uint64_t first,
             std::span<const std::byte> keys) const override {
    const auto to = std::span(files_.at(sink)).subspan(first * key_bytes(type), keys.size());
    std::ranges::copy(keys, to.begin());
  }

  template <class T>
  void put(const std::string& name, const std::vector<T>& keys) {
    const auto bytes = std::as_bytes(std::span(keys));
    files_[name].assign(bytes.begin(), bytes.end());
  }
  template <class T>
  std::vector<T> get(const std::string& name) const {
    const auto& bytes = files_.at(name);
    std::vector<T> keys(bytes.size() / sizeof(T));
    std::ranges::copy(bytes, std::as_writable_bytes(std::span(keys)).begin());
    return keys;
  }

 private:
  mutable std::map<std::string, std::vector<std::byte>> files_;
};

Answer run(const SortWorkload& workload, int workers) {
  Answer answer;
  ThreadTeam::run(workers, [&](Communicator& communicator) {
    Answer mine = workload.run(communicator);
    if (communicator.is_root()) answer = std::move(mine);
  });
  return answer;
}

double largest_share(const Answer& answer) {
  for (const Figure& figure : answer.figures) {
    if (figure.name == "largest_share") return std::get<double>(figure.value);
  }
  ADD_FAILURE() << "no largest_share";
  return 0;
}

/// Sorts generated keys of type T with several numbers of workers and compares with std::sort.
template <class T>
void expect_sorted(KeyType type, KeyInput input, std::size_t count, std::initializer_list<int> all_workers) {
  using Word = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  std::vector<Word> words(count);
  kernels::KeyGenerator<Word>(input, type, kernels::FloatOrder::numpy, count, 9).generate(0, words);
  const kernels::KeyOrder<Word> order(type, kernels::FloatOrder::numpy);
  std::vector<T> expected;
  for (const Word word : words) expected.push_back(std::bit_cast<T>(order.decode(word)));
  std::ranges::sort(expected);

  MemoryStorage storage;
  SortWorkload workload{.count = count, .type = type, .input = input, .seed = 9, .sink = "out", .storage = &storage};
  std::optional<std::uint64_t> digest;
  for (const int workers : all_workers) {
    SCOPED_TRACE(testing::Message() << workload.describe() << " p=" << workers);
    storage.put("out", std::vector<T>(count));
    const Answer answer = run(workload, workers);
    ASSERT_EQ(storage.get<T>("out"), expected);
    EXPECT_EQ(answer.digest, digest.value_or(answer.digest));
    digest = answer.digest;
    const double even = static_cast<double>(count) / workers;
    EXPECT_LE(largest_share(answer) * even, std::ceil(even) + 0.1 * even + 1e-6);
  }
}

void expect_sorted(KeyType type, KeyInput input, std::size_t count, std::initializer_list<int> workers) {
  switch (type) {
    case KeyType::float64: return expect_sorted<double>(type, input, count, workers);
    case KeyType::float32: return expect_sorted<float>(type, input, count, workers);
    case KeyType::int64: return expect_sorted<std::int64_t>(type, input, count, workers);
    case KeyType::uint64: return expect_sorted<std::uint64_t>(type, input, count, workers);
    case KeyType::int32: return expect_sorted<std::int32_t>(type, input, count, workers);
    case KeyType::uint32: return expect_sorted<std::uint32_t>(type, input, count, workers);
  }
}

TEST(Sort, EveryInputAndType) {
  for (const KeyInput input : kernels::all_key_inputs) {
    for (const KeyType type : kernels::all_key_types) expect_sorted(type, input, 10007, {1, 3, 8});
  }
}

TEST(Sort, LargerInputs) {
  for (const KeyInput input : kernels::all_key_inputs) {
    expect_sorted(KeyType::float64, input, 100003, {1, 2, 7});
    expect_sorted(KeyType::int32, input, 100003, {5, 11});
  }
}

TEST(Sort, EnoughKeysToSplitThemWhileTheyAreReceived) {
  for (const KeyInput input : {KeyInput::uniform, KeyInput::few, KeyInput::mirrored}) {
    expect_sorted(KeyType::uint64, input, 300007, {2, 3});
    expect_sorted(KeyType::float32, input, 300007, {2, 3});
  }
}

TEST(Sort, AwkwardSizes) {
  for (const int workers : {1, 2, 3, 5, 7, 8, 11}) {
    const auto p = static_cast<std::size_t>(workers);
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, p - 1, p, p + 1, 10 * p + 1}) {
      for (const KeyType type : {KeyType::float64, KeyType::int32}) {
        expect_sorted(type, KeyInput::uniform, count, {1, workers});
        expect_sorted(type, KeyInput::equal, count, {1, workers});
      }
    }
  }
}

TEST(Sort, RealKeysOfEveryKind) {
  using Limits = std::numeric_limits<double>;
  std::vector<double> keys;
  for (int i = 0; i < 3000; ++i) {
    for (const double value : {1.5 * i, -2.5 * i, Limits::infinity(), -Limits::infinity(), 0.0, -0.0,
                               Limits::quiet_NaN(), -Limits::quiet_NaN(), Limits::denorm_min() * i}) {
      keys.push_back(value);
    }
  }
  const auto bits = [](const std::vector<double>& values) {
    std::vector<std::uint64_t> result;
    for (const double value : values) result.push_back(std::bit_cast<std::uint64_t>(value));
    return result;
  };
  const auto rank = [](double value) { return std::isnan(value) ? (std::signbit(value) ? 2 : 1) : 0; };
  auto expected = keys;  // numpy's order, its ties settled: -0.0 before 0.0, then positive NaNs, then negative ones
  std::ranges::sort(expected, [&](double a, double b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return rank(a) == 0 && (a < b || (a == b && std::signbit(a) && !std::signbit(b)));
  });

  MemoryStorage storage;
  storage.put("in", keys);
  SortWorkload workload{.count = keys.size(), .source = "in", .sink = "out", .storage = &storage};
  for (const int workers : {1, 4}) {
    storage.put("out", std::vector<double>(keys.size()));
    run(workload, workers);
    EXPECT_EQ(bits(storage.get<double>("out")), bits(expected));
  }
  workload.float_order = kernels::FloatOrder::total;
  run(workload, 3);
  const auto total = storage.get<double>("out");
  EXPECT_TRUE(std::isnan(total.front()) && std::signbit(total.front()));
  EXPECT_TRUE(std::isnan(total.back()) && !std::signbit(total.back()));
  EXPECT_EQ(storage.get<std::uint64_t>("in"), bits(keys)) << "the source is untouched";
}

TEST(Sort, AnswersAreThoseOfTheKeys) {
  const SortWorkload uniform{.count = 5000, .seed = 1};
  SortWorkload other = uniform;
  other.seed = 2;
  EXPECT_EQ(run(uniform, 3).digest, run(uniform, 2).digest);
  EXPECT_NE(run(uniform, 3).digest, run(other, 3).digest);
  other = uniform;
  other.verify = false;
  EXPECT_EQ(run(other, 3).digest, 0U);
}

/// Stores keys wrongly is no matter of the sort's; reading different keys on the second look is. So the check is
/// tested on its own, in sort_check_test.cpp. Here: what a broken source does.
class BrokenStorage final : public KeyStorage {
 public:
  void read(const std::string&, Communicator& communicator, KeyType, std::uint64_t,
            std::span<std::byte>) const override {
    if (communicator.rank() == 1) throw Error("cannot read");
  }
  void write(const std::string&, Communicator&, KeyType, std::uint64_t, std::span<const std::byte>) const override {}
};

TEST(Sort, AFailureOnOneWorkerEndsAll) {
  const BrokenStorage storage;
  const SortWorkload workload{.count = 1000, .source = "in", .storage = &storage};
  EXPECT_THROW(run(workload, 3), Error);
}

TEST(Sort, NeedsAStorageForRealKeys) {
  EXPECT_THROW(run(SortWorkload{.count = 10, .source = "in"}, 1), std::logic_error);
  EXPECT_THROW(run(SortWorkload{.count = 10, .sink = "out"}, 1), std::logic_error);
}

TEST(Sort, RefusesMoreKeysThanTheirBytesCanBeCounted) {
  EXPECT_THROW(SortWorkload{.count = SortWorkload::most_keys + 1}.validate(), UsageError);
  const SortWorkload most{.count = SortWorkload::most_keys, .epsilon = 1, .route = Route::two_level};
  const auto share = static_cast<double>(most.count) / 4 * 8;
  EXPECT_DOUBLE_EQ(4 * static_cast<double>(most.worker_memory_bytes(4)), 4 * 3 * share);
  EXPECT_LT(4 * (3 * share + static_cast<double>(most.exchange_memory_bytes(4))), std::ldexp(1, 64));
}

TEST(Sort, RefusesAToleranceThatMakesNoSense) {
  for (const double epsilon : {-0.1, 1.5, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(run(SortWorkload{.count = 10, .epsilon = epsilon}, 1), UsageError);
  }
}

TEST(Sort, TravelsWithoutItsStorage) {
  MemoryStorage storage;
  const SortWorkload sent{.count = 123,
                          .type = KeyType::int32,
                          .float_order = kernels::FloatOrder::total,
                          .input = KeyInput::all_to_one,
                          .seed = 5,
                          .source = "a",
                          .sink = "b",
                          .epsilon = 0.25,
                          .verify = false,
                          .storage = &storage};
  const SortWorkload* received = nullptr;
  SortWorkload copy;
  WorkloadRegistry registry;
  registry.add<SortWorkload>([&](SortWorkload& workload) {
    copy = workload;
    received = &copy;
  });
  const AnyWorkload loaded = registry.load("sort", AnyWorkload(sent).save());
  ASSERT_NE(received, nullptr);
  EXPECT_EQ(loaded.describe(), sent.describe());
  EXPECT_EQ(copy.count, sent.count);
  EXPECT_EQ(copy.type, sent.type);
  EXPECT_EQ(copy.float_order, sent.float_order);
  EXPECT_EQ(copy.input, sent.input);
  EXPECT_EQ(copy.epsilon, sent.epsilon);
  EXPECT_FALSE(copy.verify);
  EXPECT_EQ(copy.storage, nullptr);
}

TEST(Sort, MemoryStaysWithinTheBound) {
  const SortWorkload workload{.count = 100000000};
  for (const int workers : {2, 8, 1000}) {
    const double shard = 8e8 / workers;
    EXPECT_LE(static_cast<double>(workload.worker_memory_bytes(workers)), 2.11 * shard);
  }
  EXPECT_EQ(workload.worker_memory_bytes(1), 800000000U);
}

TEST(Sort, MemoryOfExchangesBetweenRanks) {
  SortWorkload workload{.count = 64000000};
  const std::uint64_t share = 8000000;
  EXPECT_LT(workload.exchange_memory_bytes(64), share) << "a large share goes directly";
  EXPECT_GT(workload.exchange_memory_bytes(64), 0U) << "but that of few keys does not";
  workload.route = Route::direct;
  EXPECT_EQ(workload.exchange_memory_bytes(64), 0U);
  workload.route = Route::two_level;
  EXPECT_EQ(workload.exchange_memory_bytes(64), 2 * share);
  EXPECT_EQ(workload.exchange_memory_bytes(61), 0U) << "no grid";
  workload.count = 640;
  workload.route = Route::automatic;
  EXPECT_EQ(workload.exchange_memory_bytes(64), 2 * 8 * 80U) << "all that a row of 8 has may go to one of them";
}

TEST(SortShares, AddUpWithoutOverflow) {
  for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{10}, (std::uint64_t{1} << 63) - 1}) {
    const SortShares shares(count, 7, 0.1);
    EXPECT_EQ(shares.target(0), 0U);
    EXPECT_EQ(shares.target(7), count);
    for (int w = 0; w < 7; ++w) {
      EXPECT_LE(shares.target(w + 1) - shares.target(w), shares.largest_input());
      EXPECT_GE(shares.target(w + 1) - shares.target(w), count / 7);
    }
  }
}

}  // namespace
}  // namespace breakeven::workloads
