// The forms that the terms of a cost model may have. See breakeven/cost_model.hpp.
#pragma once

#include <optional>
#include <vector>

#include "breakeven/cost_model.hpp"

namespace breakeven::statistics {

/// What the points allow to look for.
struct CostScope {
  bool several_workers = false;  ///< so many numbers of workers that what they do can be told
  double processors = 0;         ///< 0 unless there are points with more workers than them
};

std::vector<CostShape> start_shapes(const CostScope& scope);
/// Of talk and rest.
std::vector<CostShape> talk_shapes(const CostScope& scope);
/// Of one law, or of all.
std::vector<CostShape> work_shapes(const CostScope& scope, std::optional<WorkLaw> law);
/// Of whole times: talk and work together.
std::vector<CostShape> total_shapes(const CostScope& scope, WorkLaw law);

/// Of one of work_shapes().
WorkLaw law_of(const CostShape& work);

}  // namespace breakeven::statistics
