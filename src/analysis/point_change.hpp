// Whether a point takes longer than it did, or less: what two samples of the same tell.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "analysis/matched_points.hpp"
#include "breakeven/rank_tests.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven::analysis {

enum class Verdict : std::uint8_t {
  no_change,  ///< that can be told
  slower,
  faster,
};
/// For programs: "no_change", ...
std::string_view to_string(Verdict verdict) noexcept;

/// By how much medians of phases grew, in seconds.
struct PhaseChanges {
  PhaseChanges(const StudyPoint& before, const StudyPoint& after);
  std::array<double, phase_count> phases{};
  double other = 0;  ///< what phases do not account for
};

struct PointChange {
  RowPair rows;
  double before_seconds = 0;  ///< medians of launches' medians
  double after_seconds = 0;
  MedianRatio ratio;            ///< of the latter to the former
  MannWhitney test;             ///< the first sample is the later one: superiority is how often a later time is longer
  double least_p_value = 0;     ///< were all times of one longer than all of the other
  double adjusted_p_value = 1;  ///< for all points that are compared (Holm)
  Verdict verdict = Verdict::no_change;
  PhaseChanges phases;
};

/// Of points that both have times, without a verdict. The test is of launches' medians where both have several
/// launches, else of all trials. Costs a bootstrap: milliseconds.
PointChange compare_point(const RowPair& rows, const StudyPoint& before, const StudyPoint& after);

inline constexpr double significance = 0.05;

/// A change is told when the interval leaves out 1, the adjusted test rejects chance, and the difference is larger than
/// two measurements of the same may differ by (`noise_floor`, a share; 0 where it is not known).
void judge(std::span<PointChange> changes, double noise_floor);

/// How often a later time is longer than an earlier one (Vargha & Delaney's A).
inline double share_longer(const PointChange& change) { return change.test.superiority.value; }

/// There are too few launches, or trials, for any difference of this point to be told beside so many others.
bool cannot_tell(const PointChange& change, std::size_t points);

/// The least number of launches, the same on both sides, with which the clearest difference is told beside so many.
std::size_t launches_to_tell(std::size_t points);

}  // namespace breakeven::analysis
