// Measurements of overhead as a person reads them: what it comes to in sentences, then tables with intervals.
#pragma once

#include <span>
#include <string>

#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// What a reader of ten seconds takes away, a sentence a line.
std::string render_overhead_summary(std::span<const overhead::Series> series, const Appearance& appearance);

/// The sections that there are series of, each with a heading.
std::string render_overhead(std::span<const overhead::Series> series, const Appearance& appearance);

}  // namespace breakeven::report
