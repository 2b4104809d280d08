// The models of overhead as a table.
#pragma once

#include <span>
#include <string>

#include "overhead/fits.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// A row for each segment of a latency and for each line of a start-up; models that were refused say why. Empty without
/// such fits.
std::string render_overhead_fits(std::span<const overhead::Fit> fits, const Appearance& appearance);

}  // namespace breakeven::report
