// The surroundings of the launches of a study (measuring rule 15): an allow-list, never the whole environment.
#pragma once

#include <functional>
#include <string>

#include "plan/point.hpp"
#include "study/launch.hpp"

namespace breakeven::cli {

/// Looks at the machine anew for each launch, since governors and affinities change; asks for the MPI library once,
/// when the first crew has ranks (0.3 s), and measures the clock once (1 ms). `launcher`: the plan's.
std::function<study::Environment(const plan::Point&)> study_environment(const std::string& launcher);

}  // namespace breakeven::cli
