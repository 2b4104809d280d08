#include "report/plot_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace breakeven::report {
namespace {

constexpr double rounding = 1e-9;  // of ends that are themselves round

bool within(double value, double low, double high) {
  return value >= low - rounding * std::abs(low) && value <= high + rounding * std::abs(high);
}

/// 1, 2 or 5 times a power of ten, at least `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - rounding)) return factor * power;
  }
  return 10 * power;
}

std::vector<double> linear_ticks(double low, double high, std::size_t at_most) {
  std::vector<double> ticks;
  const double step = round_step((high - low) / static_cast<double>(at_most - 1));
  for (double i = std::ceil(low / step - rounding); within(i * step, low, high); ++i) ticks.push_back(i * step);
  if (ticks.size() > at_most) ticks.pop_back();
  return ticks;
}

/// `factors` times each `every`-th power of ten.
std::vector<double> power_ticks(double low, double high, std::span<const double> factors, int every) {
  std::vector<double> ticks;
  for (int exponent = static_cast<int>(std::floor(std::log10(low))); std::pow(10, exponent) <= high * (1 + rounding);
       ++exponent) {
    if (exponent % every != 0) continue;
    for (const double factor : factors) {
      if (const double tick = factor * std::pow(10, exponent); within(tick, low, high)) ticks.push_back(tick);
    }
  }
  return ticks;
}

std::vector<double> logarithmic_ticks(double low, double high, std::size_t at_most) {
  static constexpr std::array factors{1.0, 2.0, 5.0};
  constexpr std::size_t enough = 3;
  for (const std::size_t count : {factors.size(), std::size_t{1}}) {
    auto ticks = power_ticks(low, high, std::span(factors).first(count), 1);
    if (ticks.size() < enough) break;
    if (ticks.size() <= at_most) return ticks;
  }
  for (int every = 2; high / low >= 100; ++every) {
    auto ticks = power_ticks(low, high, std::span(factors).first(1), every);
    if (ticks.size() <= at_most) return ticks;
  }
  return linear_ticks(low, high, at_most);
}

}  // namespace

PlotScale::PlotScale(double low, double high, bool logarithmic) : low_(low), high_(high), logarithmic_(logarithmic) {}

double PlotScale::place(double value) const {
  if (!(low_ < high_)) return 0.5;
  if (logarithmic_) return std::log(value / low_) / std::log(high_ / low_);
  return (value - low_) / (high_ - low_);
}

bool PlotScale::contains(double value) const { return within(value, low_, high_); }

std::vector<double> PlotScale::ticks(std::size_t at_most) const {
  if (!(low_ < high_)) return {low_};
  return logarithmic_ ? logarithmic_ticks(low_, high_, at_most) : linear_ticks(low_, high_, at_most);
}

}  // namespace breakeven::report
