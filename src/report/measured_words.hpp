// How, where and when points were measured, in words for a caption.
#pragma once

#include <span>
#include <string>

#include "analysis/study_summary.hpp"

namespace breakeven::report {

using MeasuredRows = std::span<const analysis::SummaryRow* const>;

/// "7 launches of 1 trial each", "5 to 7 launches and 35 to 49 trials": of each point.
std::string repetitions_in_words(MeasuredRows rows);

/// "Measured on vm (AMD EPYC, 2 processors), 2026-11-30, by breakeven 0.1.0 (GNU 12.2.0, -O3 -DNDEBUG), mpirun (Open
/// MPI) 4.1.4.": as far as it was recorded.
std::string provenance_in_words(MeasuredRows rows);

/// The day of the last of their trials: "2026-11-30"; empty where none tells.
std::string last_day(MeasuredRows rows);

}  // namespace breakeven::report
