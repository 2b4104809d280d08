#include "overhead/expected_time.hpp"

#include <chrono>

#include "os/memory.hpp"

namespace breakeven::overhead {
namespace {

using Seconds = std::chrono::duration<double>;

// As seen on a machine with two cores.
constexpr Seconds of_a_process{1e-3};
constexpr Seconds of_a_job_of_ranks{0.2};
constexpr Seconds of_a_rank{0.1};
constexpr Seconds of_a_parent{0.3};
constexpr Seconds of_a_parents_byte{1.5e-9};    // written, forked a dozen times, written by children
constexpr Seconds of_a_passed_byte{50e-9};      // in all ways together
constexpr double share_of_an_items_time = 0.8;  // some are precise before it is over

Duration duration(Seconds seconds) { return std::chrono::duration_cast<Duration>(seconds); }

Seconds of_ranks(int ranks) { return of_a_job_of_ranks + ranks * of_a_rank; }

Seconds of_launch(const CrewOptions& crew) {
  const bool ranks = crew.kind == CrewKind::mpi || crew.kind == CrewKind::hybrid;
  return ranks ? of_ranks(crew.workers / crew.threads_per_rank) : crew.workers * of_a_process;
}

}  // namespace

Duration expected_time(const LadderPlan& plan) {
  Seconds round{};
  for (const CrewPoint& point : plan.points) round += of_launch(point.options);
  return duration(round * (plan.warm_up_launches + plan.launches));
}

Duration expected_time(const MpirunPlan& plan) {
  Seconds each{};
  for (const int ranks : plan.ranks) each += of_ranks(ranks);
  const auto times = plan.transports.size() * (1 + plan.others.size()) + plan.spawn_transports.size();
  const Seconds alone = plan.without_mpi ? 2 * of_a_job_of_ranks : Seconds{};
  const Seconds unprobed = plan.without_probe && !plan.ranks.empty() ? of_ranks(plan.ranks.front()) : Seconds{};
  return duration((each * static_cast<double>(times) + alone + unprobed) * (plan.warm_up_launches + plan.launches));
}

Duration expected_time(const ForkPlan& plan) {
  Seconds round{};
  for (const std::uint64_t bytes : plan.parent_bytes) {
    round += of_a_parent + 2 * static_cast<double>(bytes) * of_a_parents_byte;
  }
  return duration(round * plan.launches);
}

Duration expected_time(const TalkPlan& plan) {
  Seconds round{};
  for (const CrewPoint& point : plan.points) {
    const auto items = items_for(plan, point, os::available_memory_bytes() / 2).fitting.size();
    round +=
        of_launch(point.options) + Seconds(static_cast<double>(items) * plan.seconds_per_item * share_of_an_items_time);
  }
  return duration(round * plan.launches);
}

Duration expected_time(const PairsPlan& plan) {
  return plan.pairs.size() < 2 ? Duration{} : expected_time(plan.talk) * static_cast<int>(plan.pairs.size());
}

Duration expected_time(const ObjectsPlan& plan) {
  Seconds round{};
  for (const workloads::ObjectRecipe& object : plan.objects) {
    for (const int workers : plan.workers) {
      round += of_ranks(workers) + static_cast<double>(object.bytes()) * workers * of_a_passed_byte * (plan.rounds + 1);
    }
  }
  return duration(round * plan.launches);
}

}  // namespace breakeven::overhead
