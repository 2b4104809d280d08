#include "measure/comparison.hpp"

#include <numeric>
#include <random>
#include <utility>

namespace breakeven::measure {
namespace {

/// Fisher and Yates; std::shuffle is free to differ between libraries. The modulo's bias is below 2^-50 here.
void shuffle(std::vector<std::size_t>& order, std::mt19937_64& random) {
  for (std::size_t left = order.size(); left > 1; --left) std::swap(order[left - 1], order[random() % left]);
}

void run_kept(std::size_t point, const ComparisonPlan& plan, const Task& task, const TrialSetting& setting,
              TrialRunner& runner, ComparisonResult& result) {
  const auto crew = setting.make_crew(plan.points[point]);
  int repetition = 0;
  do {
    runner.run_on(*crew, task, repetition++, result.trials);
  } while (repetition < plan.repetitions && crew->started());  // a failure leaves a crew that cannot go on
  if (!crew->started()) return;
  crew->stop();
  result.kept_crews.push_back({point, crew->start_time(), crew->stop_time()});
}

}  // namespace

std::vector<Turn> interleaved_turns(std::size_t points, int repetitions, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::size_t> order(points);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<Turn> turns;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    shuffle(order, random);
    for (const std::size_t point : order) turns.push_back({point, repetition});
  }
  return turns;
}

void compare(const ComparisonPlan& plan, const Task& task, const TrialSetting& setting, ComparisonResult& result) {
  TrialRunner runner(setting);
  if (!plan.keep) {
    for (const Turn& turn : interleaved_turns(plan.points.size(), plan.repetitions, plan.order_seed)) {
      runner.run(plan.points[turn.point], task, turn.repetition, result.trials);
    }
    return;
  }
  for (const Turn& turn : interleaved_turns(plan.points.size(), 1, plan.order_seed)) {
    run_kept(turn.point, plan, task, setting, runner, result);
  }
}

}  // namespace breakeven::measure
