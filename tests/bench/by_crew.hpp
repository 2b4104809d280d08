// Jobs by crews as competitors.
#pragma once

#include <functional>
#include <string>

#include "bench/bench.hpp"
#include "breakeven/crew.hpp"

namespace breakeven::bench {

/// `seconds_of` a job that is done for the second time by a crew that is started for each run: its memory is warm. The
/// crew must not be kept between runs: waiting ranks spin.
Competitor by_crew(std::string name, const CrewOptions& options, double units, const AnyWorkload& workload,
                   std::function<double(const JobOutcome&)> seconds_of);

/// The slowest worker's time at work and in talk: what is left of a job that was given its input already.
double slowest_work(const JobOutcome& outcome);

/// A crew that also knows the benchmarks' own workloads.
CrewOptions crew_of(CrewKind kind, int workers);

}  // namespace breakeven::bench
