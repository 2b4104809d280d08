#include "workloads/talk_measurement.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "breakeven/statistics.hpp"

namespace breakeven::workloads {
namespace {

using Seconds = TalkExercise::Seconds;

// A batch is so long that reading the clock, some 25 ns, is less than a percent of it.
constexpr Seconds shortest_batch{5e-6};
constexpr std::uint32_t longest_batch = 1U << 14U;
constexpr Seconds round_time{0.01};
constexpr std::size_t first_round = 8;
constexpr std::size_t most_operations = 512;
// With what has too few observations: so many times its time, and some more.
constexpr double patience = 5;
constexpr Seconds more_patience{0.1};

/// All workers learn what worker 0 knows.
template <class T>
T as_root_says(Communicator& communicator, T value) {
  communicator.broadcast(value);
  return value;
}

}  // namespace

TalkMeasurement::TalkMeasurement(const TalkWorkload& talk, const TalkItem& item, Communicator& communicator,
                                 CommonClock* clock)
    : talk_(talk), communicator_(communicator), exercise_(item, communicator) {
  result_.item = item;
  exercise_.check();
  if (item.cadence == Cadence::windowed) windows_.emplace(communicator, *clock, exercise_);
  if (item.cadence == Cadence::streaming) batch_ = calibrated_batch();
  result_.operations = batch_ * exercise_.operations();
}

TalkObservations TalkMeasurement::run(double done) {
  std::size_t count = first_round;
  const auto one_round = [&] {
    communicator_.checkpoint(done);
    const TimePoint begin = Clock::now();
    observe(count);
    const Seconds took = Clock::now() - begin;
    if (as_root_says(communicator_, took < round_time)) count = std::min(2 * count, most_operations);
  };
  one_round();
  result_.warm_up = static_cast<std::uint32_t>(result_.seconds.size());
  const TimePoint begin = Clock::now();
  do one_round();
  while (as_root_says(communicator_, !enough(Clock::now() - begin)));
  return std::move(result_);
}

void TalkMeasurement::observe(std::size_t count) {
  if (windows_) {
    add_windows(windows_->observe(count), result_);
  } else {
    observe_one_by_one(count);
  }
}

/// By those who take part in it.
Seconds TalkMeasurement::time_batch() {
  const TimePoint begin = Clock::now();
  for (std::uint32_t i = 0; i < batch_; ++i) exercise_.once();
  const Seconds took = Clock::now() - begin;
  return took - exercise_.settle();
}

/// The same for all workers.
std::uint32_t TalkMeasurement::calibrated_batch() {
  time_batch();
  while (batch_ < longest_batch && as_root_says(communicator_, time_batch() < shortest_batch)) batch_ *= 2;
  return batch_;
}

/// What happens between two workers is timed by worker 0; a collective takes as long as for the slowest.
void TalkMeasurement::observe_one_by_one(std::size_t count) {
  std::vector<double> seconds(count);
  communicator_.barrier();
  for (double& observation : seconds) {
    if (result_.item.cadence == Cadence::isolated) exercise_.isolate();
    if (exercise_.takes_part()) observation = time_batch().count() / result_.operations;
  }
  if (is_of_two(result_.item.operation) && !communicator_.is_root()) std::ranges::fill(seconds, 0.0);
  communicator_.all_reduce(std::span(seconds), Reduction::max);
  result_.seconds.insert(result_.seconds.end(), seconds.begin(), seconds.end());
}

/// By the root's observations, which are everybody's.
bool TalkMeasurement::enough(Seconds elapsed) const {
  const auto counted = std::span(result_.seconds).subspan(result_.warm_up);
  if (counted.size() < fewest_talk_observations) {
    // Of windows all of which begin too late there may never be enough.
    return windows_ && elapsed.count() >= patience * talk_.seconds_per_item + more_patience.count();
  }
  if (elapsed.count() >= talk_.seconds_per_item || counted.size() >= talk_.most) return true;
  const MedianSummary summary = summarise(counted);
  const double width = summary.interval ? summary.interval->high - summary.interval->low : summary.median;
  return width <= 2 * talk_.precision * summary.median && elapsed.count() >= talk_.seconds_per_item / 4;
}

}  // namespace breakeven::workloads
