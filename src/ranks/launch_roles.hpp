// The roles of launch/rank_roles.hpp.
#pragma once

#include <optional>

namespace breakeven::ranks {

/// Plays the role that the arguments name. Returns the exit code, or nothing when they name none. What fails is told on
/// standard error, and ends all ranks.
std::optional<int> play_launch_role(int argc, char** argv);

}  // namespace breakeven::ranks
