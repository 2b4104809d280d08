// Where the time of a trial went: the driver's stamps and the workers' stamps as one sum.
#pragma once

#include <string_view>

#include "breakeven/trial.hpp"

namespace breakeven::measure {

/// What the driver stamped, by its own clock.
struct DriverStamps {
  TimePoint begin;  ///< of the trial
  TimePoint end;
  Duration start{};     ///< of the crew; zero for a kept one
  Duration staging{};   ///< input made ready by the driver: part of send
  Duration delivery{};  ///< results brought out by the driver: part of collect
  Duration stop{};      ///< of the crew; zero for a kept one
};

/// Sets wall, phases, other, critical_worker, workers_detail, answer and peak memory of `trial`. `host` is the
/// driver's: for its workers, send begins with the driver's call and collect ends with its return. Stamps of another
/// host are not comparable, so a worker there is taken to have begun its job when the root did; if the root is not
/// on `host` either, what lies outside the workers' jobs cannot be told apart and is left to `other`.
void account(Trial& trial, const DriverStamps& stamps, const JobOutcome& outcome, std::string_view host);

/// Of a trial that has no outcome: the wall time, and of the phases those that the driver knows.
void account_failure(Trial& trial, const DriverStamps& stamps);

}  // namespace breakeven::measure
