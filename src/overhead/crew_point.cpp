#include "overhead/crew_point.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/interrupt.hpp"

namespace breakeven::overhead {

std::string label_of(const CrewPoint& point) { return crew_text(condition_of(point, {}, {})); }

Condition condition_of(const CrewPoint& point, std::string section, std::string quantity) {
  return {std::move(section), std::move(quantity), std::string(to_string(point.options.kind)), point.options.workers, 0,
          point.setting};
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
