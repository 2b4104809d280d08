// Whether what was asked of `breakeven overhead` makes sense, before anything is measured.
#pragma once

#include "cli/overhead_plan.hpp"

namespace breakeven::cli {

/// Throws UsageError for options that no section or no kind is measured with, counts of workers that a section or a
/// kind cannot have, and sizes that do not fit into memory.
void require_sense(const OverheadOptions& options);

}  // namespace breakeven::cli
