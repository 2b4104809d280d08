#include "cli/overhead_outcome.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

#include <fmt/format.h>

namespace breakeven::cli {

std::string describe_troubles(std::span<const overhead::Series> all) {
  std::size_t troubled = 0;
  std::map<std::string, std::size_t> reasons;
  const overhead::Series* common = nullptr;  // with the most common reason, the first of these
  for (const overhead::Series& series : all) {
    if (series.trouble.empty()) continue;
    ++troubled;
    ++reasons[series.trouble];
    if (common == nullptr || reasons[series.trouble] > reasons[common->trouble]) common = &series;
  }
  if (common == nullptr) return {};
  return fmt::format("{} of {} series could not be measured in full{}: {}{}", troubled, all.size(),
                     reasons.size() > 1 ? ", most often" : "", common->trouble,
                     common->disturbed ? "; the machine may be busy: try again when it is not" : "");
}

std::string describe_interruption(bool measured, const std::string& record) {
  if (!measured) {
    return record.empty() ? "nothing was measured"
                          : fmt::format("nothing was measured, and nothing recorded to {}", record);
  }
  const std::string recorded = record.empty() ? "" : fmt::format(" and recorded to {}", record);
  return fmt::format("what was finished is printed{}; the same command begins anew", recorded);
}

int exit_code_of(std::span<const overhead::Series> all) {
  const bool failed = std::ranges::any_of(
      all, [](const overhead::Series& series) { return !series.trouble.empty() && !series.disturbed; });
  return failed ? 1 : 0;
}

}  // namespace breakeven::cli
