#include "coverage.hpp"
#include "scaling_models.hpp"

namespace breakeven::coverage {

std::vector<Model> models() {
  std::vector<Model> all = scaling_models();
  return all;
}

}  // namespace breakeven::coverage
