#include "study/trial_checks.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <unordered_set>

#include "study/finished.hpp"
#include "study/record_schema.hpp"

namespace breakeven::study {
namespace {

/// Texts that were cut to fit into their column say too little.
bool may_be_cut(const std::string& text) { return text.size() + 4 > sentence_bytes; }

/// A user's command is one worker to us, however many it starts.
bool is_whole_crew(const Trial& trial, std::size_t rows) {
  return rows == static_cast<std::size_t>(trial.workers) || (trial.kind == CrewKind::command && rows == 1);
}

void check_launch(const Trial& trial, const Launch& launch, Findings& findings) {
  if (launch.point_id != trial.point_id || launch.index != trial.launch || launch.warm_up != trial.warm_up) {
    findings.count("trials that are of another point than their launch, or another launch of it", trial.id);
  }
}

}  // namespace

void check_times(const Trial& trial, Findings& findings) {
  constexpr Duration rounding(phase_count + 2);
  const Duration unexplained = trial.wall - trial.phases.sum() - trial.other;
  if (unexplained > rounding || unexplained < -rounding) {
    findings.count("trials whose phases and other do not sum to their wall time", trial.id);
  }
}

void check_workers(const Trial& trial, Findings& findings) {
  std::set<int> workers;
  for (const WorkerTrial& worker : trial.workers_detail) {
    const bool belongs = worker.worker >= 0 && worker.worker < trial.workers;
    if (!belongs || !workers.insert(worker.worker).second) {
      findings.count("trials with rows in /phases that are there twice or of workers they have not", trial.id);
      return;
    }
  }
  if (trial.status == TrialStatus::ok && !is_whole_crew(trial, workers.size())) {
    findings.count("trials that are ok and have not one row in /phases for each worker", trial.id);
  }
}

void check_places(const StudyContent& content, Findings& findings) {
  Index launches;
  for (std::size_t i = 0; i < content.launches.size(); ++i) launches.emplace(content.launches[i].id, i);
  std::unordered_set<std::string> points;
  for (const plan::Point& point : content.points) points.insert(point.id());
  for (const Trial& trial : content.trials) {
    if (!content.plan_text.empty() && !trial.point_id.empty() && !points.contains(trial.point_id)) {
      findings.count("trials of points that are not in the plan, as after --plan-changed=replace", trial.id,
                     Severity::note);
    }
    if (trial.launch_id.empty()) continue;
    if (const auto launch = launches.find(trial.launch_id); launch == launches.end()) {
      findings.count("trials whose launch is not in /launches", trial.id);
    } else {
      check_launch(trial, content.launches[launch->second], findings);
    }
  }
}

void check_answers(const StudyContent& content, Findings& findings) {
  std::unordered_map<std::string, std::uint64_t> digests;
  for (const Trial& trial : content.trials) {
    if (trial.status != TrialStatus::ok || may_be_cut(trial.parameters)) continue;
    const auto known = digests.try_emplace(fmt::format("{} {}", trial.workload, trial.parameters), trial.answer.digest);
    if (known.first->second != trial.answer.digest) {
      findings.count("trials that are ok with another answer than the first of the same workload and parameters",
                     trial.id);
    }
  }
}

}  // namespace breakeven::study
