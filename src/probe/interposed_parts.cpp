// What MPI_Init and a launcher's start spend their time in: loading components, looking at the machine, PMIx (the
// exchange of addresses). Open MPI's components call libpmix, which they bring along; what is preloaded comes before.
// A build of Open MPI with a PMIx inside of it has other names for these, and its time is `rest`.
#include <dlfcn.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "probe/board.hpp"
#include "probe/part_clock.hpp"
#include "probe/real_function.hpp"

namespace breakeven::probe {
namespace {

constexpr const char* pmix = "libpmix.so.2";
constexpr const char* hwloc = "libhwloc.so.15";

using Callback = void(int status, void* data);

constinit RealFunction<void*(const char*, int)> real_dlopen("dlopen");
constinit RealFunction<int(void*)> real_topology_load("hwloc_topology_load", hwloc);
constinit RealFunction<int(void*, void*, std::size_t)> real_init("PMIx_Init", pmix);
constinit RealFunction<int(void*, void*, std::size_t)> real_server_init("PMIx_server_init", pmix);
constinit RealFunction<int(const void*, std::size_t)> real_finalize("PMIx_Finalize", pmix);
constinit RealFunction<int(const void*, const char*, const void*, std::size_t, void**)> real_get("PMIx_Get", pmix);
constinit RealFunction<int(const void*, std::size_t, const void*, std::size_t)> real_fence("PMIx_Fence", pmix);
constinit RealFunction<int(const void*, std::size_t, const void*, std::size_t, Callback*, void*)> real_fence_nb(
    "PMIx_Fence_nb", pmix);

/// Whom to tell that a fence is passed. There is one at a time; where there are more, the others are not timed.
struct Pending {
  Callback* callback;
  void* data;
};
constinit Pending pending = {};
constinit std::atomic<bool> pending_taken{false};

void fence_passed(int status, void* /*data*/) {
  const Pending told = pending;
  fence_done();
  pending_taken.store(false, std::memory_order_release);
  told.callback(status, told.data);
}

}  // namespace

/// Names without a directory are looked for where their caller says (RUNPATH), which is the one that returns to this
/// address: such calls are jumped on, not made.
BREAKEVEN_INTERPOSED void* dlopen(const char* file, int flags) noexcept {
  if (!in_period() || file == nullptr || std::strchr(file, '/') == nullptr) return real_dlopen.get()(file, flags);
  const PartScope scope(Part::components);
  const std::int64_t begin = now();
  void* const handle = real_dlopen(file, flags);
  stamp_component(file, now() - begin);
  return handle;
}

BREAKEVEN_INTERPOSED int hwloc_topology_load(void* topology) {
  const PartScope scope(Part::topology);
  return real_topology_load(topology);
}

BREAKEVEN_INTERPOSED int PMIx_Init(void* process, void* info, std::size_t count) {
  const PartScope scope(Part::pmix_init);
  return real_init(process, info, count);
}

BREAKEVEN_INTERPOSED int PMIx_server_init(void* module, void* info, std::size_t count) {
  const PartScope scope(Part::pmix_init);
  return real_server_init(module, info, count);
}

BREAKEVEN_INTERPOSED int PMIx_Finalize(const void* info, std::size_t count) {
  const PartScope scope(Part::pmix_end);
  return real_finalize(info, count);
}

BREAKEVEN_INTERPOSED int PMIx_Get(const void* process, const char* key, const void* info, std::size_t count,
                                  void** value) {
  const PartScope scope(Part::addresses);
  return real_get(process, key, info, count, value);
}

BREAKEVEN_INTERPOSED int PMIx_Fence(const void* processes, std::size_t process_count, const void* info,
                                    std::size_t count) {
  const PartScope scope(Part::fence);
  return real_fence(processes, process_count, info, count);
}

BREAKEVEN_INTERPOSED int PMIx_Fence_nb(const void* processes, std::size_t process_count, const void* info,
                                       std::size_t count, Callback* callback, void* data) {
  if (!in_period() || callback == nullptr || pending_taken.exchange(true, std::memory_order_acquire)) {
    return real_fence_nb(processes, process_count, info, count, callback, data);
  }
  pending = {callback, data};
  fence_begins();
  const int result = real_fence_nb(processes, process_count, info, count, fence_passed, nullptr);
  if (result != 0) {  // it calls nobody back
    fence_done();
    pending_taken.store(false, std::memory_order_release);
  }
  return result;
}

}  // namespace breakeven::probe
