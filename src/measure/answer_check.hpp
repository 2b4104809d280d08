// The same job has the same answer, whoever does it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "breakeven/trial.hpp"

namespace breakeven::measure {

/// Digests by job: a text that is the same for the same workload and parameters.
class AnswerCheck {
 public:
  /// That `job` has this answer, unless another one is known already.
  void learn(const std::string& job, std::uint64_t digest) { digests_.try_emplace(job, digest); }
  std::optional<std::uint64_t> expected(const std::string& job) const;

  /// The first answer to a job is right. A trial of the same job with another answer becomes a failed one that says so.
  void check(const std::string& job, Trial& trial);

 private:
  std::map<std::string, std::uint64_t> digests_;
};

}  // namespace breakeven::measure
