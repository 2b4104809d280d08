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
#include "overhead/series_set.hpp"

namespace breakeven::overhead {
namespace {

using probe::Event;
using Words = std::vector<std::string>;

enum class Look : std::uint8_t {
  launcher,  ///< it starts no ranks
  ranks,
  spawning,
  nobody,  ///< it is left alone: what the probe costs
};

/// One thing that is launched again and again.
struct MpirunPoint {
  Words command;
  Condition condition;  // but for the quantity and, in its setting, who is looked at
  Look look = Look::ranks;
};

Condition with_setting(Condition condition, std::string_view added) {
  condition.setting += condition.setting.empty() ? std::string(added) : fmt::format(", {}", added);
  return condition;
}

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

MpirunPoint launched(int ranks, const TransportChoice& transports, const EmptyProgram& program) {
  CrewOptions options;
  options.kind = CrewKind::mpi;
  options.workers = ranks;
  MpirunPoint point{launch::mpirun_words(options), {"mpirun", "", "mpi", ranks, 0, transports.name}, Look::ranks};
  append(point.command, transports.words);
  append(point.command, program.words);
  if (!program.name.empty()) point.condition = with_setting(point.condition, program.name);
  return point;
}

MpirunPoint without_probe(MpirunPoint point) {
  point.condition = with_setting(point.condition, without_probe_setting);
  point.look = Look::nobody;
  return point;
}

/// mpirun knows of one rank only, and is to allow all that this one starts.
MpirunPoint spawning(int ranks, const TransportChoice& transports, const std::string& executable) {
  MpirunPoint point{{"mpirun", "-n", "1", "--oversubscribe"},
                    {"mpirun", "", "MPI_Comm_spawn", ranks, 0, transports.name},
                    Look::spawning};
  append(point.command, transports.words);
  append(point.command, {executable, launch::spawning_role, std::to_string(ranks)});
  return point;
}

std::vector<MpirunPoint> points_of(const MpirunPlan& plan) {
  std::vector<EmptyProgram> programs{{"", {plan.rank_executable, launch::empty_role}}};
  std::ranges::copy(plan.others, std::back_inserter(programs));
  std::vector<MpirunPoint> points;
  for (const TransportChoice& transports : plan.transports) {
    for (const int ranks : plan.ranks) {
      for (const EmptyProgram& program : programs) points.push_back(launched(ranks, transports, program));
    }
  }
  if (plan.without_probe && !points.empty()) points.push_back(without_probe(points.front()));
  for (const TransportChoice& transports : plan.spawn_transports) {
    for (const int ranks : plan.ranks) points.push_back(spawning(ranks, transports, plan.rank_executable));
  }
  if (plan.without_mpi) {
    points.push_back({{"mpirun", "--version"}, {"mpirun", "", "mpi", 1, 0, "mpirun --version"}, Look::launcher});
    points.push_back({{"mpirun", "-n", "1", "true"}, {"mpirun", "", "mpi", 1, 0, "mpirun true"}, Look::ranks});
  }
  return points;
}

void add_span(const Condition& like, const char* quantity, const ProbedProcess& process, Event begin, Event end,
              SeriesSet& series) {
  const auto from = process.at(begin);
  const auto to = process.at(end);
  if (from && to) add_time(like, quantity, *to - *from, series);
}

constexpr std::string_view loading = "loading ";
// Beyond what waiting for a busy processor takes.
constexpr double slow_component_seconds = 0.025;

/// All loading is timed, so that what was slow once has a time for every launch.
bool is_worth_telling(const Series& series) {
  return !series.condition.quantity.starts_with(loading) || std::ranges::any_of(series.launches, [](const auto& times) {
    return !times.empty() && times.front() >= slow_component_seconds;
  });
}

/// The series of one point: of its launches, and of who is looked at in them.
class PointSeries {
 public:
  PointSeries(const MpirunPoint& point, std::size_t warm_up_launches) : point_(point), series_(warm_up_launches) {}

  void launch_once() {
    if (point_.look == Look::nobody) {
      const LauncherMoments moments = launch_unprobed(point_.command);
      series_.begin_launch();
      add_whole(moments);
    } else {
      const ProbedLaunch launch = launch_probed(point_.command, probe_library());
      series_.begin_launch();
      look_into(launch);
      add_whole(launch.moments);
    }
    place();
  }

  void add_trouble(const std::string& why) {
    Condition whole = point_.condition;
    whole.quantity = "whole";
    series_.of(whole).trouble = why;
  }

  void append_to(std::vector<Series>& all) const {
    std::ranges::copy_if(series_.all(), std::back_inserter(all), is_worth_telling);
  }

 private:
  void add_whole(const LauncherMoments& moments) {
    add_time(point_.condition, "whole", moments.ended - moments.asked, series_);
  }

  /// All ranks are here, but mpirun has bound them as it likes.
  void place() {
    const int with_who_spawns = point_.look == Look::spawning ? 1 : 0;
    series_.place({"", placement_here(point_.condition.workers + with_who_spawns).oversubscribed});
  }

  void look_into(const ProbedLaunch& launch) {
    switch (point_.look) {
      case Look::launcher:
        return add_rungs(point_.condition, mpirun_ladder(launch.moments, launch.processes, nullptr), series_);
      case Look::ranks: return add_ranks(launch);
      case Look::spawning: return add_spawning(launch);
      case Look::nobody: return;
    }
  }

  void add_ranks(const ProbedLaunch& launch) {
    const ProbedProcess* first = first_rank(launch.processes);
    if (first == nullptr) throw Error("no rank was seen: the probe looks at ranks on this host only");
    add_rank(launch, *first, "rank 0");
    if (const ProbedProcess* slowest = slowest_rank(launch.processes)) add_rank(launch, *slowest, "slowest rank");
  }

  void add_spawning(const ProbedLaunch& launch) {
    add_rungs(point_.condition, spawn_ladder(launch.processes), series_);
    add_span(point_.condition, "MPI_Comm_spawn", *first_rank(launch.processes), Event::spawn_begins, Event::spawn_ends,
             series_);
  }

  void add_rank(const ProbedLaunch& launch, const ProbedProcess& rank, std::string_view who) {
    const Condition like = with_setting(point_.condition, who);
    add_rungs(like, mpirun_ladder(launch.moments, launch.processes, &rank), series_);
    add_span(like, "MPI_Init", rank, Event::init_begins, Event::init_ends, series_);
    add_span(like, "MPI_Finalize", rank, Event::finalize_begins, Event::finalize_ends, series_);
    for (const LoadedComponent& component : rank.components) {
      add_time(like, fmt::format("{}{}", loading, component.file), component.time, series_);
    }
  }

  const MpirunPoint& point_;
  SeriesSet series_;
};

}  // namespace

std::vector<TransportChoice> both_transport_choices() {
  return {{"default", {}}, {"ob1, self+vader", launch::least_transport_words()}};
}

std::vector<TransportChoice> both_spawn_transport_choices() {
  return {{"default", {}}, {"ob1, self+vader+tcp", {"--mca", "pml", "ob1", "--mca", "btl", "self,vader,tcp"}}};
}

std::vector<Series> measure_mpirun(const MpirunPlan& plan, const Watch& watch) {
  const std::vector<MpirunPoint> points = points_of(plan);
  std::vector<PointSeries> series;
  for (const MpirunPoint& point : points) series.emplace_back(point, static_cast<std::size_t>(plan.warm_up_launches));
  launch_in_rounds({points.size(), plan.warm_up_launches + plan.launches, plan.order_seed, plan.limit},
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
