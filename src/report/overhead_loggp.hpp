// LogGP of crews of two as a table.
#pragma once

#include <span>
#include <string>

#include "overhead/fits.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// A row for each crew; below, why a parameter is unknown. Empty without LogGP among the fits.
std::string render_overhead_loggp(std::span<const overhead::Fit> fits, const Appearance& appearance);

}  // namespace breakeven::report
