#include <fcntl.h>
#include <hwy/contrib/sort/vqsort.h>
#include <tbb/global_control.h>
#include <tbb/parallel_sort.h>

#include <boost/sort/block_indirect_sort/block_indirect_sort.hpp>
#include <cstdint>
#include <cstring>
#include <memory>
#include <parallel/algorithm>
#include <random>
#include <string>

#include "bench/by_crew.hpp"
#include "bench/contests.hpp"
#include "breakeven/error.hpp"
#include "kernels/pi.hpp"
#include "os/process.hpp"
#include "workloads/pi.hpp"
#include "workloads/sort.hpp"

namespace breakeven::bench {
namespace {

volatile std::uint64_t result;  // what a compiler must not throw away

}  // namespace

Contest parallel_sort_contest(std::size_t count) {
  auto input = std::make_shared<std::vector<std::uint64_t>>(count);
  std::mt19937_64 random(count);
  for (std::uint64_t& key : *input) key = random();
  auto keys = std::make_shared<std::vector<std::uint64_t>>(*input);
  const auto units = static_cast<double>(count);
  Contest contest{"sort of " + std::to_string(count) + " uint64 in parallel", "key", 6};
  const auto ours = [&](const char* name, CrewKind kind, int workers) {
    const workloads::SortWorkload sort{.count = count, .type = kernels::KeyType::uint64, .verify = false};
    contest.competitors.push_back(by_crew(name, crew_of(kind, workers), units, AnyWorkload(sort), slowest_work));
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
  Contest contest{"pi in parallel, " + std::to_string(samples) + " samples", "sample", 9};
  const AnyWorkload pi(workloads::PiWorkload{.samples = samples, .seed = 1});
  contest.competitors = {
      by_crew("2 threads", crew_of(CrewKind::threads, 2), units, pi, slowest_work),
      by_crew("2 ranks", crew_of(CrewKind::mpi, 2), units, pi, slowest_work),
      by_crew("1 thread", crew_of(CrewKind::threads, 1), units, pi, slowest_work),
      timed("bare kernel", units, {},
            [samples] { result = kernels::count_hits({1}, kernels::Sampler::lazy, 0, samples); }),
      timed("whole process, 1 thread", units, {}, [samples] {
        const std::string program = (os::executable_directory() / "breakeven").string();
        os::SpawnOptions options;
        options.arguments = {program, "pi", "-n", std::to_string(samples), "-p", "1", "--no-compare", "--json"};
        const os::FileDescriptor nothing(os::check(::open("/dev/null", O_WRONLY | O_CLOEXEC), "cannot open /dev/null"));
        options.descriptors = {{nothing.get(), 1}};
        if (const auto status = os::spawn(program, options).wait(); !status.ok()) {
          throw Error("breakeven pi " + os::describe(status));
        }
      })};
  contest.goals = {{"2 threads", "1 thread", 1 / 1.94},
                   {"2 ranks", "1 thread", 1 / 1.94},
                   {"whole process, 1 thread", "bare kernel", 1.02}};
  return contest;
}

}  // namespace breakeven::bench
