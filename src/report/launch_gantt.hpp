// The launch ladder as a Gantt chart in the terminal.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// One chart for each crew in section "start", under the median of what launches took in all: a row for every rung that
/// all launches have, the median of how long it took, from where the row before ends. What those medians do not add up
/// to is a row "other". Empty without such a section.
std::string render_gantt(std::span<const overhead::Series> series, const Appearance& appearance);

/// The same of section "mpirun", where the rungs are those of the rank that was slowest.
std::string render_mpirun_gantt(std::span<const overhead::Series> series, const Appearance& appearance);

}  // namespace breakeven::report
