// What more workers bring: speed-up, efficiency and the serial fraction they imply, at each number of workers by
// itself. All three follow from one ratio of medians and have its interval, which comes from a bootstrap over launches
// and repetitions; no ratio is ever averaged (Hoefler & Belli, Scientific Benchmarking of Parallel Computing Systems,
// SC'15, rules 3 and 4). For laws over all numbers of workers see scaling_laws.hpp.
#pragma once

#include <optional>
#include <vector>

#include "breakeven/statistics.hpp"

namespace breakeven {

/// The times of one number of workers.
struct ScalingLevel {
  double workers = 1;
  std::vector<std::vector<double>> launches;  ///< seconds of each repetition, by launch; above 0
};

/// Karp & Flatt's experimentally determined serial fraction, (1/S - 1/p) / (1 - 1/p) (CACM 33, 1990, equation 2), of a
/// speed-up S with p workers, above 1, that do the same work: where it grows with p, overhead grows, and no serial part
/// alone explains the speed-up. Below 0: the speed-up is greater than p.
MedianRatio serial_fraction(const MedianRatio& speed_up, double workers);

struct Scaling {
  double workers = 1;
  MedianRatio speed_up;                        ///< strong: T(base) / T(p). Weak: scaled speed-up, p T(base) / T(p).
  MedianRatio efficiency;                      ///< speed-up over workers
  std::optional<MedianRatio> serial_fraction;  ///< of strong scaling with more than 1 worker
};

/// The same problem, whatever the number of workers. `base` is what the speed-up is over, and must be named beside it:
/// the best serial program, or one worker of the same kind. By launch: see ratio_of_medians(), whose cost and
/// exceptions these have; and std::invalid_argument for less than 1 worker.
Scaling strong_scaling(Launches base, const ScalingLevel& level, Pairing pairing = Pairing::independent,
                       const Bootstrap& bootstrap = {});

/// A problem that grows in proportion to the workers: `base` are the times of one worker's share by one worker. The
/// scaled speed-up is Gustafson's (CACM 31, 1988), measured: how many times as much is done in the same time.
Scaling weak_scaling(Launches base, const ScalingLevel& level, Pairing pairing = Pairing::independent,
                     const Bootstrap& bootstrap = {});

}  // namespace breakeven
