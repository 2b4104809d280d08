// What it costs workers of every kind to talk: the talk workload on crews, launched several times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "overhead/talk_items.hpp"

namespace breakeven::overhead {

/// The setting of a series of this: the point's, and how its item was bounded.
struct TalkSetting {
  std::string point;  ///< "pipe"; empty for nothing
  std::string item;   ///< "isolated"; "streaming, allocated"

  friend bool operator==(const TalkSetting&, const TalkSetting&) = default;
};

/// The parts of "pipe, isolated".
TalkSetting talk_setting_from(const std::string& setting);

/// What crews may use for messages: half of what is available.
std::uint64_t memory_for_talking();

/// Of the plan's section: a series for each point and item. Of section "clock", for each point with windows: what is
/// known of the clocks that they begin by, an observation for each windowed item in the order in which they were
/// measured, and the operations that somebody began too late, which do not count among the others. Launches of all
/// points are interleaved, and every launch takes the items in an order of its own.
std::vector<Series> measure_talking(const TalkPlan& plan, const CrewMaker& make_crew, const Watch& watch);

}  // namespace breakeven::overhead
