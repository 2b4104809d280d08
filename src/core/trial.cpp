#include "breakeven/trial.hpp"
#include "core/seconds.hpp"

#include <algorithm>
#include <vector>

namespace breakeven {

std::string_view to_string(TrialStatus status) noexcept {
  switch (status) {
    case TrialStatus::ok: return "ok";
    case TrialStatus::failed: return "failed";
    case TrialStatus::interrupted: return "interrupted";
  }
  return "unknown";
}

std::optional<double> lag_of_slowest(const Trial& trial) {
  std::vector<double> work;
  for (const auto& worker : trial.workers_detail) {
    work.push_back(in_seconds(worker.phases[Phase::work]));
  }
  if (work.empty()) return std::nullopt;
  std::ranges::sort(work);
  const std::size_t middle = work.size() / 2;
  const double median = work.size() % 2 == 1 ? work[middle] : (work[middle - 1] + work[middle]) / 2;
  if (median <= 0) return std::nullopt;
  return work.back() / median - 1;
}

}  // namespace breakeven
