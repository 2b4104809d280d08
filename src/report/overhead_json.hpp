// Measurements of overhead for other programs.
#pragma once

#include <span>
#include <string>

#include "overhead/fits.hpp"
#include "overhead/series.hpp"

namespace breakeven::report {

/// {"format": "breakeven overhead", "version": 1, "series": [...], "fits": [...]}. Of series: conditions, unit,
/// trouble, the median with its interval (null where there is none), and all observations by launch (up to the
/// last one that has any), of which the first
/// `warm_up` and those of the first `warm_up_launches` do not count, and by launch how many operations each was timed
/// for.
std::string overhead_as_json(std::span<const overhead::Series> series, std::span<const overhead::Fit> fits);

}  // namespace breakeven::report
