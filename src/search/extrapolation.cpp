#include "search/extrapolation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/crossing.hpp"
#include "statistics/random.hpp"
#include "statistics/term_fit.hpp"

namespace breakeven::search {
namespace {

constexpr double reach = 100;
constexpr std::size_t least_sizes = 3;
constexpr double largest_miss = 0.1;
constexpr int resamples = 1000;
constexpr double many_degrees = 1e6;

struct Point {
  double size = 0;
  double seconds = 0;
};

/// seconds = start + rate n
struct Line {
  double start = 0;
  double rate = 0;
};

Line fit_line(const std::vector<Point>& points) {
  const double unit = points.back().size;
  statistics::TermRows terms;
  std::vector<double> seconds;
  for (const Point& point : points) {
    terms.push_back({1, point.size / unit});
    seconds.push_back(point.seconds);
  }
  const std::vector<double> factors = statistics::fit_nonnegative_terms(terms, seconds);
  return {.start = factors[0], .rate = factors[1] / unit};
}

bool holds(const Line& line, const std::vector<Point>& medians) {
  return std::ranges::all_of(medians, [&](const Point& point) {
    return std::abs((line.start + line.rate * point.size) / point.seconds - 1) <= largest_miss;
  });
}

double crossing(const Line& candidate, const Line& base) {
  const double size = (candidate.start - base.start) / (base.rate - candidate.rate);
  return size > 0 ? size : std::numeric_limits<double>::infinity();
}

std::vector<Point> medians_of(const std::vector<RoundsBySize::value_type>& sizes, double Round::*part) {
  std::vector<Point> points;
  for (const auto& [size, rounds] : sizes) {
    std::vector<double> seconds;
    for (const Round& round : rounds) seconds.push_back(round.*part);
    points.push_back({.size = static_cast<double>(size), .seconds = median(seconds)});
  }
  return points;
}

/// Rounds stay whole: what disturbed both in one does so in its resamples.
std::vector<RoundsBySize::value_type> resampled(const std::vector<RoundsBySize::value_type>& sizes,
                                                statistics::Random& random) {
  auto drawn = sizes;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    for (Round& round : drawn[i].second) round = sizes[i].second[random.index(sizes[i].second.size())];
  }
  return drawn;
}

double crossing_of(const std::vector<RoundsBySize::value_type>& sizes) {
  return crossing(fit_line(medians_of(sizes, &Round::candidate_seconds)),
                  fit_line(medians_of(sizes, &Round::base_seconds)));
}

}  // namespace

std::optional<Estimate> extrapolated_crossing(const RoundsBySize& rounds, double confidence) {
  std::vector<RoundsBySize::value_type> largest;
  for (const auto& each : rounds) {
    if (static_cast<double>(each.first) * reach >= static_cast<double>(rounds.rbegin()->first)) largest.push_back(each);
  }
  if (largest.size() < least_sizes) return std::nullopt;
  for (const auto part : {&Round::candidate_seconds, &Round::base_seconds}) {
    const std::vector<Point> medians = medians_of(largest, part);
    if (!holds(fit_line(medians), medians)) return std::nullopt;
  }
  statistics::Random random(1);
  std::vector<double> crossings;
  for (int i = 0; i < resamples; ++i) crossings.push_back(crossing_of(resampled(largest, random)));
  return Estimate{.value = crossing_of(largest),
                  .interval = statistics::percentiles_of_places(std::move(crossings), confidence, many_degrees)};
}

}  // namespace breakeven::search
