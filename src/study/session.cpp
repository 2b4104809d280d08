#include "study/session.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "measure/answer_check.hpp"
#include "measure/trial_runner.hpp"
#include "study/plan_change.hpp"

namespace breakeven::study {
namespace {

constexpr int caution = 2;  // a launch may well take longer than the longest so far

/// The same for the same workload and parameters, whatever the crew.
std::string job_of(const plan::Point& point) {
  std::string job = point.workload;
  for (const plan::Parameter& parameter : point.parameters) {
    job.append(1, '\0').append(parameter.name).append(1, '\0').append(parameter.value);
  }
  return job;
}

class Session {
 public:
  Session(const plan::Plan& plan, StudyWriter& writer, LaunchRunner& runner, const SessionOptions& options,
          SessionWatcher& watcher)
      : plan_(plan),
        writer_(writer),
        runner_(runner),
        options_(options),
        watcher_(watcher),
        schedule_(plan, options.selection),
        longest_(plan.points.size()) {
    if (!same_points(plan.points, writer.content().points)) throw std::logic_error("a session by another plan");
    take_new_trials();
    if (options_.retry) schedule_.forgive_failures();
    folded_at_ = options_.now();
  }

  SessionEnd run() {
    try {
      const SessionEnd end = run_launches();
      writer_.set_progress(schedule_.progress());
      return end;
    } catch (...) {
      writer_.set_progress(schedule_.progress());
      throw;
    }
  }

 private:
  SessionEnd run_launches() {
    while (const auto turn = schedule_.next()) {
      if (!fits(*turn)) return SessionEnd::out_of_budget;
      if (launch(*turn) == CutShort::by_end) return SessionEnd::out_of_budget;
      fold_if_due();
    }
    return SessionEnd::complete;
  }

  CutShort launch(const Turn& turn) {
    const std::size_t had = trials_seen_;
    const TimePoint begin = options_.now();
    const auto tell = [&] { watcher_.is_at(schedule_, turn, options_.now() - begin); };
    tell();
    const LaunchEnd end = runner_.run(order_for(turn), {plan_.rules.timeout, options_.deadline},
                                      {[this](auto entry) { keep(entry); }, tell});
    Duration& longest = longest_[turn.point];
    longest = std::max<Duration>(longest, options_.now() - begin);
    longest_of_all_ = std::max(longest_of_all_, longest);
    if (!end.trouble.empty()) watcher_.had_trouble(plan_.points[turn.point], end.trouble);
    if (end.cut_short != CutShort::by_end && trials_seen_ == had) {
      throw std::logic_error("a launch came to an end without a trial");
    }
    return end.cut_short;
  }

  LaunchOrder order_for(const Turn& turn) const {
    LaunchOrder order;
    order.point = plan_.points[turn.point];
    order.turn = turn;
    order.kept_crew = plan_.rules.repetitions > 1;
    order.launcher = plan_.launcher;
    order.digest = answers_.expected(job_of(order.point));
    order.launch.id = measure::random_id();
    order.launch.point_id = order.point.id();
    order.launch.command_id = options_.command_id;
    order.launch.started_at = measure::timestamp_now();
    order.launch.index = turn.launch;
    order.launch.warm_up = turn.warm_up;
    if (options_.environment) order.launch.environment = options_.environment(order.point);
    return order;
  }

  void keep(std::span<const std::byte> entry) {
    writer_.append(entry);
    const std::size_t before = trials_seen_;
    take_new_trials();
    for (std::size_t i = before; i < trials_seen_; ++i) watcher_.keeps(schedule_, writer_.content().trials[i]);
  }

  void take_new_trials() {
    const auto& trials = writer_.content().trials;
    for (; trials_seen_ < trials.size(); ++trials_seen_) {
      const Trial& trial = trials[trials_seen_];
      const auto point = schedule_.add(trial);
      if (!point) continue;
      if (trial.status == TrialStatus::ok) answers_.learn(job_of(plan_.points[*point]), trial.answer.digest);
      const Duration longest = schedule_.tally(*point).longest_launch();
      longest_[*point] = std::max(longest_[*point], longest);
      longest_of_all_ = std::max(longest_of_all_, longest);
    }
  }

  bool fits(const Turn& turn) const {
    if (!options_.deadline) return true;
    const Duration longest = longest_[turn.point] > Duration{} ? longest_[turn.point] : longest_of_all_;
    return options_.now() + longest * caution < *options_.deadline;
  }

  void fold_if_due() {
    if (options_.now() - folded_at_ < options_.fold_every) return;
    writer_.set_progress(schedule_.progress());
    writer_.fold();
    folded_at_ = options_.now();
  }

  const plan::Plan& plan_;
  StudyWriter& writer_;
  LaunchRunner& runner_;
  const SessionOptions& options_;
  SessionWatcher& watcher_;
  Schedule schedule_;
  measure::AnswerCheck answers_;
  std::vector<Duration> longest_;  // launches, by point
  Duration longest_of_all_{};
  std::size_t trials_seen_ = 0;
  TimePoint folded_at_;
};

}  // namespace

SessionEnd run_session(const plan::Plan& plan, StudyWriter& writer, LaunchRunner& runner, const SessionOptions& options,
                       SessionWatcher& watcher) {
  return Session(plan, writer, runner, options, watcher).run();
}

}  // namespace breakeven::study
