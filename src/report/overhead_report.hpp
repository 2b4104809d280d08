// Measurements of overhead as a person reads them: tables with intervals, and charts.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// The sections that there are series of, each with a heading.
std::string render_overhead(std::span<const overhead::Series> series, const Appearance& appearance);

}  // namespace breakeven::report
