#include "launch/topology.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <hwloc.h>

#include <algorithm>
#include <array>

namespace breakeven::launch {
namespace {

/// The functions of hwloc that are used, with the types that its header gives them.
struct Hwloc {
  decltype(&hwloc_get_api_version) get_api_version = nullptr;
  decltype(&hwloc_topology_init) topology_init = nullptr;
  decltype(&hwloc_topology_set_io_types_filter) set_io_types_filter = nullptr;
  decltype(&hwloc_topology_load) topology_load = nullptr;
  decltype(&hwloc_topology_destroy) topology_destroy = nullptr;
  decltype(&hwloc_get_type_depth) get_type_depth = nullptr;
  decltype(&hwloc_get_nbobjs_by_depth) get_nbobjs_by_depth = nullptr;
  decltype(&hwloc_get_obj_by_depth) get_obj_by_depth = nullptr;
};

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

/// The library stays loaded: it is the rest of the program's only use of it, and unloading could fail.
std::optional<Hwloc> load_hwloc() {
  void* library = ::dlopen("libhwloc.so.15", RTLD_NOW | RTLD_LOCAL);  // of every release since 2.0
  if (library == nullptr) return std::nullopt;
  Hwloc hwloc;
  const bool complete = find(library, "hwloc_get_api_version", hwloc.get_api_version) &&
                        find(library, "hwloc_topology_init", hwloc.topology_init) &&
                        find(library, "hwloc_topology_set_io_types_filter", hwloc.set_io_types_filter) &&
                        find(library, "hwloc_topology_load", hwloc.topology_load) &&
                        find(library, "hwloc_topology_destroy", hwloc.topology_destroy) &&
                        find(library, "hwloc_get_type_depth", hwloc.get_type_depth) &&
                        find(library, "hwloc_get_nbobjs_by_depth", hwloc.get_nbobjs_by_depth) &&
                        find(library, "hwloc_get_obj_by_depth", hwloc.get_obj_by_depth);
  return complete ? std::optional(hwloc) : std::nullopt;
}

/// A loaded topology, destroyed with its scope.
class LoadedTopology {
 public:
  explicit LoadedTopology(const Hwloc& hwloc) : hwloc_(hwloc) {
    if (hwloc_.topology_init(&topology_) != 0) return;
    hwloc_.set_io_types_filter(topology_, HWLOC_TYPE_FILTER_KEEP_NONE);  // devices take long and are not asked for
    loaded_ = hwloc_.topology_load(topology_) == 0;
  }
  ~LoadedTopology() {
    if (topology_ != nullptr) hwloc_.topology_destroy(topology_);
  }
  LoadedTopology(const LoadedTopology&) = delete;
  LoadedTopology& operator=(const LoadedTopology&) = delete;

  bool loaded() const { return loaded_; }

  int count(hwloc_obj_type_t type) const {
    const int depth = hwloc_.get_type_depth(topology_, type);
    return depth == HWLOC_TYPE_DEPTH_UNKNOWN ? 0 : static_cast<int>(hwloc_.get_nbobjs_by_depth(topology_, depth));
  }

  std::optional<CacheLevel> cache(hwloc_obj_type_t type, const char* name) const {
    const int number = count(type);
    if (number == 0) return std::nullopt;
    const hwloc_obj_t first = hwloc_.get_obj_by_depth(topology_, hwloc_.get_type_depth(topology_, type), 0);
    return CacheLevel{name, first->attr->cache.size, number};
  }

 private:
  const Hwloc& hwloc_;
  hwloc_topology_t topology_ = nullptr;
  bool loaded_ = false;
};

struct NamedCache {
  hwloc_obj_type_t type;
  const char* name;
};
constexpr std::array cache_types{NamedCache{HWLOC_OBJ_L1CACHE, "L1d"}, NamedCache{HWLOC_OBJ_L1ICACHE, "L1i"},
                                 NamedCache{HWLOC_OBJ_L2CACHE, "L2"}, NamedCache{HWLOC_OBJ_L3CACHE, "L3"},
                                 NamedCache{HWLOC_OBJ_L4CACHE, "L4"}};

}  // namespace

std::optional<Topology> read_topology() {
  const auto hwloc = load_hwloc();
  if (!hwloc) return std::nullopt;
  const LoadedTopology loaded(*hwloc);
  if (!loaded.loaded()) return std::nullopt;
  Topology topology;
  topology.packages = loaded.count(HWLOC_OBJ_PACKAGE);
  topology.numa_nodes = loaded.count(HWLOC_OBJ_NUMANODE);
  topology.cores = loaded.count(HWLOC_OBJ_CORE);
  topology.hardware_threads = loaded.count(HWLOC_OBJ_PU);
  for (const NamedCache& cache : cache_types) {
    if (const auto level = loaded.cache(cache.type, cache.name)) topology.caches.push_back(*level);
  }
  const unsigned version = hwloc->get_api_version();
  topology.hwloc_api = fmt::format("{}.{}", version >> 16U, version >> 8U & 0xffU);
  return topology;
}

}  // namespace breakeven::launch
