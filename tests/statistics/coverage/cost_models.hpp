// Studies of forked workers and of serial, with known costs: the cost model, break-even points and repayment.
#pragma once

#include <vector>

#include "coverage.hpp"

namespace breakeven::coverage {

std::vector<Model> cost_models();

}  // namespace breakeven::coverage
