#include "overhead/mpirun_launch.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "breakeven/crew.hpp"
#include "breakeven/error.hpp"
#include "launch/launch_command.hpp"
#include "launch/rank_roles.hpp"
#include "overhead/probed_launch.hpp"
#include "overhead/rounds.hpp"
#include "overhead/series_group.hpp"

namespace breakeven::overhead {
namespace {

using probe::Event;
using Words = std::vector<std::string>;

enum class Look : std::uint8_t {
  launcher,  ///< it starts no ranks
  ranks,
  spawning,
};

/// One thing that is launched again and again.
struct Point {
  Words command;
  Condition condition;  // but for the quantity and, in its setting, who is looked at
  Look look = Look::ranks;
};

Condition with_setting(Condition condition, std::string_view added) {
  condition.setting += condition.setting.empty() ? std::string(added) : fmt::format(", {}", added);
  return condition;
}

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

Point launched(int ranks, const TransportChoice& transports, const EmptyProgram& program) {
  CrewOptions options;
  options.kind = CrewKind::mpi;
  options.workers = ranks;
  Point point{launch::mpirun_words(options), {"mpirun", "", "mpi", ranks, 0, transports.name}, Look::ranks};
  append(point.command, transports.words);
  append(point.command, program.words);
  if (!program.name.empty()) point.condition = with_setting(point.condition, program.name);
  return point;
}

/// mpirun knows of one rank only, and is to allow all that this one starts.
Point spawning(int ranks, const TransportChoice& transports, const std::string& executable) {
  Point point{{"mpirun", "-n", "1", "--oversubscribe"},
              {"mpirun", "", "MPI_Comm_spawn", ranks, 0, transports.name},
              Look::spawning};
  append(point.command, transports.words);
  append(point.command, {executable, launch::spawning_role, std::to_string(ranks)});
  return point;
}

std::vector<Point> points_of(const MpirunPlan& plan) {
  std::vector<EmptyProgram> programs{{"", {plan.rank_executable, launch::empty_role}}};
  std::ranges::copy(plan.others, std::back_inserter(programs));
  std::vector<Point> points;
  for (const TransportChoice& transports : plan.transports) {
    for (const int ranks : plan.ranks) {
      for (const EmptyProgram& program : programs) points.push_back(launched(ranks, transports, program));
    }
  }
  for (const TransportChoice& transports : plan.spawn_transports) {
    for (const int ranks : plan.ranks) points.push_back(spawning(ranks, transports, plan.rank_executable));
  }
  if (plan.without_mpi) {
    points.push_back({{"mpirun", "--version"}, {"mpirun", "", "mpi", 1, 0, "mpirun --version"}, Look::launcher});
    points.push_back({{"mpirun", "-n", "1", "true"}, {"mpirun", "", "mpi", 1, 0, "mpirun true"}, Look::ranks});
  }
  return points;
}

void add_span(const char* quantity, const ProbedProcess& process, Event begin, Event end, SeriesGroup& series) {
  const auto from = process.at(begin);
  const auto to = process.at(end);
  if (from && to) series.add(quantity, *to - *from);
}

/// The series of one point: of its launches, and of who is looked at in them.
class PointSeries {
 public:
  explicit PointSeries(const Point& point)
      : point_(point),
        launches_(point.condition),
        first_(with_setting(point.condition, "rank 0")),
        slowest_(with_setting(point.condition, "slowest rank")) {}

  void launch_once() {
    const ProbedLaunch launch = launch_probed(point_.command, probe_library());
    switch (point_.look) {
      case Look::launcher: launches_.add(mpirun_ladder(launch.moments, launch.processes, nullptr)); break;
      case Look::ranks: add_ranks(launch); break;
      case Look::spawning: add_spawning(launch); break;
    }
    launches_.add("whole", launch.moments.ended - launch.moments.asked);
    place();
  }

  void add_trouble(const std::string& why) { launches_.add_trouble("whole", why); }

  void append_to(std::vector<Series>& all) const {
    for (const SeriesGroup* group : {&launches_, &first_, &slowest_}) {
      std::ranges::copy(group->all(), std::back_inserter(all));
    }
  }

 private:
  /// All ranks are here, but mpirun has bound them as it likes.
  void place() {
    const int with_who_spawns = point_.look == Look::spawning ? 1 : 0;
    const Placement placement{"", placement_here(point_.condition.workers + with_who_spawns).oversubscribed};
    for (SeriesGroup* group : {&launches_, &first_, &slowest_}) group->place(placement);
  }

  void add_ranks(const ProbedLaunch& launch) {
    const ProbedProcess* first = first_rank(launch.processes);
    if (first == nullptr) throw Error("no rank was seen: the probe looks at ranks on this host only");
    add_rank(launch, *first, first_);
    if (const ProbedProcess* slowest = slowest_rank(launch.processes)) add_rank(launch, *slowest, slowest_);
  }

  void add_spawning(const ProbedLaunch& launch) {
    launches_.add(spawn_ladder(launch.processes));
    add_span("MPI_Comm_spawn", *first_rank(launch.processes), Event::spawn_begins, Event::spawn_ends, launches_);
  }

  static void add_rank(const ProbedLaunch& launch, const ProbedProcess& rank, SeriesGroup& series) {
    series.add(mpirun_ladder(launch.moments, launch.processes, &rank));
    add_span("MPI_Init", rank, Event::init_begins, Event::init_ends, series);
    add_span("MPI_Finalize", rank, Event::finalize_begins, Event::finalize_ends, series);
    for (const SlowComponent& component : rank.slow_components) {
      series.add(fmt::format("loading {}", component.file), component.time);
    }
  }

  const Point& point_;
  SeriesGroup launches_;
  SeriesGroup first_;
  SeriesGroup slowest_;
};

}  // namespace

std::vector<TransportChoice> both_transport_choices() {
  return {{"default", {}}, {"ob1, self+vader", launch::least_transport_words()}};
}

std::vector<TransportChoice> both_spawn_transport_choices() {
  return {{"default", {}}, {"ob1, self+vader+tcp", {"--mca", "pml", "ob1", "--mca", "btl", "self,vader,tcp"}}};
}

std::vector<Series> measure_mpirun(const MpirunPlan& plan, const Watch& watch) {
  const std::vector<Point> points = points_of(plan);
  std::vector<PointSeries> series(points.begin(), points.end());
  launch_in_rounds({points.size(), plan.launches, plan.order_seed, plan.limit},
                   {[&](std::size_t point) {
                      const Condition& condition = points[point].condition;
                      return fmt::format("{} × {}, {}", condition.workers, condition.kind, condition.setting);
                    },
                    [&](std::size_t point, int, const auto&) { series[point].launch_once(); },
                    [&](std::size_t point, const std::string& why) { series[point].add_trouble(why); }},
                   watch);
  std::vector<Series> all;
  for (const PointSeries& of_point : series) of_point.append_to(all);
  return all;
}

}  // namespace breakeven::overhead
