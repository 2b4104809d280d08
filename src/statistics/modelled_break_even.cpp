#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "breakeven/break_even.hpp"
#include "statistics/break_even_answer.hpp"
#include "statistics/crew_pair.hpp"
#include "statistics/crossing.hpp"

namespace breakeven {
namespace {

using statistics::CrewPair;
using statistics::Differences;

// Between so many sizes a decade curves that bend are straight enough: 1 part in 1000 off, where they bend most.
constexpr double sizes_per_decade = 24;
constexpr double decades_beyond = 3;

std::vector<double> sizes_between(double low, double high) {
  const double begin = std::log(low);
  const double end = std::log(high);
  const double steps = std::max(std::ceil((end - begin) / std::log(10.0) * sizes_per_decade), 1.0);
  std::vector<double> sizes{low};
  for (double step = 1; step < steps; ++step) sizes.push_back(std::exp(std::lerp(begin, end, step / steps)));
  sizes.push_back(high);
  return sizes;
}

Differences differences_of(const CrewPair& pair, std::vector<double> sizes) {
  Differences differences{.sizes = std::move(sizes), .estimate = {}, .resamples = {}};
  const auto along = [&](const auto& difference_at) {
    std::vector<double> values;
    values.reserve(differences.sizes.size());
    for (const double size : differences.sizes) values.push_back(difference_at(size));
    return values;
  };
  differences.estimate = along([&](double size) { return pair.candidate_at(size) - pair.base_at(size); });
  for (std::size_t i = 0; i < pair.resamples(); ++i) {
    differences.resamples.push_back(along([&](double size) {
      return pair.candidate_of_resample(i, size).total() - pair.base_of_resample(i, size).total();
    }));
  }
  return differences;
}

/// Where the curves cross beyond the range; nothing when even the estimate does not.
std::optional<Estimate> crossing_beyond(const CrewPair& pair, double greatest) {
  const auto sizes = sizes_between(greatest, greatest * std::pow(10, decades_beyond));
  const Estimate place = statistics::crossing_of(differences_of(pair, sizes), pair.confidence(), pair.degrees());
  if (!std::isfinite(place.value)) return std::nullopt;
  return Estimate{
      .value = std::exp(place.value),
      .interval = {.low = std::max(std::exp(place.interval.low), greatest), .high = std::exp(place.interval.high)}};
}

}  // namespace

Fitted<BreakEven> break_even(const ModelledCrew& candidate, const ModelledCrew& base, Pairing pairing) {
  const CrewPair pair(candidate, base, pairing);
  if (auto refusal = pair.refusal()) return *refusal;
  const Interval range = pair.common_sizes();
  if (!(range.low < range.high)) {
    return Refusal{"the two were not measured at the same sizes, so that nothing tells from which on one is faster"};
  }
  BreakEven answer = statistics::answer_of(differences_of(pair, sizes_between(range.low, range.high)),
                                           pair.confidence(), pair.degrees());
  answer.basis = pair.basis();
  const bool open = answer.verdict == BreakEvenVerdict::never || answer.verdict == BreakEvenVerdict::undecided;
  if (open) answer.beyond = crossing_beyond(pair, range.high);
  return answer;
}

}  // namespace breakeven
