#include "figure/axes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "report/plot_scale.hpp"
#include "report/quantity.hpp"

namespace breakeven::figure {
namespace {

constexpr double octave = 2;
constexpr double decade = 10;
constexpr std::size_t labels = 7;
constexpr double octaves_at_most = 8;  // of an axis that is named by powers of two

/// With room for marks at the ends: `share` of the axis on each side.
Axis logarithmic(std::string title, double low, double high, double share, double least_span) {
  const double span = std::max(std::log(high / low), std::log(least_span));
  const double middle = std::sqrt(low * high);
  const double reach = std::exp(span * (0.5 + share));
  return {std::move(title), middle / reach, middle * reach, true, {}};
}

bool on(const Axis& axis, double value) { return value >= axis.low && value <= axis.high; }

bool is_power_of_two(double value) { return std::exp2(std::round(std::log2(value))) == value; }

void add_powers_of_two(Axis& axis) {
  for (double power = std::ceil(std::log2(axis.low)); power <= std::log2(axis.high); ++power) {
    axis.ticks.push_back({std::exp2(power), fmt::format("{:g}", std::exp2(power))});
  }
}

/// 1 to 9 times powers of ten, where there are not too many of them.
void add_minor_ticks(Axis& axis) {
  constexpr double decades_at_most = 7;
  if (std::log10(axis.high / axis.low) > decades_at_most) return;
  for (double power = std::floor(std::log10(axis.low)); power <= std::log10(axis.high); ++power) {
    for (int digit = 1; digit <= 9; ++digit) {
      const double value = digit * std::pow(decade, power);
      if (on(axis, value)) axis.ticks.push_back({value, ""});
    }
  }
}

template <class Label>
void add_round_ticks(Axis& axis, Label label) {
  const report::PlotScale scale(axis.low, axis.high, axis.logarithmic);
  for (const double tick : scale.ticks(labels)) axis.ticks.push_back({tick, label(tick)});
}

std::string label_of_seconds(double seconds) {
  const report::TimeUnit unit = report::unit_of(seconds);
  return fmt::format("{:.3g} {}", seconds / unit.seconds, unit.name);
}

std::string label_of_size(double size) {
  if (size < 1) return "";
  return report::print_size(static_cast<std::uint64_t>(std::llround(size)));
}

}  // namespace

void Range::include(double value) {
  if (!std::isfinite(value)) return;
  low_ = std::min(low_, value);
  high_ = std::max(high_, value);
}

void Range::include(const Series& series) {
  for (const Mark& mark : series.marks) {
    include(mark.at.y);
    include(mark.interval.value_or(Interval{mark.at.y, mark.at.y}).low);
    include(mark.interval.value_or(Interval{mark.at.y, mark.at.y}).high);
  }
  for (const Line& line : series.lines) {
    for (const Position& at : line.positions) include(at.y);
  }
}

Axis axis_of_workers(const std::vector<double>& counts, double high) {
  const auto [fewest, most] = std::ranges::minmax(counts);
  Axis axis = logarithmic("Number of workers", fewest, std::max(most, high), 0.08, octave);
  for (const double count : counts) {
    if (is_power_of_two(count)) axis.ticks.push_back({count, fmt::format("{:.0f}", count)});
  }
  for (double power = octave; power <= high; power *= octave) {
    if (power > most) axis.ticks.push_back({power, fmt::format("{:.0f}", power)});
  }
  for (const double count : counts) {
    if (!is_power_of_two(count)) axis.ticks.push_back({count, fmt::format("{:.0f}", count)});
  }
  return axis;
}

Axis axis_of_ratios(const Range& range) {
  Axis axis = logarithmic("", range.low(), range.high(), 0.04, octave);
  if (std::log2(axis.high / axis.low) <= octaves_at_most) {
    add_powers_of_two(axis);
  } else {
    add_round_ticks(axis, [](double tick) { return fmt::format("{:g}", tick); });
    add_minor_ticks(axis);
  }
  return axis;
}

Axis axis_of_percents(const Range& range) {
  constexpr double all = 100;
  Axis axis{"", 0, std::max(range.high(), all) * 1.05, false, {}};
  add_round_ticks(axis, [](double tick) { return fmt::format("{:g}", tick + 0.0); });  // never -0
  return axis;
}

Axis axis_of_seconds(const Range& range) {
  Axis axis = logarithmic("", range.low(), range.high(), 0.05, octave);
  add_round_ticks(axis, label_of_seconds);
  add_minor_ticks(axis);
  return axis;
}

Axis axis_of_sizes(const Range& range) {
  Axis axis = logarithmic("", range.low(), range.high(), 0.05, octave);
  add_round_ticks(axis, label_of_size);
  add_minor_ticks(axis);
  return axis;
}

}  // namespace breakeven::figure
