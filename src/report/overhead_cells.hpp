// Series of overhead in the cells of tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/statistics.hpp"
#include "overhead/fits.hpp"
#include "overhead/series.hpp"
#include "report/table.hpp"

namespace breakeven::report {

/// Nothing for a series without observations that count.
std::optional<LaunchedMedian> summary_of(const overhead::Series& series);

/// "1.23 µs ±4 %", the larger half of the interval; "61.4 µs (12.0 µs to 3.10 ms)" where it is wide; the interval is
/// left out where there is none, or where it has no width. In the series' unit. Marked where that many observations
/// were too short for the clock that the median may be. Times per message
/// of bandwidths are bytes per second here.
std::string median_text(const overhead::Series& series);
/// Whether the interval reaches further from the median than that is from 0.
bool is_wide(const LaunchedMedian& summary);
/// "12.0 µs to 3.10 ms"; time per byte as bandwidth.
std::string interval_text(const Interval& interval, const std::string& unit);
/// A value in a unit of series: "s", "B", "B/s", "1".
std::string value_text(double value, const std::string& unit);

/// "1.23 µs (1.20 µs to 1.30 µs)"; without an interval that is too narrow to see; "≈ 0 (−2.00 µs to 3.00 µs)" for what
/// its interval cannot tell from 0. Time per byte as bandwidth: "above 1.20 GB/s" then.
std::string estimate_text(const overhead::Fit& fit);

/// Of one section.
std::vector<const overhead::Series*> section_of(std::span<const overhead::Series> series, std::string_view section);
/// The first with that quantity, kind, number of workers and setting; null for none.
const overhead::Series* find_series(std::span<const overhead::Series> series, const overhead::Condition& like);

/// Whether half of the observations that count, or more, were too short for the clock.
bool is_short(const overhead::Series& series);

/// "8 × mpi, ob1", "2 × mpi on node1,node2": who, and where if that is not here.
std::string crew_text(const overhead::Condition& condition, const std::string& hosts);
/// "2 × fork (pipe)": without a comma, for lists.
std::string crew_in_list(overhead::Condition condition);
/// As the first, marked when oversubscribed.
std::string crew_text(const overhead::Series& series);
/// " *" or nothing.
std::string_view mark_of(const overhead::Series& series);
std::string_view mark_of(const overhead::Fit& fit);

/// Of a table's column: what was cut at the beginning of each launch, "1 of 13", "0–40 of 150–4000", "none".
std::string cut_text(std::span<const overhead::Series* const> series);

}  // namespace breakeven::report
