// Where this process puts its stamps. Without a memory file of a driver's, nowhere.
#pragma once

#include <cstdint>

#include "probe/probe_file.hpp"

namespace breakeven::probe {

/// CLOCK_MONOTONIC in nanoseconds.
std::int64_t now() noexcept;

/// Finds the driver's file, if the environment names one that is what it should be.
void open_board() noexcept;

/// Async-signal-safe, as are those below: clock, atomic operations and memory.
void stamp(Event event) noexcept;
void stamp_at(Event event, std::int64_t nanoseconds) noexcept;
void stamp_part(Period period, Part part, std::int64_t nanoseconds, std::uint32_t count) noexcept;
void stamp_component(const char* file, std::int64_t nanoseconds) noexcept;

}  // namespace breakeven::probe
