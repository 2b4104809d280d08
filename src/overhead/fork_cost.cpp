#include "overhead/fork_cost.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "core/shuffled_rounds.hpp"
#include "launch/launcher.hpp"
#include "os/memory.hpp"
#include "overhead/apart.hpp"
#include "overhead/child_starts.hpp"
#include "overhead/copy_on_write.hpp"
#include "overhead/parent_memory.hpp"
#include "overhead/rounds.hpp"
#include "overhead/series_set.hpp"

namespace breakeven::overhead {
namespace {

constexpr std::string_view parent_kind = "parent";
constexpr std::string_view shared_kind = "copy-on-write";
constexpr std::string_view own_kind = "own memory";
constexpr std::string_view resident_memory = "resident memory";
constexpr std::string_view started = "start";
constexpr std::string_view reaped = "start, end, wait";

/// What is measured in one process.
struct Parent {
  std::uint64_t bytes = 0;
  os::Pages pages = os::Pages::small;
};

std::vector<Parent> parents_of(const ForkPlan& plan) {
  std::vector<Parent> parents;
  for (const std::uint64_t bytes : plan.parent_bytes) {
    parents.push_back({bytes, os::Pages::small});
    if (bytes > 0) parents.push_back({bytes, os::Pages::huge});
  }
  return parents;
}

std::string setting_of(const Parent& parent) {
  if (parent.bytes == 0) return {};
  return parent.pages == os::Pages::huge ? "huge pages" : "small pages";
}

/// A stride of writes, and what it is called.
struct Stride {
  std::size_t bytes;
  std::string_view page;
};
std::vector<Stride> strides_of(const Parent& parent) {
  if (parent.bytes == 0) return {};
  std::vector<Stride> strides{{small_page_bytes, "page"}};
  if (parent.pages == os::Pages::huge) strides.push_back({huge_page_bytes, "huge page"});
  return strides;
}

Condition condition_of(const Parent& parent, std::string_view kind, std::string_view quantity) {
  return {"fork", std::string(quantity), std::string(kind), 1, parent.bytes, setting_of(parent)};
}

/// Without any observation: what there is to be told when a parent cannot be had.
SeriesSet series_of(const Parent& parent) {
  SeriesSet series;
  series.of(condition_of(parent, parent_kind, resident_memory), "B");
  for (const std::string_view kind : {"fork", "fork again", "posix_spawn", "spawn", "forkserver"}) {
    for (const std::string_view quantity : {started, reaped})
      series.of(condition_of(parent, kind, quantity)).warm_up = 1;
  }
  for (const Stride& stride : strides_of(parent)) {
    for (const std::string_view kind : {shared_kind, own_kind}) {
      series.of(condition_of(parent, kind, fmt::format("write to a {}", stride.page)));
      series.of(condition_of(parent, kind, fmt::format("faults a {}", stride.page)), "1");
    }
  }
  return series;
}

/// A process that plays the parent, and what it can do.
struct Player {
  const Parent& parent;
  const ParentMemory& memory;
  const std::vector<ChildStart>& ways;
};

void start_child(const Parent& parent, const ChildStart& way, const std::string& kind, SeriesSet& series) {
  const ChildTimes times = way.once();
  series.add_observation(condition_of(parent, kind, started), times.started);
  series.add_observation(condition_of(parent, kind, reaped), times.reaped);
}

/// As a program starts children that has worked with its memory: each finds it written since the child before.
void start_children(const Player& player, int repetitions, std::uint64_t order_seed, SeriesSet& series) {
  ShuffledRounds rounds(player.ways.size(), order_seed);
  for (int round = 0; round <= repetitions; ++round) {
    for (const std::size_t way : rounds.next()) {
      player.memory.write();
      start_child(player.parent, player.ways[way], player.ways[way].kind, series);
      if (!player.ways[way].again.empty()) start_child(player.parent, player.ways[way], player.ways[way].again, series);
    }
  }
}

void let_children_write(const ForkPlan& plan, const Parent& parent, std::span<std::byte> memory, SeriesSet& series) {
  const auto written = memory.first(std::min<std::uint64_t>(memory.size(), plan.written_bytes));
  const auto add = [&](std::string_view kind, const Stride& stride, const PageWrites& writes) {
    const Condition time = condition_of(parent, kind, fmt::format("write to a {}", stride.page));
    series.add_observation(time, writes.seconds);
    series.of(time).operations = {static_cast<double>(written.size() / stride.bytes)};
    series.add_observation(condition_of(parent, kind, fmt::format("faults a {}", stride.page)), writes.faults, "1");
  };
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    for (const Stride& stride : strides_of(parent)) {
      const CopyOnWrite result = write_in_child(written, stride.bytes);
      add(shared_kind, stride, result.first);
      add(own_kind, stride, result.again);
    }
  }
}

/// The whole life of a process that plays the parent.
std::vector<Series> play_parent(const ForkPlan& plan, const Parent& parent, const std::string& worker,
                                std::uint64_t order_seed) {
  const BareForkServer server;  // before this process grows
  const ParentMemory memory(parent.bytes, parent.pages);
  SeriesSet series = series_of(parent);
  series.begin_launch();
  series.add_observation(condition_of(parent, parent_kind, resident_memory),
                         static_cast<double>(os::memory_use().resident_bytes));
  start_children({parent, memory, ways_to_start(worker, server)}, plan.repetitions, order_seed, series);
  let_children_write(plan, parent, memory.bytes(), series);
  series.place(placement_here(1));
  return series.all();
}

void require_memory(const ForkPlan& plan, const Parent& parent) {
  const std::uint64_t needed = memory_needed_for_parent(parent.bytes, plan.written_bytes);
  const std::uint64_t available = os::available_memory_bytes();
  if (needed <= available) return;
  throw Error(fmt::format("needs {} MiB of memory, and {} are available", needed >> 20, available >> 20));
}

std::string label_of(const Parent& parent) {
  if (parent.bytes == 0) return "children of a small parent";
  return fmt::format("children of a parent with {} MiB, {}", parent.bytes >> 20, setting_of(parent));
}

/// Empty when there is none, with what is then to be said of the kinds that start it.
struct Worker {
  std::string path;
  std::string trouble;
};
Worker find_worker(const ForkPlan& plan) {
  try {
    return {launch::sibling_executable(plan.worker_executable, "worker"), {}};
  } catch (const Error& error) {
    return {{}, error.what()};
  }
}

}  // namespace

