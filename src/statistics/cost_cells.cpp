#include "statistics/cost_cells.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

namespace breakeven::statistics {
namespace {

constexpr std::size_t least_resampled = 3;    // launches or repetitions, to be resampled
constexpr double what_hardly_matters = 1e-3;  // of the whole time

using Repetitions = std::vector<PhaseSeconds>;

void require_observation(const CostObservation& observation) {
  const auto& [start, work, talk, rest] = observation.seconds;
  for (const double value : {observation.workers, observation.size, start, work, talk, rest}) {
    if (!std::isfinite(value)) throw std::invalid_argument("cost model: an observation is not finite");
  }
  if (observation.workers < 1) throw std::invalid_argument("cost model: a trial needs a worker");
  if (observation.size < 0) throw std::invalid_argument("cost model: a size is below 0");
  if (!(observation.seconds.total() > 0)) throw std::invalid_argument("cost model: a trial took no time");
}

std::vector<Repetitions> one_by_one(const std::vector<Repetitions>& launches) {
  std::vector<Repetitions> apart;
  for (const Repetitions& launch : launches) {
    for (const PhaseSeconds& repetition : launch) apart.push_back({repetition});
  }
  return apart;
}

template <typename Value>
std::vector<std::vector<double>> series_of(const std::vector<Repetitions>& launches, Value value) {
  std::vector<std::vector<double>> series;
  for (const Repetitions& launch : launches) {
    std::ranges::transform(launch, std::back_inserter(series.emplace_back()), value);
  }
  return series;
}

LaunchedLevels levels_of_series(const std::vector<Repetitions>& launches) {
  const std::array series{
      series_of(launches, [](const PhaseSeconds& each) { return each.start; }),
      series_of(launches, [](const PhaseSeconds& each) { return each.work; }),
      series_of(launches, [](const PhaseSeconds& each) { return each.talk; }),
      series_of(launches, [](const PhaseSeconds& each) { return each.rest; }),
      series_of(launches, [](const PhaseSeconds& each) { return each.total(); }),
  };
  const std::array<Launches, series_count> spans{series[0], series[1], series[2], series[3], series[4]};
  return LaunchedLevels(spans, Pairing::by_launch);
}

}  // namespace

void CostSeries::push_back(std::span<const double> seconds) {
  for (std::size_t i = 0; i < series_count; ++i) seconds_[i].push_back(seconds[i]);
}

void CostSeries::clear() {
  for (auto& seconds : seconds_) seconds.clear();
}

CostCells::CostCells(std::span<const CostObservation> observations, Pairing pairing) : pairing_(pairing) {
  std::map<std::pair<double, double>, std::map<int, Repetitions>> points;
  for (const CostObservation& each : observations) {
    require_observation(each);
    points[{each.workers, each.size}][each.launch].push_back(each.seconds);
  }
  for (auto& [point, by_launch] : points) {
    std::vector<Repetitions> launches;
    for (auto& [launch, repetitions] : by_launch) launches.push_back(std::move(repetitions));
    add(point.first, point.second, std::move(launches));
  }
}

void CostCells::add(double workers, double size, std::vector<Repetitions> launches) {
  const bool few_launches = launches.size() < least_resampled;
  if (few_launches) launches = one_by_one(launches);
  if (launches.size() < least_resampled) {
    ++left_out_;
    return;
  }
  if (few_launches) basis_ = IntervalBasis::repetitions;
  levels_.push_back(levels_of_series(launches));
  medians_.push_back(levels_.back().medians());
  points_.workers.push_back(workers);
  points_.sizes.push_back(size);
  points_.slack.push_back(what_hardly_matters * medians_[Series::total].back());
}

double CostCells::degrees() const {
  double sum = 0;
  for (const LaunchedLevels& levels : levels_) sum += levels.degrees(0);
  return sum;
}

void CostCells::resample(CostSeries& seconds, std::uint64_t seed) const {
  seconds.clear();
  std::array<double, series_count> drawn{};
  Random random(seed);
  for (const LaunchedLevels& levels : levels_) {
    if (pairing_ == Pairing::by_launch) random = Random(seed);
    levels.resample(drawn, random);
    seconds.push_back(drawn);
  }
}

}  // namespace breakeven::statistics
