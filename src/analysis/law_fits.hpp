// The laws of scaling (breakeven/scaling_laws.hpp), fitted to what was measured.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/curves.hpp"
#include "breakeven/scaling_laws.hpp"

namespace breakeven::analysis {

/// Of one way to do a job of one size; where the work grows with the workers, of all sizes.
struct LawFit {
  std::size_t group = 0;
  std::size_t curve = 0;        ///< of the group
  std::size_t row = 0;          ///< of the summary: the level with the fewest workers
  bool oversubscribed = false;  ///< some level has more workers than processors
  ScalingLaw law = ScalingLaw::amdahl;
  Fitted<ScalingFit> fit;
};

/// More workers than processors follow no law of scaling: of the rows of one curve, they are left out where 3 numbers
/// of workers remain without them. Whether some are among them still. Each number of workers at most once in `rows`.
bool leave_out_oversubscribed(const StudySummary& summary, std::vector<std::size_t>& rows);

/// So many fits take a second or two.
inline constexpr std::size_t most_law_curves = 60;

struct LawFits {
  std::vector<LawFit> fits;
  std::size_t curves = 0;           ///< that were fitted
  std::size_t left_out_curves = 0;  ///< that could have been
};

/// Amdahl's law and the Universal Scalability Law, or Gustafson's law where work grows with the workers. Of curves of
/// at least 3 numbers of workers, as leave_out_oversubscribed() leaves them; where there are more than `most`, those of
/// the largest sizes. O(trials + fits).
LawFits law_fits(std::span<const Group> groups, const StudySummary& summary, std::size_t most = most_law_curves);

}  // namespace breakeven::analysis
