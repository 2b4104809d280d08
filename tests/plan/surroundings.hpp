// Workloads and a machine for tests of plans: two nodes of 4 processors and 8 GiB.
#pragma once

#include <algorithm>
#include <string>

#include "breakeven/error.hpp"
#include "core/count.hpp"
#include "plan/plan.hpp"

namespace breakeven::plan {

inline std::string value_of(const Parameters& parameters, const std::string& name) {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? std::string() : found->value;
}

inline std::uint64_t size_by_n(const Parameters& parameters) {
  const std::string n = value_of(parameters, "n");
  return n.empty() ? 0 : parse_count(n);
}

inline std::uint64_t check_pi(const Parameters& parameters) {
  const std::string sampler = value_of(parameters, "sampler");
  if (!sampler.empty() && sampler != "lazy" && sampler != "eager") {
    throw UsageError("sampler: '" + sampler + "' is no sampler; the samplers are lazy, eager");
  }
  if (value_of(parameters, "n") == "0") throw UsageError("n: 0 samples: at least 1 is needed");
  return size_by_n(parameters);
}

inline Surroundings two_nodes() {
  Surroundings surroundings;
  surroundings.workloads = {
      {"pi", {"generator", "n", "sampler", "seed"}, check_pi},
      {"sort", {"eps", "float-order", "input", "n", "seed", "type"}, size_by_n},
      {"command", {"answer", "command", "figure", "n", "prepare"}, size_by_n, {"command", "figure"}, true}};
  surroundings.processors = 4;
  surroundings.nodes = 2;
  surroundings.memory_needed = [](const Point& point) {
    return point.workload == "sort" ? point.problem_size * 16 / static_cast<std::uint64_t>(point.nodes) : 0;
  };
  surroundings.memory_bytes = std::uint64_t{8} << 30U;
  return surroundings;
}

}  // namespace breakeven::plan
