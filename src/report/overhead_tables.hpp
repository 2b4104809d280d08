// Tables of the sections of overhead, each with a heading; empty where there are no series of the section.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "overhead/series.hpp"
#include "report/appearance.hpp"
#include "report/overhead_grid.hpp"

namespace breakeven::report {

/// A line that begins something, after an empty one.
std::string overhead_heading(std::string_view text, const Appearance& appearance);

/// Start, stop and all of every crew; what is not known of those on other hosts.
std::string render_starting(std::span<const overhead::Series> all, const Appearance& appearance);

/// Section "fork" or "objects": a row for each way, a column for each quantity, a table for each size and setting.
std::string render_ways(std::span<const overhead::Series> all, std::string_view section, std::string_view about,
                        const Appearance& appearance);

/// Of section "talk" or "pairs": a table for each operation and cadence, a row for each size, a column for each crew.
std::string render_talking(const SeriesList& series, std::string_view title, const Appearance& appearance);

/// Of the clocks that windows begin by.
std::string render_clocks(std::span<const overhead::Series> all, const Appearance& appearance);

/// How `render` shows the series of pairs of processors with their title, where pairs differ; else that they do not.
std::string render_pairs(std::span<const overhead::Series> all,
                         std::string (*render)(const SeriesList&, std::string_view, const Appearance&),
                         const Appearance& appearance);

/// Who talked, without how an item was bounded: "2 × fork, pipe"; and the same, marked when oversubscribed.
std::string talkers_text(const overhead::Series& series);
std::string marked_talkers_text(const overhead::Series& series);

}  // namespace breakeven::report
