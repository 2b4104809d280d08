#include "bench/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>
#include <stdexcept>

#include "measure/trial_runner.hpp"
#include "report/table.hpp"

namespace breakeven::bench {
namespace {

using report::Align;
using report::Tone;

const Outcome& named(const std::vector<Outcome>& outcomes, const std::string& name) {
  const auto found = std::ranges::find(outcomes, name, &Outcome::name);
  if (found == outcomes.end()) throw std::logic_error("no competitor is called " + name);
  return *found;
}

MedianSummary ratio(const Outcome& of, const Outcome& against) {
  std::vector<double> ratios(of.seconds_per_unit.size());
  std::ranges::transform(of.seconds_per_unit, against.seconds_per_unit, ratios.begin(), std::divides<>());
  return summarise(ratios);
}

std::string interval_text(const MedianSummary& summary, double scale) {
  if (!summary.interval) return "–";
  return fmt::format("{:.3f} to {:.3f}", scale * summary.interval->low, scale * summary.interval->high);
}

}  // namespace

Competitor timed(std::string name, double units, std::function<void()> prepare, std::function<void()> run) {
  return {std::move(name), units, std::move(prepare), [run = std::move(run)] {
            const TimePoint begin = Clock::now();
            run();
            return std::chrono::duration<double>(Clock::now() - begin).count();
          }};
}

std::vector<Outcome> hold(const Contest& contest) {
  std::vector<Outcome> outcomes;
  for (const Competitor& competitor : contest.competitors) outcomes.push_back({competitor.name, {}, competitor.units});
  std::vector<std::size_t> order(contest.competitors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937 random(1);
  for (int repetition = -1; repetition < contest.repetitions; ++repetition) {
    std::ranges::shuffle(order, random);
    for (const std::size_t i : order) {
      const Competitor& competitor = contest.competitors[i];
      if (competitor.prepare) competitor.prepare();
      const double seconds = competitor.seconds();
      if (repetition >= 0) outcomes[i].seconds_per_unit.push_back(seconds / competitor.units);
    }
  }
  return outcomes;
}

std::string render(const Contest& contest, const std::vector<Outcome>& outcomes, const report::Appearance& appearance) {
  report::Table table({{contest.name, Align::left},
                       {"ns a " + contest.unit},
                       {"95 % interval"},
                       {"ratio", Align::right, true},
                       {"95 % interval"}});
  for (const Outcome& outcome : outcomes) {
    const MedianSummary time = summarise(outcome.seconds_per_unit);
    const MedianSummary relative = ratio(outcome, outcomes.front());
    table.add_row({{outcome.name, Tone::strong},
                   {fmt::format("{:.3f}", 1e9 * time.median)},
                   {interval_text(time, 1e9)},
                   {fmt::format("{:.2f}", relative.median)},
                   {interval_text(relative, 1)}});
  }
  std::string text = table.render(appearance);
  for (const Floor& floor : contest.floors) {
    const double reached = summarise(named(outcomes, floor.of).seconds_per_unit).median;
    text += fmt::format("floor: {} cannot take less than {:.3f} ns, {}: {:.0f} % of that speed reached\n", floor.of,
                        1e9 * floor.seconds_per_unit, floor.reason, 100 * floor.seconds_per_unit / reached);
  }
  for (const Goal& goal : contest.goals) {
    const double reached = ratio(named(outcomes, goal.of), named(outcomes, goal.against)).median;
    text += fmt::format("goal: {} / {} at most {:.3g}: {:.3g}, {}\n", goal.of, goal.against, goal.bound, reached,
                        reached <= goal.bound ? "reached" : "missed");
  }
  return text + '\n';
}

std::vector<Trial> as_trials(const Contest& contest, const std::vector<Outcome>& outcomes) {
  const std::string command = measure::random_id();
  std::vector<Trial> trials;
  for (const Outcome& outcome : outcomes) {
    int repetition = 0;
    for (const double seconds : outcome.seconds_per_unit) {
      Trial trial;
      trial.id = measure::random_id();
      trial.command_id = command;
      trial.started_at = measure::timestamp_now();
      trial.workload = "bench";
      trial.parameters = fmt::format("{}: {}", contest.name, outcome.name);
      trial.problem_size = static_cast<std::uint64_t>(outcome.units);
      trial.repetition = repetition++;
      trial.wall = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds * outcome.units));
      trial.phases[Phase::work] = trial.wall;
      trials.push_back(std::move(trial));
    }
  }
  return trials;
}

}  // namespace breakeven::bench
