#include "bench/floor.hpp"

#include <immintrin.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <functional>
#include <vector>

#include "breakeven/timeline.hpp"
#include "hwy/highway.h"
#include "kernels/simd.hpp"

namespace breakeven::bench {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

volatile std::uint64_t result;

/// Of `amount` per run, per ns. The best of several runs: a limit is not what a disturbed machine reaches.
double rate(double amount, const std::function<void()>& run) {
  run();
  std::vector<double> rates;
  for (int repetition = 0; repetition < 9; ++repetition) {
    const TimePoint begin = Clock::now();
    run();
    rates.push_back(amount / static_cast<double>(Duration(Clock::now() - begin).count()));
  }
  return std::ranges::max(rates);
}

constexpr int chains = 12;  // enough to hide an instruction's latency
constexpr int rounds = 2'000'000;

/// `step` on independent vectors of at most `lanes` lanes of T.
template <class T, std::size_t lanes, class Step>
void run_chains(const Step& step) {
  const hn::CappedTag<T, lanes> d;
  hn::Vec<decltype(d)> state[chains];
  for (int i = 0; i < chains; ++i) state[i] = hn::Iota(d, static_cast<T>(i + 3));
  const auto constant = hn::Set(d, static_cast<T>(0xCD9E8D57));
  for (int round = 0; round < rounds; ++round) {
    for (auto& value : state) {
      value = step(value, constant);
      __asm__("" : "+v"(value.raw));  // neither folded nor hoisted
    }
  }
  auto sum = state[0];
  for (int i = 1; i < chains; ++i) sum = hn::Xor(sum, state[i]);
  result = static_cast<std::uint64_t>(hn::GetLane(sum));
}

template <std::size_t bytes>
double product_rate_of() {
  constexpr std::size_t lanes = bytes / sizeof(std::uint32_t);
  const auto step = [](auto value, auto constant) {
    return hn::BitCast(hn::DFromV<decltype(value)>(), hn::MulEven(value, constant));
  };
  return rate(static_cast<double>(chains) * rounds * lanes / 2, [&] { run_chains<std::uint32_t, lanes>(step); });
}

double narrow_aes_round_rate() {
  const auto step = [](auto value, auto key) { return hn::AESRound(value, key); };
  return rate(static_cast<double>(chains) * rounds, [&] { run_chains<std::uint8_t, 16>(step); });
}

/// Highway 1.0.3 has none of it. `state` is kept in registers by its constant indices.
__attribute__((target("avx512f,vaes"), optimize("unroll-loops"))) void run_wide_aes() {
  __m512i state[chains];
  for (int i = 0; i < chains; ++i) state[i] = _mm512_set1_epi32(i);
  const __m512i key = _mm512_set1_epi32(0x3C6EF372);
  for (int round = 0; round < rounds; ++round) {
    for (auto& value : state) value = _mm512_aesenc_epi128(value, key);
  }
  __m512i sum = state[0];
  for (int i = 1; i < chains; ++i) sum = _mm512_xor_si512(sum, state[i]);
  std::uint64_t lane = 0;
  std::memcpy(&lane, &sum, sizeof lane);
  result = lane;
}
double wide_aes_round_rate() { return rate(static_cast<double>(chains) * rounds * 4, run_wide_aes); }

/// What `narrow`, `middle` or `wide` returns, by the width of vectors in use.
template <class Narrow, class Middle, class Wide>
double by_width(const Narrow& narrow, const Middle& middle, const Wide& wide) {
  switch (kernels::simd_level()) {
    case kernels::SimdLevel::baseline:
    case kernels::SimdLevel::sse4: return narrow();
    case kernels::SimdLevel::avx2: return middle();
    case kernels::SimdLevel::avx512:
    case kernels::SimdLevel::avx512vnni: return wide();
  }
  return 0;
}

}  // namespace

double clock_rate() {
  constexpr std::uint64_t additions = 100'000'000;
  return rate(additions, [] {
    std::uint64_t sum = 1;
    for (std::uint64_t i = 0; i < additions; i += 4) {
      __asm__ volatile("add $1, %0\n\tadd $3, %0\n\tadd $5, %0\n\tadd $7, %0" : "+r"(sum));
    }
    result = sum;
  });
}

double product_rate() { return by_width(product_rate_of<16>, product_rate_of<32>, product_rate_of<64>); }

double aes_round_rate() {
  switch (kernels::simd_level()) {
    case kernels::SimdLevel::baseline: return 0;
    case kernels::SimdLevel::avx512vnni: return wide_aes_round_rate();
    default: return narrow_aes_round_rate();  // as the kernels do it there
  }
}

double copy_rate(std::size_t bytes) {
  std::vector<std::byte> from(bytes, std::byte{1});
  std::vector<std::byte> to(bytes);
  return rate(2 * static_cast<double>(bytes), [&] {
    std::memcpy(to.data(), from.data(), bytes);
    result = static_cast<std::uint64_t>(to[bytes / 2]);
  });
}

}  // namespace breakeven::bench
