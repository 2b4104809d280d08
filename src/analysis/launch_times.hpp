// The trials of a point by the launch that they belong to: what intervals are made of, since repetitions of one launch
// say little about the next.
#pragma once

#include <vector>

#include "analysis/study_points.hpp"

namespace breakeven::analysis {

/// Those that are ok, in the order of launches. In a study launches are told by their index, and a place in it that is
/// taken twice belongs to another run of the plan; outside of one each trial is a launch, but those of one command
/// whose crew was kept are one. O(n log n).
std::vector<std::vector<const Trial*>> by_launch(const StudyPoint& point);

/// Wall times of these, in seconds. One of 0, which a file may hold, is no time and left out.
std::vector<std::vector<double>> launch_walls(const StudyPoint& point);

/// How long the start of each launch took, in seconds: as its record says where the crew is kept, else as its trials
/// do. Empty for a kept crew without such records.
std::vector<double> launch_starts(const StudyPoint& point);

}  // namespace breakeven::analysis
