#include "launch/topology.hpp"

#include <fmt/format.h>

#include <array>

#include "launch/hwloc_library.hpp"

namespace breakeven::launch {
namespace {

struct NamedCache {
  hwloc_obj_type_t type;
  const char* name;
};
constexpr std::array cache_types{NamedCache{HWLOC_OBJ_L1CACHE, "L1d"}, NamedCache{HWLOC_OBJ_L1ICACHE, "L1i"},
                                 NamedCache{HWLOC_OBJ_L2CACHE, "L2"}, NamedCache{HWLOC_OBJ_L3CACHE, "L3"},
                                 NamedCache{HWLOC_OBJ_L4CACHE, "L4"}};

std::optional<CacheLevel> cache_level(const LoadedTopology& topology, const NamedCache& cache) {
  const int number = topology.count(cache.type);
  if (number == 0) return std::nullopt;
  return CacheLevel{cache.name, topology.object(cache.type, 0)->attr->cache.size, number};
}

}  // namespace

std::optional<Topology> read_topology() {
  const Hwloc* hwloc = hwloc_library();
  if (hwloc == nullptr) return std::nullopt;
  const LoadedTopology loaded(*hwloc);
  if (!loaded.loaded()) return std::nullopt;
  Topology topology;
  topology.packages = loaded.count(HWLOC_OBJ_PACKAGE);
  topology.numa_nodes = loaded.count(HWLOC_OBJ_NUMANODE);
  topology.cores = loaded.count(HWLOC_OBJ_CORE);
  topology.hardware_threads = loaded.count(HWLOC_OBJ_PU);
  for (const NamedCache& cache : cache_types) {
    if (const auto level = cache_level(loaded, cache)) topology.caches.push_back(*level);
  }
  const unsigned version = hwloc->get_api_version();
  topology.hwloc_api = fmt::format("{}.{}", version >> 16U, version >> 8U & 0xffU);
  return topology;
}

}  // namespace breakeven::launch
