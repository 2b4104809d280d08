// How far a study is.
#pragma once

#include <string>

#include "plan/plan.hpp"
#include "report/appearance.hpp"
#include "study/progress.hpp"
#include "study/schedule.hpp"

namespace breakeven::report {

/// "370 of 2000 launches done, 2.10 h left; pi, n = 1e6, 8 threads: 12.3 ms ± 4 %, launch 3": on one line. Launches,
/// since they are interleaved: no point is done until the last round. Points that are not selected do not count.
/// O(points).
std::string progress_line(const study::Schedule& schedule, const study::Turn& turn);

struct StudyTotals {
  std::size_t points = 0;  ///< that are to be run
  std::size_t skipped = 0;
  std::size_t done = 0;    ///< those that failed included
  std::size_t failed = 0;  ///< given up for their failures
  std::size_t running = 0;
  std::size_t trials = 0;  ///< that are ok and count
  std::size_t failures = 0;
};
StudyTotals totals_of(std::span<const study::PointProgress> points);

/// "37 of 200 points done (2 failed), 4 begun, 12 skipped; 259 trials, 3 failures".
std::string describe(const StudyTotals& totals);

/// A line per point: its state, what ended it, how precise it is; and why points failed or were skipped.
std::string render_points(const plan::Plan& plan, std::span<const study::PointProgress> points,
                          const Appearance& appearance);

}  // namespace breakeven::report
