// LogGP (breakeven/loggp.hpp) of what section "talk" measured.
#pragma once

#include <span>
#include <vector>

#include "overhead/fits.hpp"

namespace breakeven::overhead {

inline constexpr const char* loggp_name = "LogGP";

/// L, o, g and G, in this order, for every crew of two that sent messages; those that are unknown say why. From
/// "latency, isolated", "send call, isolated" and "bandwidth, streaming" out of memory of one's own.
std::vector<Fit> fit_loggp_parameters(std::span<const Series> series);

}  // namespace breakeven::overhead
