// Prints how often 95 % intervals of fitted models cover the truth, by noise and number of launches. The ctest of this
// is coverage_test.cpp; this takes minutes.
//     breakeven-coverage [STUDIES [MODEL]]      500 of each unless told; models whose names begin with MODEL
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "coverage.hpp"

namespace breakeven::coverage {
namespace {

constexpr std::array deviations{0.01, 0.05, 0.2};

const std::vector<Tally>& most_parameters(const std::vector<Coverage>& by_noise) {
  const auto size = [](const Coverage& coverage) { return coverage.parameters.size(); };
  return std::ranges::max_element(by_noise, {}, size)->parameters;
}

/// One line a parameter: by noise the share covered, and those whose interval is too low and too high, in percent.
void print(const std::vector<Coverage>& by_noise, std::size_t launches) {
  for (std::size_t k = 0; k < most_parameters(by_noise).size(); ++k) {
    std::printf("  %2zu launches  %-10s", launches, most_parameters(by_noise)[k].parameter.c_str());
    for (const Coverage& coverage : by_noise) {
      if (coverage.parameters.empty()) {  // all were refused
        std::printf("       -           ");
        continue;
      }
      const double fitted = coverage.studies - coverage.refused;
      const Tally& tally = coverage.parameters[k];
      std::printf("   %5.1f (%4.1f %4.1f)", 100 * coverage.share(tally), 100 * tally.below / fitted,
                  100 * tally.above / fitted);
    }
    std::printf("\n");
  }
  for (std::size_t i = 0; i < by_noise.size(); ++i) {
    if (by_noise[i].refused == 0) continue;
    std::printf("  %2zu launches  noise %.0f %%: %d of %d refused\n", launches, 100 * deviations[i],
                by_noise[i].refused, by_noise[i].studies);
  }
}

void run(const Model& model, int studies) {
  std::printf("%-26s", model.name.substr(0, 40).c_str());
  for (const double deviation : deviations) std::printf("   noise %2.0f %%      ", 100 * deviation);
  std::printf("\n");
  std::uint64_t seed = 0;  // another one each: so that columns are no copies of each other
  for (const std::size_t launches : {5U, 7U, 10U}) {
    std::vector<Coverage> by_noise;
    for (const double deviation : deviations) {
      by_noise.push_back(measure(model, {.deviation = deviation, .launches = launches}, studies, ++seed));
    }
    print(by_noise, launches);
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace breakeven::coverage

int main(int argc, char** argv) {
  try {
    for (const auto& model : breakeven::coverage::models()) {
      if (argc <= 2 || model.name.starts_with(argv[2])) {
        breakeven::coverage::run(model, argc > 1 ? std::stoi(argv[1]) : 500);
      }
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "breakeven-coverage: %s\n", error.what());
    return 1;
  }
}
