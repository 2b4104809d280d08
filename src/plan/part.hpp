// A part of a plan: one workload, and the factors whose combinations are its points.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/document.hpp"
#include "plan/expression.hpp"
#include "plan/factor.hpp"
#include "plan/plan.hpp"

namespace breakeven::plan {

/// A formula that stands alone, such as `where`.
struct Formula {
  std::string key;
  Expression expression;
  Item written;
  std::size_t skip = 0;  ///< letters of the text before the formula
};

struct Part {
  std::string title;
  const WorkloadVocabulary* workload = nullptr;
  Place place;                                 ///< of the key `workload`
  std::vector<Factor> factors;                 ///< in the order of the text; "kind" is one of them
  std::vector<std::vector<std::size_t>> axes;  ///< what is crossed: factors, or those that are zipped together
  std::optional<Formula> where;
  bool weak = false;              ///< n is for each worker
  std::optional<Formula> growth;  ///< rule for n; neither: n stays

  const Factor* factor(std::string_view name) const;
};

/// `table` has all that the part inherits. Throws Mistake. Points into `surroundings`.
Part read_part(const Table& table, const Surroundings& surroundings);

}  // namespace breakeven::plan
