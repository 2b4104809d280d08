// What has to be known to read tables of overhead: marks, how times are bounded, what the clock can tell, where workers
// were.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"
#include "report/appearance.hpp"
#include "study/launch.hpp"

namespace breakeven::report {

/// Of `series`, measured in `environment`: notes for what occurs in them only. Empty without series.
std::string render_overhead_notes(std::span<const overhead::Series> series, const study::Environment& environment,
                                  const Appearance& appearance);

}  // namespace breakeven::report
