#include "measure/comparison.hpp"

#include "core/shuffled_rounds.hpp"

namespace breakeven::measure {
namespace {

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
  ShuffledRounds rounds(points, seed);
  std::vector<Turn> turns;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    for (const std::size_t point : rounds.next()) turns.push_back({point, repetition});
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
