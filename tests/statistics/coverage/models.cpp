#include <utility>

#include "cost_models.hpp"
#include "coverage.hpp"
#include "scaling_models.hpp"

namespace breakeven::coverage {

std::vector<Model> models() {
  std::vector<Model> all = scaling_models();
  for (Model& model : cost_models()) all.push_back(std::move(model));
  return all;
}

}  // namespace breakeven::coverage
