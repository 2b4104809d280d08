#include "overhead/fork_cost.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "launch/launcher.hpp"
#include "measure/shuffled_rounds.hpp"
#include "os/memory.hpp"
#include "overhead/apart.hpp"
#include "overhead/child_starts.hpp"
#include "overhead/copy_on_write.hpp"
#include "overhead/parent_memory.hpp"
#include "overhead/rounds.hpp"

namespace breakeven::overhead {
namespace {

constexpr std::string_view parent_kind = "parent";
constexpr std::string_view shared_kind = "copy-on-write";
constexpr std::string_view own_kind = "own memory";

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

/// All series of one parent; of one launch inside of its process, of all launches in the driver.
class ParentSeries {
 public:
  explicit ParentSeries(const Parent& parent) : parent_(parent) {
    of(parent_kind, "resident memory", "B");
    for (const std::string_view kind : {"fork", "posix_spawn", "spawn", "forkserver"}) {
      of(kind, "start");
      of(kind, "start, end, wait");
    }
    for (const Stride& stride : strides_of(parent)) {
      for (const std::string_view kind : {shared_kind, own_kind}) {
        of(kind, fmt::format("write to a {}", stride.page));
        of(kind, fmt::format("faults a {}", stride.page), "1");
      }
    }
  }

  Series& of(std::string_view kind, std::string_view quantity, std::string_view unit = "s") {
    const auto found = std::ranges::find_if(all_, [&](const Series& series) {
      return series.condition.kind == kind && series.condition.quantity == quantity;
    });
    if (found != all_.end()) return *found;
    Series& series = all_.emplace_back();
    series.condition = {"fork", std::string(quantity), std::string(kind), 1, parent_.bytes, setting_of(parent_)};
    series.unit = unit;
    return series;
  }

  void add_launch(std::vector<Series> launch) {
    for (Series& series : launch) {
      if (series.launches.empty()) continue;
      Series& ours = of(series.condition.kind, series.condition.quantity, series.unit);
      std::ranges::move(series.launches, std::back_inserter(ours.launches));
      ours.warm_up = series.warm_up;
    }
  }

  /// For all that should have been measured with `kind`, or with any.
  void add_trouble(const std::string& trouble, std::string_view kind = {}) {
    for (Series& series : all_) {
      if (kind.empty() || series.condition.kind == kind) series.trouble = trouble;
    }
  }

  std::vector<Series>& all() { return all_; }

 private:
  Parent parent_;
  std::vector<Series> all_;
};

void add_observation(Series& series, double value) {
  if (series.launches.empty()) series.launches.emplace_back();
  series.launches.front().push_back(value);
}

void start_children(const ForkPlan& plan, const std::vector<ChildStart>& ways, ParentSeries& series) {
  measure::ShuffledRounds rounds(ways.size(), plan.order_seed);
  for (int round = 0; round <= plan.repetitions; ++round) {
    for (const std::size_t way : rounds.next()) {
      const ChildTimes times = ways[way].once();
      for (const auto& [quantity, value] :
           {std::pair{"start", times.started}, std::pair{"start, end, wait", times.reaped}}) {
        Series& one = series.of(ways[way].kind, quantity);
        one.warm_up = 1;
        add_observation(one, value);
      }
    }
  }
}

void add_writes(std::string_view kind, std::string_view page, const PageWrites& writes, ParentSeries& series) {
  add_observation(series.of(kind, fmt::format("write to a {}", page)), writes.seconds);
  add_observation(series.of(kind, fmt::format("faults a {}", page)), writes.faults);
}

void let_children_write(const ForkPlan& plan, const Parent& parent, std::span<std::byte> memory, ParentSeries& series) {
  const auto written = memory.first(std::min<std::uint64_t>(memory.size(), plan.written_bytes));
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    for (const Stride& stride : strides_of(parent)) {
      const CopyOnWrite result = write_in_child(written, stride.bytes);
      add_writes(shared_kind, stride.page, result.first, series);
      add_writes(own_kind, stride.page, result.again, series);
    }
  }
}

/// The whole life of a process that plays the parent.
std::vector<Series> play_parent(const ForkPlan& plan, const Parent& parent, const std::string& worker) {
  const BareForkServer server;  // before this process grows
  const ParentMemory memory(parent.bytes, parent.pages);
  ParentSeries series(parent);
  add_observation(series.of(parent_kind, "resident memory"), static_cast<double>(os::memory_use().resident_bytes));
  start_children(plan, ways_to_start(worker, server), series);
  let_children_write(plan, parent, memory.bytes(), series);
  return std::move(series.all());
}

void require_memory(const ForkPlan& plan, const Parent& parent) {
  const std::uint64_t needed = memory_needed_for_parent(parent.bytes, plan.written_bytes);
  const std::uint64_t available = os::available_memory_bytes();
  if (needed <= available) return;
  throw Error(fmt::format("needs {} MiB of memory, and {} are available", needed >> 20, available >> 20));
}

std::string label_of(const Parent& parent) {
  return fmt::format("children of {} MiB{}", parent.bytes >> 20, parent.bytes == 0 ? "" : ", " + setting_of(parent));
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
  std::vector<ParentSeries> series(parents.begin(), parents.end());
  launch_in_rounds(
      {parents.size(), plan.launches, plan.order_seed, plan.limit},
      {[&](std::size_t parent) { return label_of(parents[parent]); },
       [&](std::size_t parent) {
         require_memory(plan, parents[parent]);
         series[parent].add_launch(measure_apart([&] { return play_parent(plan, parents[parent], worker.path); }));
       },
       [&](std::size_t parent, const std::string& why) { series[parent].add_trouble(why); }},
      watch);
  std::vector<Series> all;
  for (ParentSeries& of_parent : series) {
    for (const char* kind : {"posix_spawn", "spawn"}) {
      if (!worker.trouble.empty()) of_parent.add_trouble(worker.trouble, kind);
    }
    std::ranges::move(of_parent.all(), std::back_inserter(all));
  }
  return all;
}

}  // namespace breakeven::overhead
