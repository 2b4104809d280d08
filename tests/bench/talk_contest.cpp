// What our communicators add to MPI, and shared memory against it.
#include <memory>

#include <fmt/format.h>

#include "bench/bench_workloads.hpp"
#include "bench/by_crew.hpp"
#include "bench/contests.hpp"
#include "os/process.hpp"
#include "workloads/talk.hpp"

namespace breakeven::bench {
namespace {

constexpr int launches = 11;

double figure(const JobOutcome& outcome, std::string_view name) {
  for (const Figure& figure : outcome.answer.figures) {
    if (figure.name == name) return std::get<double>(figure.value);
  }
  throw std::logic_error("no such figure");
}

/// One launch measures both, in turns; the first competitor runs it, the second reads what it found.
Contest against_mpi(const std::string& what, std::uint64_t bytes, double bound) {
  Contest contest{what, "operation", launches};
  const auto registry = std::make_shared<WorkloadRegistry>(bench_workloads());
  const auto last = std::make_shared<JobOutcome>();
  // By units: whoever is the first of a repetition launches, and the other takes what was found.
  const auto found = [registry, last, bytes](std::string_view name) {
    return [registry, last, bytes, name] {
      if (last->workers.empty()) {
        const auto crew = make_crew(crew_of(CrewKind::mpi, 2), *registry);
        crew->start();
        *last = crew->run(AnyWorkload(AgainstMpiWorkload{.bytes = bytes}));
        crew->stop();
        return figure(*last, name);
      }
      const double seconds = figure(*last, name);
      last->workers.clear();
      return seconds;
    };
  };
  contest.competitors = {{"Communicator", 1, {}, found("ours")}, {"MPI by hand", 1, {}, found("raw")}};
  contest.goals = {{"Communicator", "MPI by hand", bound}};
  return contest;
}

/// Latency of 8 bytes in one launch.
Competitor latency_of(const char* name, CrewKind kind) {
  const auto registry = std::make_shared<WorkloadRegistry>(bench_workloads());
  CrewOptions options = crew_of(kind, 2);
  options.worker_executable = os::executable_directory() / "breakeven-worker";
  return {name, 1, {}, [options, registry] {
            workloads::TalkWorkload talk;
            talk.items = {{workloads::TalkOperation::latency, workloads::Cadence::streaming, 8}};
            talk.precision = 0;
            const auto crew = make_crew(options, *registry);
            crew->start();
            const auto observed = workloads::talk_observations(crew->run(AnyWorkload(talk)).answer).front();
            crew->stop();
            return median(std::span(observed.seconds).subspan(observed.warm_up));
          }};
}

Contest shared_memory_against_mpi() {
  Contest contest{"latency of 8 bytes", "message", 21};
  contest.competitors = {latency_of("spawned processes, shared memory", CrewKind::spawn),
                         latency_of("ranks, MPI", CrewKind::mpi), latency_of("threads", CrewKind::threads),
                         latency_of("forked processes, shared memory", CrewKind::fork)};
  contest.goals = {{"spawned processes, shared memory", "ranks, MPI", 1.0},
                   {"forked processes, shared memory", "ranks, MPI", 1.0}};
  return contest;
}

}  // namespace

std::vector<Contest> talk_contests() {
  std::vector<Contest> contests;
  constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20U;
  for (const std::uint64_t bytes : {std::uint64_t{0}, std::uint64_t{8}, std::uint64_t{1024}, mebibyte, 64 * mebibyte}) {
    contests.push_back(against_mpi(fmt::format("ping-pong of {} bytes between 2 ranks", bytes), bytes, 1.05));
  }
  contests.push_back(against_mpi("all_reduce of 8 bytes, 2 ranks", AgainstMpiWorkload::reduction, 1.10));
  contests.push_back(shared_memory_against_mpi());
  return contests;
}

}  // namespace breakeven::bench
