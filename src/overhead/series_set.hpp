// Series under many conditions, as launches of what they have in common come in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "overhead/series.hpp"

namespace breakeven::overhead {

/// All series have as many launches as were begun, empty ones where there was nothing to observe: launch i of one is
/// launch i of the others.
class SeriesSet {
 public:
  /// See Series::warm_up_launches.
  explicit SeriesSet(std::size_t warm_up_launches = 0) : warm_up_launches_(warm_up_launches) {}

  /// The one under that condition; a new one if there is none yet.
  Series& of(const Condition& condition, std::string_view unit = "s");
  /// What is observed from here on.
  void begin_launch();
  /// To the launch that was begun last; there must be one.
  void add_observation(const Condition& condition, double value, std::string_view unit = "s");
  /// Further launches, which all of `launches` have alike.
  void add_launches(const std::vector<Series>& launches);
  /// Where the workers were, of all series so far.
  void place(const Placement& placement);
  /// For all series so far of `kind`, or of any.
  void add_trouble(const std::string& trouble, std::string_view kind = {});

  /// In the order in which they were first heard of.
  const std::vector<Series>& all() const noexcept { return all_; }

 private:
  void resize(std::size_t launches);

  std::size_t warm_up_launches_;
  std::size_t launches_ = 0;
  std::vector<Series> all_;
};

}  // namespace breakeven::overhead
