// What another host's clock shows, in terms of one's own: for starting a collective everywhere at the same moment, and
// for nothing else; durations come from one clock always.
//
// An exchange of stamps (the reference sends at t0, the peer stamps, the answer arrives at t1) bounds the peer's
// offset: it is peer - (t0 + t1) / 2, give or take (t1 - t0) / 2, however uneven the two ways are (Cristian,
// Distributed Computing 3, 1989). Of many exchanges the one of least round trip is the best. Clocks also drift, by some
// 10 us a second, so that a single offset is worth little a second later: offsets at several times, the epochs, are
// fitted by a line (JK: Jones & Koenig, Clock Synchronization in High-End Computing Environments, Concurrency and
// Computation 25, 2013; HCA: Hunold & Carpen-Amarie, On the Impact of Synchronizing Clocks and Processes on
// Benchmarking MPI Collectives, EuroMPI'15), here weighted by 1 / round trip^2, so that an epoch in which somebody was
// interrupted hardly counts.
//
// Pure functions of stamps: no clock is read, no message sent.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "breakeven/fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

/// Each from the zero of its own clock.
struct PingPong {
  std::chrono::nanoseconds sent{};      ///< by the reference clock
  std::chrono::nanoseconds peer{};      ///< by the peer's, between the two
  std::chrono::nanoseconds received{};  ///< by the reference clock; not before `sent`
};

struct ClockOffset {
  std::chrono::nanoseconds at{};               ///< by the reference clock: halfway
  std::chrono::nanoseconds offset{};           ///< of the peer's clock: what it shows more
  std::chrono::nanoseconds half_round_trip{};  ///< the true offset is no farther away, but for a nanosecond of rounding
};

/// Of the exchange with the least round trip. O(n). Throws std::invalid_argument for none, or an answer that was
/// received before its question was sent.
ClockOffset best_offset(std::span<const PingPong> exchanges);

struct ClockModel {
  std::chrono::nanoseconds origin{};            ///< by the reference clock: the middle of the epochs
  std::chrono::nanoseconds offset_at_origin{};  ///< of the peer's clock
  /// Of the peer's clock, in seconds per second of the reference clock. Its value is 0 where its interval contains 0.
  Estimate drift;
  std::vector<double> residuals_seconds;  ///< of the epochs' offsets
  double spread_seconds = 0;              ///< twice the weighted standard deviation of the residuals
  double half_round_trip_seconds = 0;     ///< the least there was: what uneven ways may hide
  std::chrono::nanoseconds first{};       ///< by the reference clock: when there were epochs
  std::chrono::nanoseconds last{};

  /// What the reference clock shows when the peer's shows `peer`, and the other way round. To the nanosecond.
  std::chrono::nanoseconds to_reference(std::chrono::nanoseconds peer) const;
  std::chrono::nanoseconds to_peer(std::chrono::nanoseconds reference) const;

  /// How far off both may be at a moment of the reference clock: spread and half of the least round trip, and outside
  /// the epochs what the drift's interval adds on the way there.
  double error_seconds(std::chrono::nanoseconds reference) const;
};

/// Epochs in any order; those without exchanges are left out. Refused below 3. O(exchanges + resamples epochs). Throws
/// as best_offset() for stamps, and std::invalid_argument for a bootstrap that makes no sense.
Fitted<ClockModel> fit_clock(std::span<const std::vector<PingPong>> epochs, const Bootstrap& bootstrap = {});

}  // namespace breakeven
