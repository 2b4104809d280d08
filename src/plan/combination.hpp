// One choice of every factor of a part, and the point that follows from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/crew_counts.hpp"
#include "plan/part.hpp"
#include "plan/point.hpp"

namespace breakeven::plan {

/// The counts of workers are settled first, from what is given of them; everything else may refer to the result. In
/// `where` and in options n is what the scaling makes of it, in the rule of the scaling what is written.
class Combination {
 public:
  /// `chosen`: for each factor of the part the number of its choice. All three must outlive this.
  /// `processors`: 0 when they are not known. Throws Mistake.
  Combination(const Part& part, const std::vector<std::size_t>& chosen, int processors);

  bool is_wanted();  ///< by `where`

  /// Without its problem size; `skipped` when its counts do not divide each other. Throws Mistake.
  Point point();

 private:
  const Choice& choice(const Factor& factor) const;
  Value value_of(const std::string& name);
  Value value_of(const Factor& factor);
  double number_of(const Factor& factor);
  double known_processors() const;
  std::optional<double> settled_count(const std::string& name) const;
  Value evaluate(const Formula& formula);

  std::optional<int> given_count(const char* name);
  void settle_counts();

  double grown_size(const Factor& size);
  std::string size_text(const Factor& size);
  std::string option_text(const Factor& factor);
  Parameters parameters();
  Place place_of_counts() const;
  std::string described() const;

  const Part& part_;
  const std::vector<std::size_t>& chosen_;
  int processors_;
  CrewKind kind_;
  std::optional<CrewCounts> counts_;
  std::string contradiction_;           ///< why there are no counts
  bool growing_ = false;                ///< the rule of the scaling is being evaluated
  std::vector<const Factor*> pending_;  ///< being evaluated: asked for once more, they depend on themselves
};

}  // namespace breakeven::plan
