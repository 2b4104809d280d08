// Pairs of processors by how close they are: what two workers' messages have to pass.
#pragma once

#include <string>
#include <vector>

namespace breakeven::launch {

struct ProcessorPair {
  std::string shared;  ///< the least that they have in common: "one core", "one L3", "one NUMA node", "one package";
                       ///< else "two packages"
  int first = 0;       ///< numbers by which the kernel knows them
  int second = 0;
};

/// The first pair at every distance that there is, the closest first, of the processors that this process may use; or
/// of a machine that hwloc makes of a description, like "pack:2 l3:1 core:4 pu:2". None where there is one processor
/// only, or no hwloc. O(processors^2), some 10 ms.
std::vector<ProcessorPair> processor_pairs(const std::string& description = {});

}  // namespace breakeven::launch
