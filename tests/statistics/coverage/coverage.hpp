// Do intervals keep what they promise? Studies are made up with parameters that are known, fitted as real ones are, and
// the share of those whose interval covers the truth is counted.
//
// A model is added by a function that makes up one study and says what came of it (as in scaling_models.cpp), and its
// line in models.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "breakeven/statistics.hpp"
#include "statistics/random.hpp"

namespace breakeven::coverage {

/// Repetitions by launch of something that takes `seconds`: each launch has a factor of its own, and each repetition
/// another, both lognormal with median 1 and deviation `noise` of the logarithm.
struct Noise {
  double deviation = 0.05;
  std::size_t launches = 7;
  std::size_t repetitions = 10;
};
std::vector<std::vector<double>> noisy_launches(double seconds, const Noise& noise, statistics::Random& random);

/// What a fit says of a parameter that is known.
struct Claim {
  std::string parameter;
  double truth = 0;
  Interval interval;
};

struct Model {
  std::string name;
  /// One made-up study: its claims, always of the same parameters in the same order, or none where the fit was refused.
  std::function<std::vector<Claim>(const Noise&, statistics::Random&)> study;
  double may_be_refused = 0;  ///< share of the studies: above 0 where the form of a model is chosen, too
};

/// All that are known: what the program and the test go through.
std::vector<Model> models();

struct Tally {
  std::string parameter;
  int covered = 0;
  int below = 0;  ///< intervals that end below the truth
  int above = 0;
};

struct Coverage {
  int studies = 0;
  int refused = 0;
  std::vector<Tally> parameters;

  double share(const Tally& tally) const { return static_cast<double>(tally.covered) / (studies - refused); }
};

/// The same for the same seed.
Coverage measure(const Model& model, const Noise& noise, int studies, std::uint64_t seed);

}  // namespace breakeven::coverage
