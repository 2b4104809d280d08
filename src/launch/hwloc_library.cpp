#include "launch/hwloc_library.hpp"

#include <dlfcn.h>

#include <optional>

namespace breakeven::launch {
namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

std::optional<Hwloc> load_hwloc() {
  void* library = ::dlopen("libhwloc.so.15", RTLD_NOW | RTLD_LOCAL);  // of every release since 2.0
  if (library == nullptr) return std::nullopt;
  Hwloc hwloc;
  const bool complete = find(library, "hwloc_get_api_version", hwloc.get_api_version) &&
                        find(library, "hwloc_topology_init", hwloc.topology_init) &&
                        find(library, "hwloc_topology_set_flags", hwloc.topology_set_flags) &&
                        find(library, "hwloc_topology_set_synthetic", hwloc.topology_set_synthetic) &&
                        find(library, "hwloc_topology_set_io_types_filter", hwloc.set_io_types_filter) &&
                        find(library, "hwloc_topology_load", hwloc.topology_load) &&
                        find(library, "hwloc_topology_destroy", hwloc.topology_destroy) &&
                        find(library, "hwloc_get_type_depth", hwloc.get_type_depth) &&
                        find(library, "hwloc_get_nbobjs_by_depth", hwloc.get_nbobjs_by_depth) &&
                        find(library, "hwloc_get_obj_by_depth", hwloc.get_obj_by_depth) &&
                        find(library, "hwloc_bitmap_isequal", hwloc.bitmap_isequal);
  return complete ? std::optional(hwloc) : std::nullopt;
}

}  // namespace

const Hwloc* hwloc_library() {
  static const std::optional<Hwloc> hwloc = load_hwloc();
  return hwloc ? &*hwloc : nullptr;
}

LoadedTopology::LoadedTopology(const Hwloc& hwloc, const std::function<void(hwloc_topology_t)>& set_up)
    : hwloc_(hwloc) {
  if (hwloc_.topology_init(&topology_) != 0) return;
  hwloc_.set_io_types_filter(topology_, HWLOC_TYPE_FILTER_KEEP_NONE);  // devices take long and are not asked for
  if (set_up) set_up(topology_);
  loaded_ = hwloc_.topology_load(topology_) == 0;
}

LoadedTopology::~LoadedTopology() {
  if (topology_ != nullptr) hwloc_.topology_destroy(topology_);
}

int LoadedTopology::count(hwloc_obj_type_t type) const {
  const int depth = hwloc_.get_type_depth(topology_, type);
  return depth == HWLOC_TYPE_DEPTH_UNKNOWN ? 0 : static_cast<int>(hwloc_.get_nbobjs_by_depth(topology_, depth));
}

hwloc_obj_t LoadedTopology::object(hwloc_obj_type_t type, int index) const {
  return hwloc_.get_obj_by_depth(topology_, hwloc_.get_type_depth(topology_, type), static_cast<unsigned>(index));
}

}  // namespace breakeven::launch
