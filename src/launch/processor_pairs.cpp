#include "launch/processor_pairs.hpp"

#include <map>

#include <fmt/format.h>

#include "launch/hwloc_library.hpp"

namespace breakeven::launch {
namespace {

struct Distance {
  int order;
  std::string shared;
};

bool within_package(hwloc_obj_t object) {
  while (object != nullptr && object->type != HWLOC_OBJ_PACKAGE) object = object->parent;
  return object != nullptr;
}

Distance distance_of(const Hwloc& hwloc, const LoadedTopology& topology, hwloc_obj_t one, hwloc_obj_t other) {
  constexpr int beyond_caches = 10;
  const hwloc_obj_t shared = topology.common_ancestor(one, other);
  if (shared->type == HWLOC_OBJ_CORE) return {0, "one core"};
  if (shared->type >= HWLOC_OBJ_L1CACHE && shared->type <= HWLOC_OBJ_L5CACHE) {
    const int level = static_cast<int>(shared->attr->cache.depth);
    return {level, fmt::format("one L{}", level)};
  }
  const bool together = topology.count(HWLOC_OBJ_PACKAGE) <= 1 || within_package(shared);
  const bool one_node = hwloc.bitmap_isequal(one->nodeset, other->nodeset) != 0;
  if (together && one_node) return {beyond_caches, "one NUMA node"};
  if (together) return {beyond_caches + 1, "one package"};
  return {beyond_caches + 2, "two packages"};
}

}  // namespace

std::vector<ProcessorPair> processor_pairs(const std::string& description) {
  const Hwloc* hwloc = hwloc_library();
  if (hwloc == nullptr) return {};
  const LoadedTopology topology(*hwloc, [&](hwloc_topology_t empty) {
    if (!description.empty()) {
      hwloc->topology_set_synthetic(empty, description.c_str());
    } else {
      // Releases before 2.5 do not know it, and see all that the control group allows.
      hwloc->topology_set_flags(empty, HWLOC_TOPOLOGY_FLAG_RESTRICT_TO_CPUBINDING);
    }
  });
  if (!topology.loaded()) return {};
  const int processors = topology.count(HWLOC_OBJ_PU);
  std::map<int, ProcessorPair> closest_first;
  for (int i = 0; i < processors; ++i) {
    const hwloc_obj_t one = topology.object(HWLOC_OBJ_PU, i);
    for (int j = i + 1; j < processors; ++j) {
      const hwloc_obj_t other = topology.object(HWLOC_OBJ_PU, j);
      const Distance distance = distance_of(*hwloc, topology, one, other);
      closest_first.try_emplace(distance.order, ProcessorPair{distance.shared, static_cast<int>(one->os_index),
                                                              static_cast<int>(other->os_index)});
    }
  }
  std::vector<ProcessorPair> pairs;
  for (const auto& [order, pair] : closest_first) pairs.push_back(pair);
  return pairs;
}

}  // namespace breakeven::launch
