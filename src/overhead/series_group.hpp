// Series whose conditions differ in their quantities only, as observations of them come in.
#pragma once

#include <string>
#include <vector>

#include "breakeven/timeline.hpp"
#include "overhead/launch_ladder.hpp"
#include "overhead/series.hpp"

namespace breakeven::overhead {

class SeriesGroup {
 public:
  /// `common` is the condition of all of them, without a quantity.
  explicit SeriesGroup(Condition common) : common_(std::move(common)) {}

  /// A launch in which that took so long.
  void add(const std::string& quantity, Duration duration);
  /// Every rung of a launch under its name.
  void add(const Ladder& ladder);
  /// Where the workers were, of all series so far.
  void place(const Placement& placement);
  void add_trouble(const std::string& quantity, const std::string& trouble) { of(quantity).trouble = trouble; }

  /// Where the workers of all of them are.
  void set_hosts(const std::string& hosts);

  /// In the order in which they were first heard of.
  const std::vector<Series>& all() const noexcept { return all_; }

 private:
  Series& of(const std::string& quantity);

  Condition common_;
  std::vector<Series> all_;
};

}  // namespace breakeven::overhead
