#include "breakeven/workload.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven {

AnyWorkload WorkloadRegistry::load(const std::string& name, const std::string& bytes) const {
  const auto loader = loaders_.find(name);
  if (loader == loaders_.end()) {
    throw Error(fmt::format("this executable knows no workload '{}'; is it of the same build as its driver?", name));
  }
  return loader->second(bytes);
}

}  // namespace breakeven
