// How far a search may go.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace breakeven::search {

struct SearchLimits {
  std::optional<std::uint64_t> from{};  ///< nothing: 1000, and less until the base wins
  std::optional<std::uint64_t> to{};  ///< nothing: until the candidate has surely won at two sizes one after the other
  std::uint64_t largest = std::uint64_t{1} << 62;  ///< that there can be
  double precision = 1.5;                          ///< high over low of an interval that is narrow enough, above 1
  double budget_seconds = 120;                     ///< for all of it, the check included
  std::optional<double> spread_seconds{};          ///< over which passes lie at least, at most half of the budget
  std::uint64_t most_trials = std::numeric_limits<std::uint64_t>::max();
  double confidence = 0.95;
  std::uint64_t order_seed = 1;

  std::uint64_t last_size() const { return std::min(to.value_or(largest), largest); }
  std::uint64_t first_size() const {
    constexpr std::uint64_t usual = 1000;
    return from.value_or(std::clamp<std::uint64_t>(last_size() / 10, 1, usual));
  }
  double spread() const {
    constexpr double usual = 60;
    return spread_seconds.value_or(std::min(usual, budget_seconds / 2));
  }
  /// A trial that is expected to take longer is not begun: a size takes six of them at least, or more to be sure.
  double longest_trial_seconds() const { return budget_seconds / 40; }
};

}  // namespace breakeven::search
