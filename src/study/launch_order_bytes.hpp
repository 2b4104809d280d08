// A launch's order on its way to the process that runs it, which is of the same program.
#pragma once

#include <span>
#include <string>

#include "study/launch_runner.hpp"

namespace breakeven::study {

std::string order_bytes(const LaunchOrder& order);
LaunchOrder order_from(std::span<const std::byte> bytes);

}  // namespace breakeven::study
