#include "overhead/launch_ladder.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "overhead/rounds.hpp"
#include "workloads/hello.hpp"

namespace breakeven::overhead {
namespace {

struct Step {
  Milestone milestone;
  const char* name;
};
constexpr std::array steps_up{Step{Milestone::exists, "worker exists"}, Step{Milestone::main, "main begins"},
                              Step{Milestone::mpi_init, "MPI_Init begins"}, Step{Milestone::mpi_ready, "MPI_Init ends"},
                              Step{Milestone::ready, "worker is ready"}};
constexpr std::array steps_down{Step{Milestone::dismissed, "worker is dismissed"},
                                Step{Milestone::mpi_ended, "MPI_Finalize ends"}};

/// Of the lives in which `passed` was passed the one in which `milestone` was passed last; null for none.
const WorkerLife* last_at(const std::vector<WorkerLife>& lives, Milestone milestone, Milestone passed) {
  const WorkerLife* last = nullptr;
  for (const WorkerLife& life : lives) {
    if (!life.at(passed) || !life.at(milestone)) continue;
    if (last == nullptr || life.at(milestone) > last->at(milestone)) last = &life;
  }
  return last;
}

/// The last of the ranks, if there are any, else of all workers: what threads of a rank stamp is no way up from the
/// beginning.
const WorkerLife* last_at(const std::vector<WorkerLife>& lives, Milestone milestone) {
  const WorkerLife* rank = last_at(lives, milestone, Milestone::mpi_init);
  return rank != nullptr ? rank : last_at(lives, milestone, milestone);
}

template <std::size_t N>
void add_steps(const WorkerLife* life, const std::array<Step, N>& steps, std::vector<Rung>& rungs) {
  if (life == nullptr) return;
  for (const Step& step : steps) {
    if (const auto when = life->at(step.milestone)) rungs.push_back({step.name, *when});
  }
}

/// Hello's job: its last two segments of talk are the barrier and the message.
void add_job(const std::vector<WorkerReport>& reports, std::vector<Rung>& rungs) {
  const auto last = std::ranges::max_element(reports, {}, &WorkerReport::job_end);
  if (last == reports.end()) return;
  std::vector<TimePoint> talks;
  for (const Segment& segment : last->segments) {
    if (segment.phase == Phase::talk) talks.push_back(segment.end);
  }
  rungs.push_back({"job begins", last->job_begin});
  if (talks.size() >= 2) {
    rungs.push_back({"barrier passed", talks[talks.size() - 2]});
    rungs.push_back({"message answered", talks.back()});
  }
  rungs.push_back({"job done", last->job_end});
}

void add(const Condition& like, const DriverMoments& driver, SeriesSet& series) {
  add_time(like, "start", driver.all_ready - driver.asked, series);
  add_time(like, "stop", driver.control - driver.dismissal, series);
  add_time(like, "whole", driver.control - driver.asked, series);
}

/// The longest, each by the clock of its own host.
void add_initialisation(const Condition& like, const std::vector<WorkerLife>& lives, SeriesSet& series) {
  std::optional<Duration> longest;
  for (const WorkerLife& life : lives) {
    const auto begin = life.at(Milestone::mpi_init);
    const auto end = life.at(Milestone::mpi_ready);
    if (begin && end) longest = std::max(longest.value_or(Duration::zero()), Duration(*end - *begin));
  }
  if (longest) add_time(like, "MPI_Init", *longest, series);
}

void launch_once(const CrewPoint& point, const CrewMaker& make_crew, SeriesSet& series) {
  const auto crew = make_crew(point.options);
  const AnyWorkload hello{workloads::HelloWorkload{}};
  crew->start();
  DriverMoments moments;
  moments.asked = crew->start_begin();
  moments.all_ready = crew->start_begin() + crew->start_time();
  const JobOutcome outcome = crew->run(hello);
  moments.results = outcome.end;
  const Placement placement = placement_of(outcome.workers);
  moments.dismissal = Clock::now();
  crew->stop();
  moments.control = Clock::now();
  series.begin_launch();
  const Condition like = condition_of(point, "start", "");
  if (placement.hosts.empty()) {
    add_rungs(like, ladder_of(moments, crew->lives(), outcome.workers), series);
  } else {
    // Other hosts have other clocks: what is left are the driver's own moments, and what is between two of one host.
    add_rungs(like, ladder_of(moments, {}, {}), series);
    add_initialisation(like, crew->lives(), series);
  }
  add(like, moments, series);
  series.place(placement);
}

}  // namespace

Ladder ladder_of(const DriverMoments& driver, const std::vector<WorkerLife>& lives,
                 const std::vector<WorkerReport>& reports) {
  Ladder ladder{driver.asked, {}};
  add_steps(last_at(lives, Milestone::ready), steps_up, ladder.rungs);
  ladder.rungs.push_back({"all are ready", driver.all_ready});
  add_job(reports, ladder.rungs);
  ladder.rungs.push_back({"results at the root", driver.results});
  const WorkerLife* last = last_at(lives, Milestone::mpi_ended);
  add_steps(last != nullptr ? last : last_at(lives, Milestone::dismissed), steps_down, ladder.rungs);
  ladder.rungs.push_back({"control is back", driver.control});
  return ladder;
}

std::vector<Series> measure_ladders(const LadderPlan& plan, const CrewMaker& make_crew, const Watch& watch) {
  std::vector<SeriesSet> series(plan.points.size(), SeriesSet(static_cast<std::size_t>(plan.warm_up_launches)));
  launch_in_rounds(
      {plan.points.size(), plan.warm_up_launches + plan.launches, plan.order_seed, plan.limit},
      {[&](std::size_t point) { return label_of(plan.points[point]); },
       [&](std::size_t point, int, const auto&) { launch_once(plan.points[point], make_crew, series[point]); },
       [&](std::size_t point, const std::string& why) {
         for (const char* quantity : {"start", "stop", "whole"}) {
           series[point].of(condition_of(plan.points[point], "start", quantity)).trouble = why;
         }
       }},
      watch);
  std::vector<Series> all;
  for (const SeriesSet& of_point : series) std::ranges::copy(of_point.all(), std::back_inserter(all));
  return all;
}

}  // namespace breakeven::overhead
