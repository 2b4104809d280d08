// Models of what was measured: what later predictions use.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "breakeven/statistics.hpp"
#include "overhead/series.hpp"

namespace breakeven::overhead {

/// One parameter of a model of the series under one condition, or, with a refusal, that there is no model of them.
struct Fit {
  Condition condition;  ///< that its series share: without what the model is a function of (then 1 worker, 0 bytes)
  std::string model;    ///< "latency-bandwidth": a message by its bytes; "LogGP"; "start-up": by the number of workers
  std::string parameter;  ///< "latency", "time per byte"; "L", "o", "g", "G"; "fixed part", "part per worker"
  std::string unit;       ///< "s", "s/B"
  double from = 0;        ///< the least and the greatest size or number that it holds for
  double to = 0;
  double value = 0;
  std::optional<Interval> interval;        ///< nothing where there is too little data for one
  std::optional<double> typical_residual;  ///< of the whole model, if it has one: median absolute; relative for
                                           ///< latency-bandwidth, else in s
  std::string source;           ///< what the value came from, and what to keep in mind; empty: all that was measured
  std::string refusal;          ///< why there is none; else empty
  bool oversubscribed = false;  ///< some of what it was fitted to
};

/// Latency-bandwidth (Hockney) in found segments for every crew and cadence of a latency; LogGP for every crew; a line
/// through start and stop by workers for every kind that was started with more than one number of them, oversubscribed
/// ones only where there are too few others. Series count as far as they have observations, whatever trouble ended
/// them; where none has any, their trouble is a refusal. So is what statistics cannot work with, like a time of 0 s by
/// a coarse clock: other models do not suffer from it.
std::vector<Fit> fit_all(std::span<const Series> series);

}  // namespace breakeven::overhead
