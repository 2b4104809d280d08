// What points are called where two studies are compared.
#pragma once

#include <string>

#include "analysis/study_change.hpp"
#include "analysis/study_factors.hpp"

namespace breakeven::report {

/// Each name is of one point, whichever study it is of. `change` must live as long.
class ChangeLabels {
 public:
  explicit ChangeLabels(const analysis::StudyChange& change);
  std::string before(std::size_t row) const { return label(change_.before.rows[row]); }
  std::string after(std::size_t row) const { return label(change_.after.rows[row]); }
  const analysis::Factors& factors() const noexcept { return factors_; }
  bool parts() const noexcept { return parts_; }  ///< there are several

 private:
  std::string label(const analysis::SummaryRow& row) const;

  const analysis::StudyChange& change_;
  analysis::Factors factors_;
  bool parts_ = false;
};

}  // namespace breakeven::report
