// What of overhead could not be measured: told once, and kept out of tables where there is nothing else to tell.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "overhead/fits.hpp"
#include "overhead/series.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// Those of workers of which something was measured, of a kind and number, in their section.
std::vector<overhead::Series> without_unmeasured(std::span<const overhead::Series> all);

/// Those that are not just refused for what render_troubles() says of `all`.
std::vector<overhead::Fit> without_unmeasured(std::span<const overhead::Fit> fits,
                                              std::span<const overhead::Series> all);

/// A line for each reason, with all whom it struck; of many the first.
std::string render_troubles(std::span<const overhead::Series> all, const Appearance& appearance);

}  // namespace breakeven::report
