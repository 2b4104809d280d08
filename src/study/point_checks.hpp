// What must hold for the points of a plan as they are stored.
#pragma once

#include <span>

#include "study/findings.hpp"
#include "study/study_schema.hpp"

namespace breakeven::study {

/// Each is there once and is what its id says. False when there is one that cannot be read.
bool check_identities(std::span<const PointRow> points, Findings& findings);

/// States were true when they were written: trials may have been added since, but none can have gone.
void check_states(std::span<const PointRow> points, std::span<const Trial> trials, Findings& findings);

}  // namespace breakeven::study
