#include "overhead/crew_point.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"
#include "os/process.hpp"

namespace breakeven::overhead {

std::string label_of(const CrewPoint& point) {
  const std::string kind = fmt::format("{} × {}", point.options.workers, to_string(point.options.kind));
  return point.setting.empty() ? kind : fmt::format("{}, {}", kind, point.setting);
}

Condition condition_of(const CrewPoint& point, std::string section, std::string quantity) {
  return {std::move(section), std::move(quantity), std::string(to_string(point.options.kind)), point.options.workers, 0,
          point.setting};
}

std::string hosts_of(const std::vector<WorkerLife>& lives) {
  std::vector<std::string> hosts;
  for (const WorkerLife& life : lives) {
    if (std::ranges::find(hosts, life.host) == hosts.end()) hosts.push_back(life.host);
  }
  if (hosts == std::vector{os::host_name()}) return {};
  return fmt::format("{}", fmt::join(hosts, ","));
}

std::string attempt(std::chrono::seconds limit, const std::function<void()>& body) {
  const os::TimeLimit time_limit(limit);
  try {
    body();
    return {};
  } catch (const Interrupted&) {
    if (time_limit.reached()) return fmt::format("it did not end within {} s", limit.count());
    os::throw_if_interrupted();  // by what came after the limit was reached, perhaps
    throw;
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace breakeven::overhead
