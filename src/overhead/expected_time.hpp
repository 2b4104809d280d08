// About how long measurements take, before anything is known of the machine: for telling how far they are.
#pragma once

#include "breakeven/timeline.hpp"
#include "overhead/fork_cost.hpp"
#include "overhead/launch_ladder.hpp"
#include "overhead/mpirun_launch.hpp"
#include "overhead/objects.hpp"
#include "overhead/pairs.hpp"
#include "overhead/talking.hpp"

namespace breakeven::overhead {

Duration expected_time(const LadderPlan& plan);
Duration expected_time(const MpirunPlan& plan);
Duration expected_time(const ForkPlan& plan);
Duration expected_time(const TalkPlan& plan);
Duration expected_time(const PairsPlan& plan);
Duration expected_time(const ObjectsPlan& plan);

}  // namespace breakeven::overhead
