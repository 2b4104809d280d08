#include "measure/answer_check.hpp"

#include <fmt/format.h>

namespace breakeven::measure {

std::optional<std::uint64_t> AnswerCheck::expected(const std::string& job) const {
  const auto found = digests_.find(job);
  return found == digests_.end() ? std::nullopt : std::optional(found->second);
}

void AnswerCheck::check(const std::string& job, Trial& trial) {
  const auto [entry, first] = digests_.try_emplace(job, trial.answer.digest);
  if (first || entry->second == trial.answer.digest) return;
  trial.status = TrialStatus::failed;
  trial.message = fmt::format("answer differs: digest {:016x}, expected {:016x}", trial.answer.digest, entry->second);
}

}  // namespace breakeven::measure
