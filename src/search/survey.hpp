// Everything that a search has measured, and what it may still spend.
//
// Rounds are run in passes: a few sizes, one soon after the other. What the machine is doing then, all of a pass have
// in common; so passes lie apart, and are what differences are counted by (statistics/ratio_fit.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "search/answer.hpp"
#include "search/limits.hpp"
#include "search/round.hpp"
#include "statistics/ratio_fit.hpp"

namespace breakeven::search {

enum class Stage : std::uint8_t { ladder, closing_in, check };

/// What is about to be measured, for those who watch.
struct Step {
  Stage stage = Stage::ladder;
  std::uint64_t size = 0;  ///< 0: it rests until the next pass is due
  double used = 0;         ///< share of the budget that is spent
};
using Watch = std::function<void(const Step&)>;

class Survey {
 public:
  Survey(SearchLimits limits, RunRound run, Watch watch = {}, Rest rest = {});

  const SearchLimits& limits() const noexcept { return limits_; }
  const RoundsBySize& rounds() const noexcept { return rounds_; }
  /// As fits want them. O(rounds).
  std::vector<statistics::RatioLevel> levels() const;
  SearchAnswer answer() const;
  std::size_t count(std::uint64_t size) const;
  std::uint64_t trials() const noexcept { return trials_; }
  double spent_seconds() const noexcept { return spent_seconds_; }
  /// Of the budget in time or of that in trials, whichever it is more of.
  double share_of(double seconds, double trials) const;
  /// 1 and above when there is nothing left.
  double used() const { return share_of(spent_seconds_, static_cast<double>(trials_)); }

  /// Rests until `due_seconds` have been spent; the rounds from now on are of another pass.
  void begin_pass(Stage stage, double due_seconds);
  /// Runs a round. False, and `reason()` tells, when that size is out of reach.
  bool measure(Stage stage, std::uint64_t size);
  /// The same, but kept apart from what has been measured so far.
  std::optional<Round> measure_apart(Stage stage, std::uint64_t size);
  const std::string& reason() const noexcept { return reason_; }

  /// What a round will take at most, from the two sizes below that have been measured: as long as the larger of them,
  /// and what it took more than the smaller one times a power of n. Nothing before the first round.
  std::optional<Round> expected(std::uint64_t size) const;

 private:
  SearchLimits limits_;
  RunRound run_;
  Watch watch_;
  Rest rest_;
  RoundsBySize rounds_;
  double spent_seconds_ = 0;
  std::uint64_t trials_ = 0;
  std::size_t pass_ = 0;
  std::string reason_;
};

}  // namespace breakeven::search
