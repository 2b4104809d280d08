#include "cli/study_estimate.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "breakeven/error.hpp"
#include "cli/study_task.hpp"
#include "measure/trial_runner.hpp"
#include "os/process.hpp"
#include "workloads/null.hpp"

namespace breakeven::cli {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::uint64_t first_size = 1000;
constexpr std::uint64_t growth = 8;
constexpr std::chrono::milliseconds long_enough{50};  // below, what is measured is mostly the beginning and the end

plan::Point with_size(plan::Point point, std::uint64_t size) {
  for (plan::Parameter& parameter : point.parameters) {
    if (parameter.name == "n") parameter.value = std::to_string(size);
  }
  point.problem_size = size;
  return point;
}

bool has_size(const plan::Point& point) {
  return std::ranges::any_of(point.parameters, [](const plan::Parameter& p) { return p.name == "n"; });
}

class Estimator {
 public:
  Estimator(const plan::Plan& plan, const Session& session)
      : plan_(plan), session_(session), runner_(trial_setting_of(session)) {}

  std::optional<Seconds> launch(const plan::Point& point) {
    if (!point.skipped.empty()) return std::nullopt;
    const auto start = start_of(point);
    const auto work = work_of(point);
    if (!start || !work) return std::nullopt;
    return *start + *work * plan_.rules.repetitions;
  }

 private:
  static measure::TrialSetting trial_setting_of(const Session& session) {
    measure::TrialSetting setting;
    setting.make_crew = [&registry = session.registry](const CrewOptions& crew) { return make_crew(crew, registry); };
    setting.host = os::host_name();
    setting.processors = session.processors;
    return setting;
  }

  /// The wall time of a trial that succeeds.
  std::optional<Duration> time(const CrewOptions& crew, const measure::Task& task) {
    std::vector<Trial> results;
    runner_.run(crew, task, 0, results);
    if (results.back().status != TrialStatus::ok) return std::nullopt;
    return results.back().wall;
  }

  std::optional<Duration> start_of(const plan::Point& point) {
    if (point.kind == CrewKind::command) return Duration{};  // a command's start is part of what it takes
    const CrewOptions crew = plan::crew_of(point, plan_.launcher);
    const auto key = std::tuple(crew.kind, crew.workers, crew.threads_per_rank, crew.nodes, crew.binding, crew.share);
    const auto known = starts_.find(key);
    if (known != starts_.end()) return known->second;
    return starts_[key] = time(crew, {AnyWorkload(workloads::NullWorkload{}), 0});
  }

  std::optional<Seconds> work_of(const plan::Point& point) {
    if (point.role == plan::Role::overhead) return Seconds{};
    const auto each = seconds_per_unit(point);
    if (!each) return std::nullopt;
    const double size = has_size(point) ? static_cast<double>(point.problem_size) : 1;
    return Seconds(*each * size / busy_workers(point));
  }

  int busy_workers(const plan::Point& point) const {
    if (point.kind == CrewKind::gil || point.kind == CrewKind::command) return 1;
    return std::min(point.workers, session_.processors * point.nodes);
  }

  std::optional<double> seconds_per_unit(const plan::Point& point) {
    std::string key = point.workload;
    for (const plan::Parameter& parameter : point.parameters) {
      if (parameter.name != "n") key += '\n' + parameter.name + '=' + parameter.value;
    }
    const auto known = rates_.find(key);
    if (known != rates_.end()) return known->second;
    return rates_[key] = measure_rate(point);
  }

  std::optional<double> measure_rate(plan::Point point) {
    if (point.kind != CrewKind::command) {
      point.kind = CrewKind::serial;
      point.workers = point.nodes = point.threads_per_rank = 1;
      point.share = Share::memory;
    }
    const CrewOptions crew = plan::crew_of(point, "");
    const std::uint64_t most = has_size(point) ? largest_size_of(point) : 1;
    for (std::uint64_t size = std::min(first_size, most);; size = std::min(size * growth, most)) {
      const study::LaunchJob job = launch_job(session_.jobs, with_size(point, size));
      const auto taken = time(crew, job.task);
      job.clean_up(crew);
      if (!taken) return std::nullopt;
      if (*taken >= long_enough || size == most) {
        return Seconds(*taken).count() / static_cast<double>(std::max<std::uint64_t>(size, 1));
      }
    }
  }

  std::uint64_t largest_size_of(const plan::Point& like) const {
    std::uint64_t largest = 0;
    for (const plan::Point& point : plan_.points) {
      if (point.workload == like.workload && point.skipped.empty()) largest = std::max(largest, point.problem_size);
    }
    return largest;
  }

  const plan::Plan& plan_;
  const Session& session_;
  measure::TrialRunner runner_;
  std::map<std::tuple<CrewKind, int, int, int, std::string, Share>, std::optional<Duration>> starts_;
  std::map<std::string, std::optional<double>> rates_;  // seconds per unit of n
};

}  // namespace

report::LaunchEstimates estimate_launches(const plan::Plan& plan, const Session& session) {
  Estimator estimator(plan, session);
  report::LaunchEstimates estimates;
  for (const plan::Point& point : plan.points) {
    try {
      estimates.push_back(estimator.launch(point));
    } catch (const Interrupted&) {
      throw;
    } catch (const Error&) {
      estimates.push_back(std::nullopt);
    }
  }
  return estimates;
}

}  // namespace breakeven::cli
