#include "overhead/launch_ladder.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "measure/shuffled_rounds.hpp"
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

/// The life in which `milestone` was passed last; null for none.
const WorkerLife* last_at(const std::vector<WorkerLife>& lives, Milestone milestone) {
  const auto when = [&](const WorkerLife& life) { return life.at(milestone).value_or(TimePoint::min()); };
  const auto last = std::ranges::max_element(lives, {}, when);
  return last != lives.end() && last->at(milestone) ? &*last : nullptr;
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

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

/// The series of one point, as its launches come in.
class LadderSeries {
 public:
  explicit LadderSeries(const CrewPoint& point) : point_(point) {}

  void add(const Ladder& ladder, const DriverMoments& driver) {
    TimePoint since = ladder.begin;
    for (const Rung& rung : ladder.rungs) {
      of(rung.name).launches.push_back({seconds(rung.end - since)});
      since = rung.end;
    }
    of("start").launches.push_back({seconds(driver.all_ready - driver.asked)});
    of("stop").launches.push_back({seconds(driver.control - driver.dismissal)});
    of("whole").launches.push_back({seconds(driver.control - driver.asked)});
  }
  void add_trouble(const std::string& trouble) { of("whole").trouble = trouble; }

  std::vector<Series>& all() { return all_; }

 private:
  Series& of(const std::string& quantity) {
    const auto found =
        std::ranges::find(all_, quantity, [](const Series& series) { return series.condition.quantity; });
    if (found != all_.end()) return *found;
    Series series;
    series.condition = condition_of(point_, "start", quantity);
    return all_.emplace_back(std::move(series));
  }

  const CrewPoint& point_;
  std::vector<Series> all_;
};

void launch_once(const CrewPoint& point, const CrewMaker& make_crew, LadderSeries& series) {
  const auto crew = make_crew(point.options);
  const AnyWorkload hello{workloads::HelloWorkload{}};
  crew->start();
  DriverMoments moments;
  moments.asked = crew->start_begin();
  moments.all_ready = crew->start_begin() + crew->start_time();
  const JobOutcome outcome = crew->run(hello);
  moments.results = outcome.end;
  moments.dismissal = Clock::now();
  crew->stop();
  moments.control = Clock::now();
  series.add(ladder_of(moments, crew->lives(), outcome.workers), moments);
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
  std::vector<LadderSeries> series(plan.points.begin(), plan.points.end());
  measure::ShuffledRounds rounds(plan.points.size(), plan.order_seed);
  std::vector<bool> given_up(plan.points.size());
  const auto total = static_cast<double>(plan.points.size()) * plan.launches;
  double done = 0;
  for (int round = 0; round < plan.launches; ++round) {
    for (const std::size_t point : rounds.next()) {
      watch(label_of(plan.points[point]), done++ / total);
      if (given_up[point]) continue;
      const std::string trouble =
          attempt(plan.limit, [&] { launch_once(plan.points[point], make_crew, series[point]); });
      if (trouble.empty()) continue;
      series[point].add_trouble(trouble);
      given_up[point] = true;
    }
  }
  std::vector<Series> all;
  for (LadderSeries& of_point : series) std::ranges::move(of_point.all(), std::back_inserter(all));
  return all;
}

}  // namespace breakeven::overhead
