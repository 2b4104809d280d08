// Ordered words against the orders they stand for, defined here without any bit tricks.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <vector>

#include "breakeven/error.hpp"
#include "breakeven/philox.hpp"
#include "kernels/key_type.hpp"
#include "kernels/ordered_key.hpp"

namespace breakeven::kernels {
namespace {

std::uint64_t random_bits(std::uint32_t i) {
  const auto block = philox4x32({i, 0, 0, 0}, {1, 2});
  return block[0] | std::uint64_t{block[1]} << 32;
}

/// Bits of every kind of value there is, and random ones.
template <class T, class Word>
std::vector<Word> interesting_bits() {
  std::vector<Word> all;
  using Limits = std::numeric_limits<T>;
  std::vector<T> values{T{0}, T{1}, static_cast<T>(2), Limits::max(), Limits::lowest(), Limits::min()};
  if constexpr (std::is_floating_point_v<T>) {
    for (const T value : {Limits::infinity(), Limits::denorm_min(), Limits::epsilon(), T(0.1), T(1e30)}) {
      values.push_back(value);
      values.push_back(-value);
    }
    values.push_back(-T{0});
    // NaNs: quiet and signalling, the smallest and the largest payloads, of both signs.
    const Word infinity = std::bit_cast<Word>(Limits::infinity());
    const Word quiet = std::bit_cast<Word>(Limits::quiet_NaN());
    const Word sign = std::bit_cast<Word>(-T{0});
    for (const Word payload : {Word{1}, Word{2}, static_cast<Word>(quiet - infinity - 1)}) {
      for (const Word head : {infinity, quiet}) {
        all.push_back(head | payload);
        all.push_back(head | payload | sign);
      }
    }
    all.push_back(quiet);
    all.push_back(quiet | sign);
  } else if constexpr (std::is_signed_v<T>) {
    values.push_back(-1);
    values.push_back(-2);
  }
  for (const T value : values) all.push_back(std::bit_cast<Word>(value));
  for (std::uint32_t i = 0; i < 300; ++i) all.push_back(static_cast<Word>(random_bits(i)));
  return all;
}

/// numpy.sort's order: NaN after everything, otherwise `<`. Its ties are settled by totalOrder.
template <class T>
int numpy_rank(T value) {
  return std::isnan(value) ? 1 : 0;
}

/// IEEE 754-2008, 5.10, from its words: by sign, then by magnitude, where NaN is beyond infinity by its payload.
template <class T, class Word>
bool total_less(Word a, Word b) {
  const T x = std::bit_cast<T>(a);
  const T y = std::bit_cast<T>(b);
  if (std::signbit(x) != std::signbit(y)) return std::signbit(x);
  const bool reversed = std::signbit(x);
  bool less;
  bool greater;
  if (std::isnan(x) || std::isnan(y)) {
    const Word sign = std::bit_cast<Word>(-T{0});
    less = !std::isnan(x) || (std::isnan(y) && (a & ~sign) < (b & ~sign));
    greater = !std::isnan(y) || (std::isnan(x) && (a & ~sign) > (b & ~sign));
  } else {
    less = std::fabs(x) < std::fabs(y);
    greater = std::fabs(x) > std::fabs(y);
  }
  return reversed ? greater : less;
}

template <class T, class Word>
bool numpy_less(Word a, Word b) {
  const T x = std::bit_cast<T>(a);
  const T y = std::bit_cast<T>(b);
  if (numpy_rank(x) != numpy_rank(y)) return numpy_rank(x) < numpy_rank(y);
  if (std::isnan(x)) {  // documented: positive NaNs first, then negative ones; each as in totalOrder
    if (std::signbit(x) != std::signbit(y)) return std::signbit(y);
    return total_less<T>(a, b);
  }
  if (x != y) return x < y;
  return std::signbit(x) && !std::signbit(y);
}

template <class T, class Word, class Less>
void expect_order(KeyType type, FloatOrder order, Less less) {
  const KeyOrder<Word> map(type, order);
  const std::vector<Word> all = interesting_bits<T, Word>();
  for (const Word a : all) {
    EXPECT_EQ(map.decode(map.encode(a)), a) << to_string(type) << " bits " << std::hex << a;
    for (const Word b : all) {
      ASSERT_EQ(map.encode(a) < map.encode(b), less(a, b))
          << to_string(type) << ' ' << to_string(order) << std::hex << ' ' << a << ' ' << b;
    }
  }
}

template <class T, class Word>
void expect_integer_order(KeyType type) {
  expect_order<T, Word>(type, FloatOrder::numpy,
                        [](Word a, Word b) { return std::bit_cast<T>(a) < std::bit_cast<T>(b); });
}

TEST(OrderedKey, IntegersKeepTheirOrder) {
  expect_integer_order<std::uint64_t, std::uint64_t>(KeyType::uint64);
  expect_integer_order<std::int64_t, std::uint64_t>(KeyType::int64);
  expect_integer_order<std::uint32_t, std::uint32_t>(KeyType::uint32);
  expect_integer_order<std::int32_t, std::uint32_t>(KeyType::int32);
}

TEST(OrderedKey, FloatsAsNumpySortsThem) {
  expect_order<double, std::uint64_t>(KeyType::float64, FloatOrder::numpy, numpy_less<double, std::uint64_t>);
  expect_order<float, std::uint32_t>(KeyType::float32, FloatOrder::numpy, numpy_less<float, std::uint32_t>);
}

TEST(OrderedKey, FloatsInTotalOrder) {
  expect_order<double, std::uint64_t>(KeyType::float64, FloatOrder::total, total_less<double, std::uint64_t>);
  expect_order<float, std::uint32_t>(KeyType::float32, FloatOrder::total, total_less<float, std::uint32_t>);
}

TEST(OrderedKey, SpansAreMappedInPlace) {
  const KeyOrder<std::uint32_t> map(KeyType::float32, FloatOrder::numpy);
  const auto bits = interesting_bits<float, std::uint32_t>();
  auto words = bits;
  map.encode(words);
  for (std::size_t i = 0; i < bits.size(); ++i) EXPECT_EQ(words[i], map.encode(bits[i]));
  map.decode(words);
  EXPECT_EQ(words, bits);
}

TEST(OrderedKey, RefusesKeysOfAnotherSize) {
  EXPECT_THROW(KeyOrder<std::uint32_t>(KeyType::float64, FloatOrder::numpy), std::logic_error);
  EXPECT_THROW(KeyOrder<std::uint64_t>(KeyType::int32, FloatOrder::numpy), std::logic_error);
}

TEST(KeyNames, GoThereAndBack) {
  for (const KeyType type : all_key_types) EXPECT_EQ(key_type_from(to_string(type)), type);
  for (const FloatOrder order : {FloatOrder::numpy, FloatOrder::total}) {
    EXPECT_EQ(float_order_from(to_string(order)), order);
  }
  EXPECT_THROW(key_type_from("int16"), UsageError);
  EXPECT_THROW(float_order_from("ieee"), UsageError);
}

}  // namespace
}  // namespace breakeven::kernels
