// What fitting a model gives: parameters with intervals, or a reason why there is no fit. A line can be drawn through
// anything; a refusal is an answer, and no exception.
#pragma once

#include <string>
#include <variant>

#include "breakeven/statistics.hpp"

namespace breakeven {

/// A parameter of a model.
struct Estimate {
  double value = 0;
  Interval interval;
};

/// What the data lack, and what to measure.
struct Refusal {
  std::string reason;
};

template <typename Model>
using Fitted = std::variant<Model, Refusal>;

}  // namespace breakeven
