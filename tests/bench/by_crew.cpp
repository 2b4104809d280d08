#include "bench/by_crew.hpp"

#include <algorithm>
#include <chrono>

#include "bench/bench_workloads.hpp"
#include "os/process.hpp"

namespace breakeven::bench {

Competitor by_crew(std::string name, const CrewOptions& options, double units, const AnyWorkload& workload,
                   std::function<double(const JobOutcome&)> seconds_of) {
  return {std::move(name), units, {}, [options, workload, seconds_of = std::move(seconds_of)] {
            const WorkloadRegistry registry = bench_workloads();
            const auto crew = make_crew(options, registry);
            crew->start();
            crew->run(workload);
            const double seconds = seconds_of(crew->run(workload));
            crew->stop();
            return seconds;
          }};
}

double slowest_work(const JobOutcome& outcome) {
  Duration slowest{};
  for (const WorkerReport& report : outcome.workers) {
    slowest = std::max(slowest, report.phases[Phase::work] + report.phases[Phase::talk]);
  }
  return std::chrono::duration<double>(slowest).count();
}

CrewOptions crew_of(CrewKind kind, int workers) {
  CrewOptions options;
  options.kind = kind;
  options.workers = workers;
  options.rank_executable = os::executable_directory() / "breakeven-bench-rank";
  return options;
}

}  // namespace breakeven::bench
