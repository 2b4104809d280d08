// hwloc, loaded when it is wanted. Linked, its loading would cost every start of the program a quarter more (0.5 of
// 2 ms), and few commands want it.
#pragma once

#include <hwloc.h>

#include <functional>

namespace breakeven::launch {

/// The functions of hwloc that are used, with the types that its header gives them.
struct Hwloc {
  decltype(&hwloc_get_api_version) get_api_version = nullptr;
  decltype(&hwloc_topology_init) topology_init = nullptr;
  decltype(&hwloc_topology_set_flags) topology_set_flags = nullptr;
  decltype(&hwloc_topology_set_synthetic) topology_set_synthetic = nullptr;
  decltype(&hwloc_topology_set_io_types_filter) set_io_types_filter = nullptr;
  decltype(&hwloc_topology_load) topology_load = nullptr;
  decltype(&hwloc_topology_destroy) topology_destroy = nullptr;
  decltype(&hwloc_get_type_depth) get_type_depth = nullptr;
  decltype(&hwloc_get_nbobjs_by_depth) get_nbobjs_by_depth = nullptr;
  decltype(&hwloc_get_obj_by_depth) get_obj_by_depth = nullptr;
  decltype(&hwloc_bitmap_isequal) bitmap_isequal = nullptr;
};

/// Null where the library is not installed. It stays loaded once it is.
const Hwloc* hwloc_library();

/// A loaded topology, destroyed with its scope.
class LoadedTopology {
 public:
  /// `set_up` is called before it is loaded, with it; by default it is the whole machine, as far as it may be used.
  explicit LoadedTopology(const Hwloc& hwloc, const std::function<void(hwloc_topology_t)>& set_up = {});
  ~LoadedTopology();
  LoadedTopology(const LoadedTopology&) = delete;
  LoadedTopology& operator=(const LoadedTopology&) = delete;

  bool loaded() const { return loaded_; }
  int count(hwloc_obj_type_t type) const;
  /// In hwloc's order, in which those that are close to each other follow each other.
  hwloc_obj_t object(hwloc_obj_type_t type, int index) const;
  hwloc_obj_t common_ancestor(hwloc_obj_t one, hwloc_obj_t other) const {
    return hwloc_get_common_ancestor_obj(topology_, one, other);
  }

 private:
  const Hwloc& hwloc_;
  hwloc_topology_t topology_ = nullptr;
  bool loaded_ = false;
};

}  // namespace breakeven::launch
