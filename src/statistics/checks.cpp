#include "statistics/checks.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace breakeven::statistics {

void require_some(std::span<const double> values) {
  if (values.empty()) throw std::invalid_argument("statistics: there are no values to summarise");
}

void require_no_nan(std::span<const double> values) {
  if (std::ranges::any_of(values, [](double value) { return std::isnan(value); })) {
    throw std::invalid_argument("statistics: a value is not a number");
  }
}

void require_numbers(std::span<const double> values) {
  require_some(values);
  require_no_nan(values);
}

void require_confidence(double confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw std::invalid_argument("statistics: a confidence must lie between 0 and 1, as 0.95");
  }
}

void require_bootstrap(const Bootstrap& bootstrap) {
  require_confidence(bootstrap.confidence);
  if (bootstrap.resamples < 1) throw std::invalid_argument("statistics: a bootstrap needs at least one resample");
}

}  // namespace breakeven::statistics
