// Series under many conditions, as launches of what they have in common come in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "overhead/series.hpp"

namespace breakeven::overhead {

class SeriesSet {
 public:
  /// The one under that condition; a new one if there is none yet.
  Series& of(const Condition& condition, std::string_view unit = "s");
  /// To the launch that is going on, of which it may be the first.
  void add_observation(const Condition& condition, double value, std::string_view unit = "s");
  /// All launches of the same conditions.
  void add_launches(const std::vector<Series>& launches);
  /// Where the workers were, of all series so far.
  void place(const Placement& placement);
  /// For all series so far of `kind`, or of any.
  void add_trouble(const std::string& trouble, std::string_view kind = {});

  /// In the order in which they were first heard of.
  const std::vector<Series>& all() const noexcept { return all_; }

 private:
  std::vector<Series> all_;
};

}  // namespace breakeven::overhead
