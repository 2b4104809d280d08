#include <array>
#include <cstdint>
#include <random>
#include <string>

#include <fmt/format.h>

#include "bench/contests.hpp"
#include "bench/floor.hpp"
#include "breakeven/ars.hpp"
#include "breakeven/philox.hpp"
#include "kernels/pi.hpp"
// After ours, because of its macro.
#include <Random123/philox.h>
#undef philox4x32

namespace breakeven::bench {
namespace {

/// What a compiler must not throw away.
volatile std::uint64_t result;

std::uint64_t standard_library(std::uint64_t samples) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < samples; ++i) {
    const double x = uniform(random);
    const double y = uniform(random);
    hits += x * x + y * y < 1;
  }
  return hits;
}

/// Blackman, Vigna: Scrambled Linear Pseudorandom Number Generators (TOMS 2021); two doubles from two numbers.
std::uint64_t xoshiro256pp(std::uint64_t samples) {
  std::array<std::uint64_t, 4> s{0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 1};
  const auto next = [&s] {
    const auto rotated = [](std::uint64_t v, int bits) { return v << bits | v >> (64 - bits); };
    const std::uint64_t value = rotated(s[0] + s[3], 23) + s[0];
    const std::uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 45);
    return static_cast<double>(value >> 11) * 0x1p-53;
  };
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < samples; ++i) {
    const double x = next();
    const double y = next();
    hits += x * x + y * y < 1;
  }
  return hits;
}

/// As Random123's documentation does it: a counter, four words, a float of each.
std::uint64_t random123_documented(std::uint64_t samples) {
  r123::Philox4x32 random;
  const r123::Philox4x32::key_type key{{1, 0}};
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < samples; ++i) {
    const auto words = random({{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i >> 32), 0, 0}}, key);
    const auto coordinate = [&](std::size_t w) { return words[w] * 0x1p-31 - 1; };
    const double x = coordinate(0);
    const double y = coordinate(1);
    hits += x * x + y * y < 1;
  }
  return hits;
}

/// The best that we could make of it without vectors by hand: both halves of the block, an exact test in integers, 64
/// random bits a sample.
std::uint64_t random123_best(std::uint64_t samples) {
  r123::Philox4x32 random;
  const r123::Philox4x32::key_type key{{1, 0}};
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < samples; i += 2) {
    const auto words = random({{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i >> 32), 0, 0}}, key);
    const auto inside = [&](std::size_t w) {
      const std::int64_t x = static_cast<std::int32_t>(words[w]);
      const std::int64_t y = static_cast<std::int32_t>(words[w + 1]);
      return static_cast<std::uint64_t>(x * x - (std::int64_t{1} << 62) + y * y) >> 63;
    };
    hits += inside(0) + inside(2);
  }
  return hits;
}

/// The same with the 96 random bits a sample of our definition.
std::uint64_t random123_96_bits(std::uint64_t samples) {
  r123::Philox4x32 random;
  const r123::Philox4x32::key_type key{{1, 0}};
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < samples; i += 4) {
    const auto words = [&](std::uint32_t stream) {
      return random({{static_cast<std::uint32_t>(i >> 34), static_cast<std::uint32_t>(i >> 2), 0, stream}}, key);
    };
    const auto prefix = words(0);
    const auto x = words(1);
    const auto y = words(2);
    for (std::size_t w = 0; w < 4; ++w) {
      // Corners of the cells instead of their middles, and squares rounded to double precision: the work is the same.
      const auto coordinate = [](std::uint32_t high, std::uint32_t low) {
        return static_cast<double>(static_cast<std::int64_t>(std::uint64_t{high} << 48 | std::uint64_t{low} << 16)) *
               0x1p-63;
      };
      const double px = coordinate(prefix[w] & 0xFFFF, x[w]);
      const double py = coordinate(prefix[w] >> 16, y[w]);
      hits += px * px + py * py < 1;
    }
  }
  return hits;
}

/// Generating the words alone. A block of four words takes 20 products, of which those that all blocks of a chunk share
/// need not be repeated (kernels/philox-inl.hpp), or seven rounds of AES; a sample takes one word, or three.
std::vector<Floor> floors() {
  constexpr double products = (2 * philox::rounds - 4) / 4.0;
  constexpr double rounds = ars::rounds / 4.0;
  std::vector<Floor> floors;
  const auto add = [&](const char* of, double amount, const char* what, double rate) {
    if (rate > 0) floors.push_back({of, 1e-9 * amount / rate, fmt::format("{} {} at {:.2f} a ns", amount, what, rate)});
  };
  const double product = product_rate();
  add("lazy", products, "products", product);
  add("eager", 3 * products, "products", product);
  const double aes_round = aes_round_rate();
  add("lazy, ars7", rounds, "rounds of AES", aes_round);
  add("eager, ars7", 3 * rounds, "rounds of AES", aes_round);
  return floors;
}

}  // namespace

Contest pi_contest(PythonPeer& python) {
  Contest contest{"pi on one core", "sample", 9};
  const auto ours = [&](const char* name, pi::Generator generator, kernels::Sampler sampler) {
    constexpr std::uint64_t samples = 1 << 27;
    contest.competitors.push_back(timed(name, samples, {}, [=] {
      result = kernels::count_hits({1, generator}, sampler, 0, samples);
    }));
  };
  const auto peer = [&](const char* name, std::uint64_t samples, std::uint64_t (*count)(std::uint64_t)) {
    contest.competitors.push_back(timed(name, static_cast<double>(samples), {}, [=] { result = count(samples); }));
  };
  const auto in_python = [&](const char* name, const std::string& request, std::uint64_t samples) {
    contest.competitors.push_back({name, static_cast<double>(samples), {}, [&python, request, samples] {
                                     return python.seconds(request + ' ' + std::to_string(samples));
                                   }});
  };
  ours("lazy", pi::Generator::philox, kernels::Sampler::lazy);
  ours("eager", pi::Generator::philox, kernels::Sampler::eager);
  ours("lazy, ars7", pi::Generator::ars7, kernels::Sampler::lazy);
  ours("eager, ars7", pi::Generator::ars7, kernels::Sampler::eager);
  peer("Random123, documented", 1 << 24, random123_documented);
  peer("Random123, 64 bits", 1 << 25, random123_best);
  peer("Random123, 96 bits", 1 << 25, random123_96_bits);
  peer("xoshiro256++", 1 << 25, xoshiro256pp);
  peer("mt19937_64", 1 << 24, standard_library);
  in_python("numba, nogil", "pi-numba", 1 << 24);
  in_python("numpy, blocks", "pi-numpy", 1 << 24);
  in_python("Python", "pi-python", 1 << 18);
  contest.goals = {{"lazy", "numba, nogil", 1 / 38.0},
                   {"eager", "Random123, 64 bits", 1 / 1.9},
                   {"eager", "Random123, 96 bits", 1 / 1.9}};
  contest.floors = floors();
  return contest;
}

}  // namespace breakeven::bench
