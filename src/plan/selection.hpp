// Some of a plan's points, chosen by an expression over their factors: "nodes == 2 && kind != 'serial'".
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "plan/point.hpp"

namespace breakeven::plan {

/// The names in the expression are workload, kind, part, role, n, workers, nodes, ranks, ranks_per_node,
/// threads_per_rank, share, and the parameters of the workload (an option "float-order" is float_order); one that a
/// point does not have makes it not chosen.
///
/// Throws UsageError: what is no expression, a name that none of `points` has, or none that is chosen.
std::function<bool(const Point&)> select_points(std::string_view expression, std::span<const Point> points);

}  // namespace breakeven::plan
