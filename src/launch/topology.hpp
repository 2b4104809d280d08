// Packages, cores, threads and caches, as hwloc finds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace breakeven::launch {

struct CacheLevel {
  std::string name;  ///< "L1d", "L2", ...
  std::uint64_t bytes = 0;
  int count = 0;  ///< how many there are in the machine
};

struct Topology {
  int packages = 0;
  int numa_nodes = 0;
  int cores = 0;
  int hardware_threads = 0;
  std::vector<CacheLevel> caches;
  std::string hwloc_api;  ///< version of the interface of the library that was found: "2.8"
};

/// Takes some 10 ms. Nothing where hwloc's library is not installed or cannot read this machine.
std::optional<Topology> read_topology();

}  // namespace breakeven::launch
