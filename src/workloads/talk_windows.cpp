#include "workloads/talk_windows.hpp"

#include <algorithm>
#include <span>

#include "breakeven/statistics.hpp"
#include "core/seconds.hpp"
#include "workloads/dissemination_barrier.hpp"

namespace breakeven::workloads {
namespace {

using Nanoseconds = CommonClock::Nanoseconds;

constexpr Nanoseconds shortest_window{20'000};
// For a broadcast to have reached everybody.
constexpr Nanoseconds time_to_tell{500'000};
constexpr int trials = 5;
// Windows that turn out to be long are fewer in a round: that many at least, and no more than fit.
constexpr std::int64_t fewest_windows = 8;
constexpr Nanoseconds longest_round_time{20'000'000};
// Some readings of the clock: nobody begins at the very instant.
constexpr double least_tolerance_seconds = 1e-6;

/// Long enough for all to be back from one operation before the next begins, when it takes so long.
Nanoseconds window_for(double operation_seconds) {
  return shortest_window + Nanoseconds(static_cast<std::int64_t>(4e9 * operation_seconds));
}

}  // namespace

TalkWindows::TalkWindows(Communicator& communicator, CommonClock& clock, TalkExercise& exercise)
    : communicator_(communicator), clock_(clock), exercise_(exercise) {
  std::vector<double> took;
  for (int i = 0; i < trials; ++i) {
    dissemination_barrier(communicator);
    const TimePoint begin = Clock::now();
    exercise.once();
    took.push_back(in_seconds(Clock::now() - begin));
  }
  window_ = window_for(communicator.all_reduce(summarise(took).median, Reduction::max));
}

TalkWindows::Round TalkWindows::observe(std::size_t count) {
  count = std::min(count, static_cast<std::size_t>(std::max(fewest_windows, longest_round_time / window_)));
  clock_.synchronise();
  std::int64_t told = (clock_.now() + window_ + time_to_tell).count();
  communicator_.broadcast(told);
  Round round;
  std::vector<double> took;
  for (std::size_t i = 0; i < count; ++i) {
    const Nanoseconds begin = Nanoseconds(told) + static_cast<std::int64_t>(i) * window_;
    Nanoseconds begun = clock_.now();
    while (begun < begin) begun = clock_.now();
    exercise_.once();
    const Nanoseconds done = clock_.now();
    round.seconds.push_back(in_seconds(done - begin));
    round.lateness.push_back(in_seconds(begun - begin));
    took.push_back(in_seconds(done - begun));
  }
  std::vector<double> worst{clock_.error_seconds(), clock_.offset_seconds(), summarise(took).median};
  communicator_.all_reduce(std::span(worst), Reduction::max);
  communicator_.all_reduce(std::span(round.seconds), Reduction::max);
  communicator_.all_reduce(std::span(round.lateness), Reduction::max);
  round.clock_error_seconds = worst[0];
  round.clock_offset_seconds = worst[1];
  round.tolerance_seconds = std::max(2 * worst[0], least_tolerance_seconds);
  window_ = window_for(worst[2]);
  return round;
}

void add_windows(const TalkWindows::Round& round, TalkObservations& observations) {
  const bool warming_up = observations.seconds.empty();
  for (std::size_t i = 0; i < round.seconds.size(); ++i) {
    const bool late = !warming_up && round.lateness[i] > round.tolerance_seconds;
    (late ? observations.late_seconds : observations.seconds).push_back(round.seconds[i]);
  }
  const auto keep_most = [](double& most, double value) { most = std::max(most, value); };
  keep_most(observations.tolerance_seconds, round.tolerance_seconds);
  keep_most(observations.clock_error_seconds, round.clock_error_seconds);
  keep_most(observations.clock_offset_seconds, round.clock_offset_seconds);
}

}  // namespace breakeven::workloads
