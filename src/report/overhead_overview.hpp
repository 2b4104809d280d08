// The short form of measurements of overhead: sentences, the ladders of launches, and one table for each other section.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// What it is about: of fork that which ends with the child, of objects what all of it takes, of talk and pairs the
/// smallest message, the bandwidth of the largest, the barrier and the smallest all-reduce; all of start and mpirun.
std::vector<overhead::Series> main_series(std::span<const overhead::Series> all);

std::string render_overhead_overview(std::span<const overhead::Series> all, const Appearance& appearance);

}  // namespace breakeven::report
