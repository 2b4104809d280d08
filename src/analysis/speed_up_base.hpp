// Which point each speed-up of a study is against.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/study_summary.hpp"

namespace breakeven::analysis {

/// Sets base, base_row and the ratios of `rows`. The best base is the serial point that did the same work; where the
/// study plans none for a workload with these parameters, one worker of the first way that has a name, or else of the
/// point's own kind. O(n log n).
void find_bases(std::vector<SummaryRow>& rows);

/// A worker's share of n, if n can be shared out evenly.
std::optional<std::uint64_t> share_of(const plan::Point& point);

/// Whether the base did a worker's share of the work.
bool is_scaled(Base base) noexcept;

/// For programs: "none", "serial", "one worker", ...
std::string_view to_string(Base base) noexcept;

}  // namespace breakeven::analysis
