#include "cli/find_rounds.hpp"

#include <fmt/format.h>

#include <chrono>

#include "breakeven/error.hpp"

namespace breakeven::cli {
namespace {

constexpr std::size_t contenders = 2;

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

FindRounds::FindRounds(const Contest& contest, const Session& session, bool keep, std::uint64_t order_seed)
    : contest_(contest),
      session_(session),
      keep_(keep),
      setting_(trial_setting(session)),  // how far a trial is, is not told: there are many, and all are short
      runner_(setting_),
      order_(contenders, order_seed) {}

void FindRounds::check(std::uint64_t size) const {
  for (const Contender* one : {&contest_.candidate, &contest_.base}) {
    check_crew(*make_job(contest_, *one, size, session_), one->crew, session_);
  }
}

search::RoundOutcome FindRounds::run(std::uint64_t size) {
  const TimePoint begin = Clock::now();
  std::array<double, contenders> taken{};
  try {
    check(size);
    const int repetition = rounds_[size]++;
    for (const std::size_t side : order_.next()) {
      const auto job = make_job(contest_, contender(side), size, session_);
      run_trial(contender(side), job->task(), repetition);
      const Trial& trial = trials_.back();
      if (trial.status != TrialStatus::ok) {
        return search::OutOfReach{fmt::format("{} failed: {}", contender(side).label, trial.message)};
      }
      taken.at(side) = seconds(trial.wall);
    }
  } catch (const UsageError& error) {
    return search::OutOfReach{error.what()};
  }
  return search::Round{
      .candidate_seconds = taken[0], .base_seconds = taken[1], .spent_seconds = seconds(Clock::now() - begin)};
}

void FindRounds::run_trial(const Contender& contender, const measure::Task& task, int repetition) {
  if (keep_) return run_on_kept_crew(contender, task, repetition);
  runner_.run(contender.crew, task, repetition, trials_);
}

void FindRounds::run_on_kept_crew(const Contender& contender, const measure::Task& task, int repetition) {
  const auto crew = setting_.make_crew(contender.crew);
  runner_.run_on(*crew, task, repetition, trials_);
  trials_.back().warm_up = true;
  if (!crew->started()) return;
  runner_.run_on(*crew, task, repetition, trials_);
  if (crew->started()) crew->stop();
}

void FindRounds::clean_up() {
  if (trials_.empty()) return;
  for (const Contender* one : {&contest_.candidate, &contest_.base}) {
    make_job(contest_, *one, trials_.back().problem_size, session_)->clean_up(one->crew);
  }
}

}  // namespace breakeven::cli
