// How random are the samples of pi? scripts/random-quality runs this.
//     breakeven-quality z-scores GENERATOR SEEDS SAMPLES
//     breakeven-quality words GENERATOR SEED           writes the words of the prefixes for ever, in their order
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <numbers>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "breakeven/pi_sample.hpp"
#include "kernels/pi.hpp"
#include "os/file_descriptor.hpp"

namespace breakeven::bench {
namespace {

double normal_distribution(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// Probability that a Kolmogorov-Smirnov statistic of n values is larger. Stephens (1970), as in Numerical Recipes.
double kolmogorov_smirnov(double d, double n) {
  const double lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * d;
  double p = 0;
  for (int k = 1; k <= 100; ++k) p += 2 * (k % 2 == 1 ? 1 : -1) * std::exp(-2 * lambda * lambda * k * k);
  return std::clamp(p, 0.0, 1.0);
}

void z_scores(pi::Generator generator, std::uint64_t seeds, std::uint64_t samples) {
  constexpr double share = std::numbers::pi / 4;
  const auto n = static_cast<double>(samples);
  std::vector<double> z;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto hits = static_cast<double>(kernels::count_hits({seed, generator}, kernels::Sampler::lazy, 0, samples));
    z.push_back((hits - n * share) / std::sqrt(n * share * (1 - share)));
  }
  std::ranges::sort(z);
  const auto count = static_cast<double>(z.size());
  const double mean = std::accumulate(z.begin(), z.end(), 0.0) / count;
  double variance = 0;
  double d = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    variance += (z[i] - mean) * (z[i] - mean) / (count - 1);
    const double expected = normal_distribution(z[i]);
    const auto rank = static_cast<double>(i);
    d = std::max({d, expected - rank / count, (rank + 1) / count - expected});
  }
  fmt::print("{} seeds of {} samples, {}: z-scores\n", seeds, samples, kernels::to_string(generator));
  fmt::print("mean      {:+.4f}   ({:+.2f} standard errors from 0)\n", mean, mean * std::sqrt(count));
  fmt::print("variance  {:.4f}    ({:+.2f} standard errors from 1)\n", variance, (variance - 1) * std::sqrt(count / 2));
  fmt::print("extremes  {:.2f} and {:.2f}\n", z.front(), z.back());
  fmt::print("Kolmogorov-Smirnov against the standard normal: D = {:.4f}, p = {:.3f}\n", d,
             kolmogorov_smirnov(d, count));
}

[[noreturn]] void write_words(const pi::Sequence& sequence) {
  std::vector<std::array<std::uint32_t, 4>> blocks(1 << 14);
  for (std::uint64_t block = 0;;) {
    for (auto& words : blocks) words = pi::words_of(sequence, block++, philox::Stream::pi_prefix);
    os::write_all(STDOUT_FILENO, std::as_bytes(std::span(blocks)));
  }
}

int run(std::span<char*> arguments) {
  const auto argument = [&](std::size_t i) -> std::string {
    if (i >= arguments.size()) throw std::invalid_argument("see the top of quality.cpp for the arguments");
    return arguments[i];
  };
  const pi::Generator generator = kernels::generator_from(argument(2));
  if (argument(1) == "words") write_words({std::stoull(argument(3)), generator});
  z_scores(generator, std::stoull(argument(3)), std::stoull(argument(4)));
  return 0;
}

}  // namespace
}  // namespace breakeven::bench

int main(int argc, char** argv) {
  try {
    return breakeven::bench::run({argv, static_cast<std::size_t>(argc)});
  } catch (const std::exception& error) {
    fmt::print(stderr, "breakeven-quality: {}\n", error.what());
    return 1;
  }
}
