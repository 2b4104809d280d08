#include "bench/inputs_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "bench/bench_workloads.hpp"
#include "bench/by_crew.hpp"
#include "breakeven/statistics.hpp"
#include "report/table.hpp"
#include "workloads/sort.hpp"

namespace breakeven::bench {
namespace {

constexpr std::array worker_counts{2, 3, 8, 64};
constexpr double share_goal = 1.05;
constexpr double memory_goal = 2.1;
constexpr int repetitions = 3;

struct Measurement {
  double share = 0;
  double seconds = 0;
};

double figure(const Answer& answer, const std::string& name) {
  return std::get<double>(std::ranges::find(answer.figures, name, &Figure::name)->value);
}

/// By threads that are kept, after one job to warm their memory.
Measurement measure(kernels::KeyInput input, std::size_t keys, int workers) {
  const WorkloadRegistry registry = bench_workloads();
  const auto crew = make_crew(crew_of(CrewKind::threads, workers), registry);
  const AnyWorkload sort(
      workloads::SortWorkload{.count = keys, .type = kernels::KeyType::uint64, .input = input, .seed = 1});
  crew->start();
  Measurement measurement{figure(crew->run(sort).answer, "largest_share")};
  std::vector<double> seconds;
  for (int repetition = 0; repetition < repetitions; ++repetition) seconds.push_back(slowest_work(crew->run(sort)));
  crew->stop();
  measurement.seconds = median(seconds);
  return measurement;
}

}  // namespace

std::string inputs_section(std::size_t keys, const report::Appearance& appearance) {
  std::vector<report::Column> columns{{fmt::format("sort of {} uint64", keys), report::Align::left}};
  for (const int workers : worker_counts) {
    columns.push_back({fmt::format("{} threads: share", workers), report::Align::right, true});
    columns.push_back({"time"});
  }
  report::Table table(columns);
  std::map<int, double> uniform;
  double worst = 0;
  for (const kernels::KeyInput input : kernels::all_key_inputs) {  // uniform comes first
    std::vector<report::Cell> row{{std::string(to_string(input)), report::Tone::strong}};
    for (const int workers : worker_counts) {
      const Measurement measured = measure(input, keys, workers);
      worst = std::max(worst, measured.share);
      uniform.try_emplace(workers, measured.seconds);
      row.push_back({fmt::format("{:.4f}", measured.share)});
      row.push_back({fmt::format("{:.2f}", measured.seconds / uniform[workers])});
    }
    table.add_row(std::move(row));
  }
  return table.render(appearance) + fmt::format("goal: largest share over n / p at most {}: {:.4f}, {}\n\n", share_goal,
                                                worst, worst <= share_goal ? "reached" : "missed");
}

std::string memory_section(std::size_t keys) {
  const WorkloadRegistry registry = bench_workloads();
  const auto crew = make_crew(crew_of(CrewKind::mpi, 2), registry);
  const AnyWorkload sort(workloads::SortWorkload{.count = keys, .type = kernels::KeyType::uint64, .seed = 1});
  const AnyWorkload nothing(workloads::SortWorkload{.count = 2, .type = kernels::KeyType::uint64, .seed = 1});
  crew->start();
  std::uint64_t without = 0;
  std::uint64_t peak = 0;
  for (const WorkerReport& report : crew->run(nothing).workers) without = std::max(without, report.peak_memory_bytes);
  for (const WorkerReport& report : crew->run(sort).workers) peak = std::max(peak, report.peak_memory_bytes);
  crew->stop();
  const double shard = static_cast<double>(keys) / 2 * sizeof(std::uint64_t);
  const double ratio = static_cast<double>(peak) / shard;
  return fmt::format(
      "peak memory of a rank, {} uint64 by 2 ranks: {:.3f} shards, of which MPI itself {:.3f}\n"
      "goal: at most {}: {}\n\n",
      keys, ratio, static_cast<double>(without) / shard, memory_goal, ratio <= memory_goal ? "reached" : "missed");
}

}  // namespace breakeven::bench
