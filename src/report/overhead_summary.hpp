// What a reader of ten seconds takes away from measurements of overhead, and what to do about it.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// A sentence a line, each only where there is the data for it. Times are medians.
std::string render_overhead_summary(std::span<const overhead::Series> series, const Appearance& appearance);

}  // namespace breakeven::report
