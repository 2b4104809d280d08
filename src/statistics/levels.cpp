#include "statistics/levels.hpp"

#include <map>

#include "statistics/order.hpp"

namespace breakeven::statistics {

std::vector<Level> levels_of(std::span<const double> x) {
  std::map<double, std::vector<std::size_t>> by_x;
  for (std::size_t i = 0; i < x.size(); ++i) by_x[x[i]].push_back(i);
  std::vector<Level> levels;
  levels.reserve(by_x.size());
  for (auto& [value, points] : by_x) levels.push_back({.x = value, .points = std::move(points)});
  return levels;
}

double sum_at(const Level& level, std::span<const double> y) {
  double sum = 0;
  for (const std::size_t point : level.points) sum += y[point];
  return sum;
}

double mean_at(const Level& level, std::span<const double> y) {
  return sum_at(level, y) / static_cast<double>(level.points.size());
}

double median_at(const Level& level, std::span<const double> y) {
  std::vector<double> values;
  values.reserve(level.points.size());
  for (const std::size_t point : level.points) values.push_back(y[point]);
  return median_in_place(values);
}

}  // namespace breakeven::statistics
