// What the points of a study have in common, and what tells them apart.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "plan/point.hpp"

namespace breakeven::analysis {

struct Factors {
  std::string common;                ///< "pi seed=1"
  std::vector<std::string> varying;  ///< names of parameters; n is not among them
  bool workloads = false;            ///< there are several
  bool sizes = false;                ///< n differs
};

/// Of at least one point.
Factors factors_of(std::span<const plan::Point* const> points);

/// Empty for one that the point does not have.
std::string parameter_of(const plan::Point& point, const std::string& name);

}  // namespace breakeven::analysis
