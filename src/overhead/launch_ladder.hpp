// The launch ladder: where the time goes from the moment that a program asks for workers until it has control again.
//
// One crew is launched, says hello and is stopped, many times over. Its moments are of one clock (CLOCK_MONOTONIC,
// which all processes of a host share), and each rung ends where the next begins: the rungs of a launch sum to its wall
// time.
#pragma once

#include <string>
#include <vector>

#include "overhead/crew_point.hpp"
#include "overhead/ladder.hpp"

namespace breakeven::overhead {

/// What the driver itself stamps.
struct DriverMoments {
  TimePoint asked;
  TimePoint all_ready;  ///< start() has returned
  TimePoint results;    ///< run() has returned
  TimePoint dismissal;  ///< stop() is called
  TimePoint control;    ///< stop() has returned
};

/// One launch. Where workers differ, up to the first job it is the one that was ready last that counts, from then on
/// the one whose job, or life, ended last; of ranks of several threads their first ones. Of workers on the driver's
/// host only. `reports` are of HelloWorkload.
Ladder ladder_of(const DriverMoments& driver, const std::vector<WorkerLife>& lives,
                 const std::vector<WorkerReport>& reports);

struct LadderPlan {
  std::vector<CrewPoint> points;
  int launches = 15;
  int warm_up_launches = 1;  ///< before them; the first of a program reads its libraries from disk
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{60};  ///< of one launch
};

/// Section "start". For each point: a series for every rung (its quantity is the rung's name), one for "start" (all
/// ready), "stop" and "whole". Of workers on other hosts there are the driver's own moments only, and the longest
/// "MPI_Init" by the clock of its host. Launches of all points are interleaved, round after round in a new order.
std::vector<Series> measure_ladders(const LadderPlan& plan, const CrewMaker& make_crew, const Watch& watch);

}  // namespace breakeven::overhead