std::vector<Series> measure_fork_cost(const ForkPlan& plan, const Watch& watch) {
  const Worker worker = find_worker(plan);
  const std::vector<Parent> parents = parents_of(plan);
  std::vector<SeriesSet> series;
  for (const Parent& parent : parents) series.push_back(series_of(parent));
  launch_in_rounds({parents.size(), plan.launches, plan.order_seed, plan.limit},
                   {[&](std::size_t parent) { return label_of(parents[parent]); },
                    [&](std::size_t parent, int launch, const auto&) {
                      require_memory(plan, parents[parent]);
                      const auto seed = plan.order_seed + static_cast<std::uint64_t>(launch);
                      series[parent].add_launches(
                          measure_apart([&] { return play_parent(plan, parents[parent], worker.path, seed); }));
                    },
                    [&](std::size_t parent, const std::string& why) { series[parent].add_trouble(why); }},
                   watch);
  std::vector<Series> all;
  for (SeriesSet& of_parent : series) {
    for (const char* kind : {"posix_spawn", "spawn"}) {
      if (!worker.trouble.empty()) of_parent.add_trouble(worker.trouble, kind);
    }
    std::ranges::copy(of_parent.all(), std::back_inserter(all));
  }
  return all;
}

}  // namespace breakeven::overhead
