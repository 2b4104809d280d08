#include "workloads/talk.hpp"

#include <algorithm>
#include <array>
#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <functional>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "breakeven/statistics.hpp"
#include "os/affinity.hpp"
#include "workloads/common_clock.hpp"
#include "workloads/dissemination_barrier.hpp"
#include "workloads/talk_exercise.hpp"

namespace breakeven::workloads {
namespace {

using Seconds = std::chrono::duration<double>;

// A batch is so long that reading the clock, some 25 ns, is less than a percent of it.
constexpr Seconds shortest_batch{5e-6};
constexpr std::uint32_t longest_batch = 1U << 14U;
// Long enough for both workers to be idle, in whatever way they wait, when the next message comes.
constexpr std::chrono::microseconds pause_before_isolated{30};
constexpr Seconds round_time{0.01};
constexpr std::size_t first_round = 8;
constexpr std::size_t longest_round = 512;
constexpr CommonClock::Nanoseconds shortest_window{20'000};
// For a broadcast to have reached everybody.
constexpr CommonClock::Nanoseconds time_to_tell{500'000};
// With what has too few observations, beyond its time.
constexpr Seconds patience{0.2};
// A median has an interval from six observations on.
constexpr std::size_t fewest_observations = 6;

/// All workers learn what worker 0 knows.
template <class T>
T as_root_says(Communicator& communicator, T value) {
  communicator.broadcast(value);
  return value;
}

class Measurement {
 public:
  /// `clock` is for windowed items; null where there are none.
  Measurement(const TalkWorkload& talk, const TalkItem& item, Communicator& communicator, const CommonClock* clock)
      : talk_(talk), communicator_(communicator), clock_(clock), exercise_(item, communicator) {
    result_.item = item;
  }

  TalkObservations run() {
    exercise_.check();
    if (result_.item.cadence == Cadence::streaming) batch_ = calibrated_batch();
    result_.operations = batch_ * exercise_.operations();
    if (result_.item.cadence == Cadence::windowed) window_ = first_window();
    const TimePoint begin = Clock::now();
    std::size_t round = first_round;
    do {
      const TimePoint round_begin = Clock::now();
      if (result_.item.cadence == Cadence::windowed) {
        observe_in_windows(round);
      } else {
        append(observe(round));
      }
      if (!warm_) result_.warm_up = static_cast<std::uint32_t>(result_.seconds.size());
      warm_ = true;
      const Seconds took = Clock::now() - round_begin;
      if (as_root_says(communicator_, took < round_time)) round = std::min(2 * round, longest_round);
    } while (as_root_says(communicator_, !enough(Clock::now() - begin)));
    if (result_.item.cadence == Cadence::windowed) {
      result_.clock_error_seconds = clock_->error_seconds();
      result_.clock_offset_seconds = communicator_.all_reduce(clock_->offset_seconds(), Reduction::max);
    }
    return std::move(result_);
  }

 private:
  /// One batch of `count`, by those who take part in it.
  Seconds time_batch(std::uint32_t count) {
    const TimePoint begin = Clock::now();
    for (std::uint32_t i = 0; i < count; ++i) exercise_.once();
    const Seconds took = Clock::now() - begin;
    exercise_.settle();
    return took;
  }

  /// The same for all workers.
  std::uint32_t calibrated_batch() {
    std::uint32_t batch = 1;
    time_batch(batch);
    while (batch < longest_batch && as_root_says(communicator_, time_batch(batch) < shortest_batch)) batch *= 2;
    return batch;
  }

  std::vector<double> observe(std::size_t count) {
    std::vector<double> seconds(count);
    communicator_.barrier();
    for (double& observation : seconds) {
      if (result_.item.cadence == Cadence::isolated) prepare_isolated();
      if (exercise_.takes_part()) {
        observation = time_batch(batch_).count() / result_.operations;
      }
    }
    return seconds;
  }

  void prepare_isolated() {
    if (!is_of_two(result_.item.operation)) return dissemination_barrier(communicator_);
    const TimePoint ready = Clock::now() + pause_before_isolated;
    while (communicator_.is_root() && Clock::now() < ready) {
    }
  }

  /// Long enough for all to be back from one operation before the next begins.
  CommonClock::Nanoseconds first_window() {
    double longest = 0;
    for (int i = 0; i < 5; ++i) {
      dissemination_barrier(communicator_);
      longest = std::max(longest, time_batch(1).count());
    }
    const double seconds = communicator_.all_reduce(longest, Reduction::max);
    return shortest_window + CommonClock::Nanoseconds(static_cast<std::int64_t>(4e9 * seconds));
  }

  /// Operation i of a round begins at the i-th window's begin, everywhere. Those that somebody began too late do not
  /// count; where they are many, windows become longer.
  void observe_in_windows(std::size_t count) {
    std::vector<double> seconds(count);
    std::vector<double> late(count);
    const auto begin =
        CommonClock::Nanoseconds(as_root_says(communicator_, (clock_->now() + window_ + time_to_tell).count()));
    for (std::size_t i = 0; i < count; ++i) {
      const auto target = begin + static_cast<std::int64_t>(i) * window_;
      late[i] = clock_->now() > target ? 1 : 0;
      while (clock_->now() < target) {
      }
      exercise_.once();
      seconds[i] = std::chrono::duration<double>(clock_->now() - target).count();
    }
    communicator_.all_reduce(std::span(seconds), Reduction::max);
    communicator_.all_reduce(std::span(late), Reduction::max);
    const auto late_ones = static_cast<std::size_t>(std::ranges::count(late, 1.0));
    result_.late += static_cast<std::uint32_t>(late_ones);
    for (std::size_t i = 0; i < count; ++i) {
      if (late[i] == 0) result_.seconds.push_back(seconds[i]);
    }
    if (4 * late_ones > count) window_ *= 2;
  }

  /// What happens between two workers is timed by worker 0; a collective takes as long as for the slowest.
  void append(std::vector<double> seconds) {
    if (is_of_two(result_.item.operation)) {
      if (!communicator_.is_root()) std::ranges::fill(seconds, 0.0);
    }
    communicator_.all_reduce(std::span(seconds), Reduction::max);
    result_.seconds.insert(result_.seconds.end(), seconds.begin(), seconds.end());
  }

  /// By the root's observations, which are everybody's.
  bool enough(Seconds elapsed) const {
    const auto counted = std::span(result_.seconds).subspan(result_.warm_up);
    if (counted.size() < fewest_observations) {
      // Of windows all of which begin too late there may never be enough.
      const bool may_give_up = result_.item.cadence == Cadence::windowed;
      return may_give_up && elapsed.count() >= 10 * talk_.seconds_per_item + patience.count();
    }
    if (elapsed.count() >= talk_.seconds_per_item || counted.size() >= talk_.most) return true;
    const MedianSummary summary = summarise(counted);
    const double width = summary.interval ? summary.interval->high - summary.interval->low : summary.median;
    return width <= 2 * talk_.precision * summary.median && elapsed.count() >= talk_.seconds_per_item / 4;
  }

  const TalkWorkload& talk_;
  Communicator& communicator_;
  const CommonClock* clock_;
  TalkExercise exercise_;
  TalkObservations result_;
  std::uint32_t batch_ = 1;  // what is timed together
  CommonClock::Nanoseconds window_{};
  bool warm_ = false;
};

constexpr std::array<std::string_view, talk_operation_count> operation_names{
    "latency", "send call",  "bandwidth", "both ways",  "barrier", "broadcast",
    "reduce",  "all_reduce", "gather",    "all_gather", "exchange"};

}  // namespace

std::string_view to_string(TalkOperation operation) noexcept {
  return operation_names[static_cast<std::size_t>(operation)];
}

TalkOperation talk_operation_from(std::string_view name) {
  const auto found = std::ranges::find(operation_names, name);
  if (found != operation_names.end()) return static_cast<TalkOperation>(found - operation_names.begin());
  throw UsageError(
      fmt::format("there is no operation called '{}'; they are {}", name, fmt::join(operation_names, ", ")));
}

bool is_of_two(TalkOperation operation) noexcept { return operation <= TalkOperation::both_ways; }

std::string_view to_string(Cadence cadence) noexcept {
  switch (cadence) {
    case Cadence::streaming: return "streaming";
    case Cadence::isolated: return "isolated";
    case Cadence::windowed: return "windowed";
  }
  return "unknown";
}

std::string TalkWorkload::describe() const {
  std::vector<std::string> texts;
  for (const TalkItem& item : items) {
    texts.push_back(fmt::format("{}/{}/{}{}", to_string(item.operation), to_string(item.cadence), item.bytes,
                                item.allocated ? "/allocated" : ""));
  }
  std::string text = fmt::format("items={}", fmt::join(texts, ","));
  if (!processors.empty()) text += fmt::format(" processors={}", fmt::join(processors, ","));
  return text;
}

Answer TalkWorkload::run(Communicator& communicator) const {
  if (communicator.size() < 2) throw UsageError("talking takes two workers");
  std::optional<os::PinnedThread> pinned;
  if (!processors.empty()) pinned.emplace(processors.at(static_cast<std::size_t>(communicator.rank())));
  // All of it is talk: within the phase no operation pays for stamps of its own.
  const PhaseScope talking(communicator.timeline(), Phase::talk);
  std::optional<CommonClock> clock;
  if (std::ranges::find(items, Cadence::windowed, &TalkItem::cadence) != items.end()) clock.emplace(communicator);
  std::vector<TalkObservations> all;
  for (const TalkItem& item : items) {
    all.push_back(Measurement(*this, item, communicator, clock ? &*clock : nullptr).run());
    communicator.checkpoint(static_cast<double>(all.size()) / static_cast<double>(items.size()));
  }
  Answer answer;
  std::ostringstream text;
  boost::archive::binary_oarchive(text, boost::archive::no_header) << all;
  answer.attachment = std::move(text).str();
  return answer;
}

std::vector<TalkObservations> talk_observations(const Answer& answer) try {
  std::istringstream text(answer.attachment);
  boost::archive::binary_iarchive archive(text, boost::archive::no_header);
  std::vector<TalkObservations> all;
  archive >> all;
  return all;
} catch (const boost::archive::archive_exception& error) {
  throw Error(fmt::format("these are no observations of talking: {}", error.what()));
}

}  // namespace breakeven::workloads
