// What no summary can do without: numbers, and a confidence that is one.
#pragma once

#include <span>

#include "breakeven/statistics.hpp"

namespace breakeven::statistics {

/// Each throws std::invalid_argument that says what is wrong.
void require_some(std::span<const double> values);  ///< at least one
void require_no_nan(std::span<const double> values);
void require_numbers(std::span<const double> values);  ///< at least one, and no NaN
void require_confidence(double confidence);
void require_bootstrap(const Bootstrap& bootstrap);

}  // namespace breakeven::statistics
