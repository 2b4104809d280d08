// How SLURM writes spans of time.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace breakeven::launch {

/// From "30" (minutes), "5:30", "2:03:04", "1-02", "1-02:03" or "1-02:03:04", as sbatch takes and squeue shows them.
/// Nothing for any other text: UNLIMITED, INVALID, NOT_SET, N/A.
std::optional<std::chrono::seconds> parse_slurm_time(std::string_view text);

/// "02:03:04" or "1-02:03:04".
std::string format_slurm_time(std::chrono::seconds time);

}  // namespace breakeven::launch
