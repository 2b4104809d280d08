#include <fcntl.h>
#include <hwy/contrib/sort/vqsort.h>
#include <tbb/global_control.h>
#include <tbb/parallel_sort.h>

#include <boost/sort/block_indirect_sort/block_indirect_sort.hpp>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <parallel/algorithm>
#include <random>
#include <string>

#include "bench/contests.hpp"
#include "breakeven/crew.hpp"
#include "kernels/pi.hpp"
#include "os/process.hpp"
#include "workloads/pi.hpp"
#include "workloads/sort.hpp"

namespace breakeven::bench {
namespace {

volatile std::uint64_t result;  // what a compiler must not throw away

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

/// The slowest worker's time at work and in talk: what is left of a job that was given its input already. The crew is
/// started for each run and does the job twice; what counts is the second time, when its memory is warm. It must not
/// be kept between runs: waiting ranks spin.
Competitor by_crew(std::string name, CrewKind kind, int workers, double units, const AnyWorkload& workload) {
  CrewOptions options;
  options.kind = kind;
  options.workers = workers;
  return {std::move(name), units, {}, [options, workload] {
            const WorkloadRegistry registry =
                WorkloadRegistry().add<workloads::PiWorkload>().add<workloads::SortWorkload>();
            const auto crew = make_crew(options, registry);
            crew->start();
            crew->run(workload);
            double slowest = 0;
            for (const WorkerReport& report : crew->run(workload).workers) {
              slowest = std::max(slowest, seconds(report.phases[Phase::work] + report.phases[Phase::talk]));
            }
            crew->stop();
            return slowest;
          }};
}

}  // namespace

Contest parallel_sort_contest(std::size_t count) {
  auto input = std::make_shared<std::vector<std::uint64_t>>(count);
  std::mt19937_64 random(count);
  for (std::uint64_t& key : *input) key = random();
  auto keys = std::make_shared<std::vector<std::uint64_t>>(*input);
  const auto units = static_cast<double>(count);
  Contest contest{"sort of " + std::to_string(count) + " uint64 in parallel", "key", 5, {}, {}};
  const auto ours = [&](const char* name, CrewKind kind, int workers) {
    const workloads::SortWorkload sort{.count = count, .type = kernels::KeyType::uint64, .verify = false};
    contest.competitors.push_back(by_crew(name, kind, workers, units, AnyWorkload(sort)));
  };
  const auto peer = [&](const char* name, auto sort) {
    contest.competitors.push_back(timed(
        name, units, [=] { *keys = *input; }, [keys, sort] { sort(*keys); }));
  };
  ours("2 threads", CrewKind::threads, 2);
  ours("2 ranks", CrewKind::mpi, 2);
  ours("8 ranks", CrewKind::mpi, 8);
  peer("vqsort, 1 thread",
       [](std::vector<std::uint64_t>& v) { hwy::Sorter()(v.data(), v.size(), hwy::SortAscending()); });
  peer("tbb::parallel_sort", [](std::vector<std::uint64_t>& v) {
    const tbb::global_control two(tbb::global_control::max_allowed_parallelism, 2);
    tbb::parallel_sort(v.begin(), v.end());
  });
  peer("block_indirect_sort",
       [](std::vector<std::uint64_t>& v) { boost::sort::block_indirect_sort(v.begin(), v.end(), 2U); });
  peer("__gnu_parallel::sort", [](std::vector<std::uint64_t>& v) {
    __gnu_parallel::sort(v.begin(), v.end(), __gnu_parallel::parallel_tag(2));
  });
  contest.goals = {{"2 threads", "vqsort, 1 thread", 0.55},
                   {"2 threads", "tbb::parallel_sort", 0.08},
                   {"2 ranks", "2 threads", 1.10},
                   {"8 ranks", "2 ranks", 1.30}};
  return contest;
}

Contest parallel_pi_contest(std::uint64_t samples) {
  const auto units = static_cast<double>(samples);
  Contest contest{"pi in parallel, " + std::to_string(samples) + " samples", "sample", 9, {}, {}};
  const AnyWorkload pi(workloads::PiWorkload{.samples = samples, .seed = 1});
  contest.competitors = {
      by_crew("2 threads", CrewKind::threads, 2, units, pi), by_crew("2 ranks", CrewKind::mpi, 2, units, pi),
      by_crew("1 thread", CrewKind::threads, 1, units, pi),
      timed("bare kernel", units, {},
            [samples] { result = kernels::count_hits({1}, kernels::Sampler::lazy, 0, samples); }),
      timed("whole process, 1 thread", units, {}, [samples] {
        const std::string program = (os::executable_directory() / "breakeven").string();
        os::SpawnOptions options;
        options.arguments = {program, "pi", "-n", std::to_string(samples), "-p", "1", "--no-compare", "--json"};
        const os::FileDescriptor nothing(os::check(::open("/dev/null", O_WRONLY | O_CLOEXEC), "cannot open /dev/null"));
        options.descriptors = {{nothing.get(), 1}};
        os::spawn(program, options).wait();
      })};
  contest.goals = {{"2 threads", "1 thread", 1 / 1.94},
                   {"2 ranks", "1 thread", 1 / 1.94},
                   {"whole process, 1 thread", "bare kernel", 1.02}};
  return contest;
}

}  // namespace breakeven::bench
