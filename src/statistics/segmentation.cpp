#include "statistics/segmentation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "statistics/line.hpp"

namespace breakeven::statistics {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double negligible_misfit = 1e-3;
constexpr double parameters_per_line = 2;
constexpr double parameters_per_cut = 3;

/// The cheapest cuts into a number of lines, for every number of first points.
struct Row {
  std::vector<double> cost;             ///< of the first `end` points
  std::vector<std::size_t> last_begin;  ///< of their last line
};

double misfit(std::span<const double> x, std::span<const double> y, std::span<const double> weights) {
  const Line line = LineDesign(x, weights).solve(y);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += weights[i] * std::pow(y[i] - line.at(x[i]), 2);
  return sum;
}

/// By begin, then end.
std::vector<std::vector<double>> all_misfits(std::span<const double> x, std::span<const double> y,
                                             std::span<const double> weights) {
  const std::size_t n = x.size();
  std::vector<std::vector<double>> costs(n, std::vector<double>(n + 1, infinite));
  for (std::size_t begin = 0; begin < n; ++begin) {
    for (std::size_t end = begin + least_stretch; end <= n; ++end) {
      const std::size_t count = end - begin;
      costs[begin][end] = misfit(x.subspan(begin, count), y.subspan(begin, count), weights.subspan(begin, count));
    }
  }
  return costs;
}

Row first_row(const std::vector<std::vector<double>>& costs) {
  return {.cost = costs.front(), .last_begin = std::vector<std::size_t>(costs.size() + 1, 0)};
}

Row next_row(const Row& row, const std::vector<std::vector<double>>& costs) {
  const std::size_t n = costs.size();
  Row next{.cost = std::vector<double>(n + 1, infinite), .last_begin = std::vector<std::size_t>(n + 1, 0)};
  for (std::size_t end = 0; end <= n; ++end) {
    for (std::size_t begin = 0; begin < end; ++begin) {
      const double cost = row.cost[begin] + costs[begin][end];
      if (cost < next.cost[end]) {
        next.cost[end] = cost;
        next.last_begin[end] = begin;
      }
    }
  }
  return next;
}

double criterion(double sum_of_squares, std::size_t points, std::size_t lines) {
  const auto n = static_cast<double>(points);
  const auto cuts = static_cast<double>(lines - 1);
  const double parameters = parameters_per_line * (cuts + 1) + parameters_per_cut * cuts + 1;
  return n * std::log(std::max(sum_of_squares / n, negligible_misfit * negligible_misfit)) + parameters * std::log(n);
}

std::vector<Stretch> trace_back(const std::vector<Row>& rows, std::size_t lines, std::size_t points) {
  std::vector<Stretch> stretches(lines);
  std::size_t end = points;
  for (std::size_t line = lines; line-- > 0;) {
    stretches[line] = {.begin = rows[line].last_begin[end], .end = end};
    end = stretches[line].begin;
  }
  return stretches;
}

}  // namespace

std::vector<Stretch> best_cuts(std::span<const double> x, std::span<const double> y, std::span<const double> weights) {
  const std::size_t n = x.size();
  const auto costs = all_misfits(x, y, weights);
  std::vector<Row> rows{first_row(costs)};
  std::size_t best = 1;
  double least = criterion(rows.front().cost[n], n, 1);
  for (std::size_t lines = 2; lines <= n / least_stretch; ++lines) {
    rows.push_back(next_row(rows.back(), costs));
    const double value = criterion(rows.back().cost[n], n, lines);
    if (value < least) {
      least = value;
      best = lines;
    }
  }
  return trace_back(rows, best, n);
}

}  // namespace breakeven::statistics
