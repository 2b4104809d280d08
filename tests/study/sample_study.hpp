// Launches and points whose every field is a plain function of one number, and comparisons of what was read back.
#pragma once

#include <string>

#include "plan/point.hpp"
#include "sample_trials.hpp"
#include "study/launch.hpp"
#include "study/study_file.hpp"

namespace breakeven::study {

inline Launch sample_launch(int number) {
  Launch launch;
  launch.id = "launch-" + std::to_string(number);
  launch.point_id = "point-" + std::to_string(number % 3);
  launch.command_id = "command-" + std::to_string(number / 10);
  launch.started_at = "2024-05-06T07:08:09.123456Z";
  launch.index = number % 11;
  launch.warm_up = number % 5 == 0;
  launch.oversubscribed = number % 3 == 1;
  launch.start = std::chrono::nanoseconds(1'000'003LL * number);
  launch.stop = std::chrono::nanoseconds(5'000'011LL * number);
  launch.environment.version = "1.2." + std::to_string(number);
  launch.environment.compiler = "c++ -O2";
  launch.environment.host = "node0";
  launch.environment.hosts = "node0,node1";
  launch.environment.kernel = "Linux";
  launch.environment.cpu_model = "processor";
  launch.environment.governor = "performance";
  launch.environment.online_processors = 8;
  launch.environment.allowed_processors = 4;
  launch.environment.usable_processors = 2;
  launch.environment.mpi_library = "MPI";
  launch.environment.launcher = "mpirun -n {ranks}";
  launch.environment.binding = "core";
  launch.environment.slurm_job = "4711";
  launch.environment.instruction_set = "AVX2";
  launch.environment.clock_reading_seconds = 2e-8;
  launch.environment.clock_resolution_seconds = 1e-9;
  return launch;
}

inline plan::Point sample_point(int number) {
  plan::Point point;
  point.part = "Größe \"" + std::to_string(number / 4) + "\"";
  point.role = number % 4 == 3 ? plan::Role::twin : plan::Role::measured;
  point.workload = "pi";
  point.parameters = {{"label", "a\\b \"c\" \u2026"}, {"n", std::to_string(1000 + number)}};
  point.problem_size = 1000 + static_cast<std::uint64_t>(number);
  point.kind = number % 2 == 0 ? CrewKind::threads : CrewKind::command;
  point.workers = 4;
  point.threads_per_rank = 2;
  point.binding = "core";
  if (number % 5 == 2) point.share = Share::pipe;
  if (number % 5 == 4) point.skipped = "more workers than processors";
  return point;
}

inline std::vector<plan::Point> sample_points(int count) {
  std::vector<plan::Point> points;
  for (int i = 0; i < count; ++i) points.push_back(sample_point(i));
  return points;
}

/// Everything that is kept of it, to be compared.
inline Entry all_of(const Trial& trial) { return to_entry(trial); }
inline Entry all_of(const Launch& launch) { return to_entry(launch); }

inline std::vector<std::string> ids_of(const StudyContent& content) {
  std::vector<std::string> ids;
  for (const Trial& trial : content.trials) ids.push_back(trial.id);
  return ids;
}

}  // namespace breakeven::study
