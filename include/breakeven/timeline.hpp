// The phases of a trial as one worker stamped them.
//
// Every instant between the start of a crew and its end belongs to exactly one phase, so that phases add up to the
// wall time instead of being measured one by one (see "Phases add up" in the measuring rules). Stamps come from
// CLOCK_MONOTONIC, which all processes of one host share; stamps of two hosts are never subtracted.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string_view>
#include <vector>

namespace breakeven {

using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;
using Duration = std::chrono::nanoseconds;

/// What a worker is doing. The order is the order in which a trial first meets them.
enum class Phase : std::uint8_t {
  start,    ///< the worker comes into being, until the whole crew is ready for a job
  send,     ///< the job and its input travel to the worker (generated or read input counts here)
  work,     ///< the worker computes
  talk,     ///< the worker communicates with its peers, or waits for them
  check,    ///< the workload verifies its own answer
  collect,  ///< results travel to the root
  stop,     ///< the worker ends and its resources are returned
};
inline constexpr std::size_t phase_count = 7;

/// The name users see: "start", "send", ...
std::string_view to_string(Phase phase) noexcept;

/// A duration for each phase.
class PhaseTimes {
 public:
  Duration& operator[](Phase phase) noexcept { return times_[static_cast<std::size_t>(phase)]; }
  Duration operator[](Phase phase) const noexcept { return times_[static_cast<std::size_t>(phase)]; }
  Duration sum() const noexcept;

 private:
  std::array<Duration, phase_count> times_{};
};

/// One uninterrupted stretch of a phase.
struct Segment {
  Phase phase{};
  TimePoint begin;
  TimePoint end;
};

/// Where a worker publishes the phase it is in, so that whoever finds it dead can say in which phase it died.
/// Lives in memory that outlives the worker (shared with the driver, for processes).
using PhaseBoard = std::atomic<std::uint8_t>;

/// The stopwatch of one worker. Not thread safe: each worker has its own.
/// Entering a phase costs one clock reading (about 20 ns); the totals are exact, the list of segments is bounded.
class Timeline {
 public:
  /// Segments beyond this many are only added to the totals: a workload that talks a million times must not
  /// run out of memory by being watched.
  static constexpr std::size_t segment_limit = 512;

  /// `board`, when given, must outlive the timeline.
  explicit Timeline(PhaseBoard* board = nullptr) noexcept : board_(board) {}

  /// Forgets everything and opens `phase` now.
  void restart(Phase phase);
  /// Closes the open phase and opens `phase` at the same instant. No effect when it is already open.
  void enter(Phase phase);
  /// Counts `duration` of the open phase as `phase`, in the totals only: for what is done again and again in pieces too
  /// short to be segments.
  void reassign(Phase phase, Duration duration) noexcept {
    if (!open_) return;
    totals_[current_] -= duration;
    totals_[phase] += duration;
  }
  /// Closes the open phase. A closed timeline ignores `enter` until `restart`.
  void close();

  bool open() const noexcept { return open_; }
  Phase current() const noexcept { return current_; }
  TimePoint begin() const noexcept { return begin_; }  ///< when restart() was called
  TimePoint end() const noexcept { return since_; }    ///< when close() was called
  const PhaseTimes& totals() const noexcept { return totals_; }
  const std::vector<Segment>& segments() const noexcept { return segments_; }

 private:
  void switch_at(TimePoint now);
  void publish() noexcept;

  PhaseBoard* board_;
  bool open_ = false;
  Phase current_ = Phase::start;
  TimePoint begin_{};
  TimePoint since_{};
  PhaseTimes totals_;
  std::vector<Segment> segments_;
};

/// Enters a phase for the length of a scope, then returns to the one before it. When the scope is left by an
/// exception the phase stays, so that the failure can be told with the phase it happened in.
class PhaseScope {
 public:
  PhaseScope(Timeline& timeline, Phase phase)
      : timeline_(timeline), before_(timeline.current()), exceptions_(std::uncaught_exceptions()) {
    timeline_.enter(phase);
  }
  ~PhaseScope() {
    if (std::uncaught_exceptions() == exceptions_) timeline_.enter(before_);
  }
  PhaseScope(const PhaseScope&) = delete;
  PhaseScope& operator=(const PhaseScope&) = delete;

 private:
  Timeline& timeline_;
  Phase before_;
  int exceptions_;
};

/// Counts a scope as another phase without leaving the one it is in; see Timeline::reassign().
class PhaseInterlude {
 public:
  PhaseInterlude(Timeline& timeline, Phase phase) noexcept : timeline_(timeline), phase_(phase) {}
  ~PhaseInterlude() { timeline_.reassign(phase_, Clock::now() - begin_); }
  PhaseInterlude(const PhaseInterlude&) = delete;
  PhaseInterlude& operator=(const PhaseInterlude&) = delete;

 private:
  Timeline& timeline_;
  Phase phase_;
  TimePoint begin_ = Clock::now();
};

}  // namespace breakeven
