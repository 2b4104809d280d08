#include "statistics/welch.hpp"

#include <algorithm>
#include <numeric>

namespace breakeven::statistics {
namespace {

double mean_of(std::span<const double> values) {
  return std::reduce(values.begin(), values.end()) / static_cast<double>(values.size());
}

double variance_by(const Component& component, std::span<const double> estimates) {
  const double mean = mean_of(component.resampled);
  double squares = 0;
  double products = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const double deviation = component.resampled[i] - mean;
    squares += deviation * deviation;
    products += deviation * estimates[i];
  }
  return squares > 0 ? products * products / squares / static_cast<double>(estimates.size()) : 0;
}

}  // namespace

double welch_degrees(std::span<const double> estimates, std::span<const Component> components) {
  double sum = 0;
  double scaled_squares = 0;
  for (const Component& component : components) {
    const double variance = variance_by(component, estimates);
    sum += variance;
    scaled_squares += variance * variance / (component.degrees + 2);
  }
  const double least = std::ranges::min(components, {}, &Component::degrees).degrees;
  return scaled_squares > 0 ? std::max(sum * sum / scaled_squares - 2, least) : least;
}

}  // namespace breakeven::statistics
