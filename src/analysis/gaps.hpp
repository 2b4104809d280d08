// What a study does not tell, and so what to measure next.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/curves.hpp"

namespace breakeven::analysis {

enum class Gap : std::uint8_t {
  points_pending,        ///< planned and not run yet
  points_begun,          ///< and not to their end: their times may change
  points_failed,         ///< no trial of them was ok
  points_skipped,        ///< planned and not to be run
  no_serial,             ///< so that nothing is known to pay
  nothing_to_compare,    ///< no two points did the same work
  one_size,              ///< so that nothing is known of break-even points
  few_sizes,             ///< fewer than 4: too few for a model of the size
  one_count,             ///< of workers, by each kind: nothing is known of scaling
  few_counts,            ///< fewer than 3, by each kind: too few for a law of scaling
  none_past_processors,  ///< no point has more workers than processors
  few_trials,            ///< points with fewer than 6 launches, or trials of a single one, have no interval
  one_launch,            ///< intervals do not speak for another launch
  no_noise_floor,        ///< no point was measured twice
};

/// For programs: "points_pending", ...
std::string_view to_string(Gap gap) noexcept;

struct FoundGap {
  Gap gap{};
  std::optional<std::size_t> group{};  ///< nothing: of the whole study
  std::size_t points = 0;              ///< how many it is about, of how many; 0 where it is not about points
  std::size_t of = 0;
};

/// Of the whole study first, then group by group.
std::vector<FoundGap> find_gaps(const std::vector<Group>& groups, const StudySummary& summary);

}  // namespace breakeven::analysis
