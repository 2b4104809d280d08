#include "overhead/run_progress.hpp"

#include <chrono>
#include <numeric>

namespace breakeven::overhead {
namespace {

using Seconds = std::chrono::duration<double>;

// What is expected counts as much as having done this share of the section.
constexpr double weight_of_expectation = 0.05;

}  // namespace

HowFar RunProgress::at(std::size_t section, double done, Duration in_section, Duration in_all) const {
  const Seconds expected = expected_[section];
  const Seconds whole = (expected * weight_of_expectation + in_section) / (weight_of_expectation + done);
  const auto later = expected_.begin() + static_cast<std::ptrdiff_t>(section) + 1;
  const Seconds left = whole * (1 - done) + std::accumulate(later, expected_.end(), Duration{});
  const Seconds spent = in_all;
  const Seconds all = spent + left;
  return {all > Seconds{} ? spent / all : 0, std::chrono::duration_cast<Duration>(left)};
}

}  // namespace breakeven::overhead
