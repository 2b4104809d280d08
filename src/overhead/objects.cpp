#include "overhead/objects.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/memory.hpp"
#include "overhead/apart.hpp"
#include "overhead/object_ways.hpp"
#include "overhead/rounds.hpp"
#include "overhead/series_set.hpp"

namespace breakeven::overhead {
namespace {

using workloads::ObjectRecipe;
using workloads::Passage;
using workloads::WayPassages;

struct Quantity {
  std::string_view name;
  std::string_view unit;
  double (*of)(const Passage&);
};
constexpr std::array quantities{
    Quantity{"serialise", "s", [](const Passage& p) { return p.serialise_seconds; }},
    Quantity{"transport", "s", [](const Passage& p) { return p.transport_seconds; }},
    Quantity{"deserialise", "s", [](const Passage& p) { return p.deserialise_seconds; }},
    Quantity{"use", "s", [](const Passage& p) { return p.use_seconds; }},
    Quantity{"whole", "s", [](const Passage& p) { return p.whole_seconds; }},
    Quantity{"bytes", "B", [](const Passage& p) { return static_cast<double>(p.bytes); }},
    Quantity{"memory", "B", [](const Passage& p) { return static_cast<double>(p.resident_bytes); }},
    Quantity{"proportional memory", "B", [](const Passage& p) { return static_cast<double>(p.proportional_bytes); }},
};

constexpr std::uint32_t warm_up_rounds = 1;

/// Ways that are launched together.
enum class WayGroup : std::uint8_t { processes, ranks };

struct ObjectsPoint {
  ObjectRecipe object;
  std::uint64_t bytes = 0;
  int workers = 2;
  WayGroup group = WayGroup::processes;
};

std::vector<ObjectsPoint> points_of(const ObjectsPlan& plan) {
  std::vector<ObjectsPoint> points;
  for (const ObjectRecipe& object : plan.objects) {
    const std::uint64_t bytes = object.bytes();
    for (const int workers : plan.workers) {
      for (const WayGroup group : {WayGroup::processes, WayGroup::ranks})
        points.push_back({object, bytes, workers, group});
    }
  }
  return points;
}

std::span<const std::string_view> ways_of(WayGroup group) {
  return group == WayGroup::processes ? std::span<const std::string_view>(process_way::all)
                                      : std::span<const std::string_view>(workloads::rank_way::all);
}

std::string label_of(const ObjectsPoint& point) {
  return fmt::format("{} × {}, {}", point.workers,
                     point.group == WayGroup::processes ? "threads and processes" : "ranks",
                     to_string(point.object.type));
}

Condition condition_of(const ObjectsPoint& point, std::string_view way, std::string_view quantity) {
  return {"objects",     std::string(quantity), std::string(way),
          point.workers, point.bytes,           std::string(to_string(point.object.type))};
}

/// Without any observation: what there is to be told when nothing can be measured.
SeriesSet series_of(const ObjectsPoint& point) {
  SeriesSet series;
  for (const std::string_view way : ways_of(point.group)) {
    for (const Quantity& quantity : quantities) {
      series.of(condition_of(point, way, quantity.name), quantity.unit).warm_up = warm_up_rounds;
    }
  }
  return series;
}

std::vector<Series> launch_of(const ObjectsPoint& point, const std::vector<WayPassages>& ways,
                              const Placement& placement) {
  SeriesSet series = series_of(point);
  series.begin_launch();
  for (const WayPassages& way : ways) {
    for (const Passage& passage : way.passages) {
      for (const Quantity& quantity : quantities) {
        series.add_observation(condition_of(point, way.way, quantity.name), quantity.of(passage), quantity.unit);
      }
    }
  }
  series.place(placement);
  return series.all();
}

void require_workers(const ObjectsPoint& point) {
  if (point.workers < 2) throw Error("passing an object takes two workers: one that has it and one that is given it");
}

/// The object at every worker, packed there, and as much again for what is flat or in records.
void require_memory(const ObjectsPoint& point) {
  const std::uint64_t needed = 3 * point.bytes * static_cast<std::uint64_t>(point.workers);
  const std::uint64_t available = os::available_memory_bytes();
  if (needed <= available) return;
  throw Error(fmt::format("needs {} MiB of memory, and {} are available", needed >> 20, available >> 20));
}

/// Each launch has an order of its own.
struct Order {
  std::uint32_t rounds;
  std::uint64_t seed;
};

std::vector<Series> pass_apart(const ObjectsPoint& point, const Order& order) {
  return measure_apart([&] {
    return launch_of(point, pass_between_processes(point.object, point.workers - 1, order.rounds, order.seed),
                     placement_here(point.workers));
  });
}

std::vector<Series> pass_between_ranks(const ObjectsPlan& plan, const ObjectsPoint& point, const Order& order,
                                       const CrewMaker& make_crew) {
  CrewOptions options = plan.ranks;
  options.kind = CrewKind::mpi;
  options.workers = point.workers;
  const auto crew = make_crew(options);
  crew->start();
  const workloads::PassingWorkload passing{point.object, order.rounds, order.seed};
  const JobOutcome outcome = crew->run(AnyWorkload(passing));
  const Placement placement = placement_of(outcome.workers);
  crew->stop();
  return launch_of(point, workloads::passages_in(outcome.answer), placement);
}

}  // namespace

std::vector<Series> measure_objects(const ObjectsPlan& plan, const CrewMaker& make_crew, const Watch& watch) {
  const std::vector<ObjectsPoint> points = points_of(plan);
  std::vector<SeriesSet> series;
  for (const ObjectsPoint& point : points) series.push_back(series_of(point));
  launch_in_rounds(
      {points.size(), plan.launches, plan.order_seed, plan.limit},
      {[&](std::size_t i) { return label_of(points[i]); },
       [&](std::size_t i, int launch, const auto&) {
         const Order order{plan.rounds + warm_up_rounds, plan.order_seed + static_cast<std::uint64_t>(launch)};
         require_workers(points[i]);
         require_memory(points[i]);
         series[i].add_launches(points[i].group == WayGroup::processes
                                    ? pass_apart(points[i], order)
                                    : pass_between_ranks(plan, points[i], order, make_crew));
       },
       [&](std::size_t i, const std::string& why) { series[i].add_trouble(why); }},
      watch);
  std::vector<Series> all;
  for (const SeriesSet& of_point : series) std::ranges::copy(of_point.all(), std::back_inserter(all));
  return all;
}

}  // namespace breakeven::overhead
