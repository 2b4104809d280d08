// What it costs workers of every kind to talk: the talk workload on crews, launched several times.
#pragma once

#include <string>
#include <vector>

#include "overhead/crew_point.hpp"
#include "workloads/talk.hpp"

namespace breakeven::overhead {

struct TalkPlan {
  std::string section = "talk";
  std::vector<CrewPoint> points;
  std::vector<workloads::TalkOperation> operations;  ///< those between two are measured by crews of two only
  std::vector<std::uint64_t> sizes;
  int launches = 3;
  double seconds_per_item = 0.1;
  std::uint64_t order_seed = 1;
  std::chrono::seconds limit{300};  ///< of one launch
};

struct TalkItems {
  std::vector<workloads::TalkItem> fitting;
  std::vector<workloads::TalkItem> too_large;  ///< for the memory there is
};

/// What a point measures: its operations by cadence and size, as far as they make sense for it.
TalkItems items_for(const TalkPlan& plan, const CrewPoint& point, std::uint64_t memory_bytes);

/// The setting of a series of this: the point's, and how its item was bounded.
struct TalkSetting {
  std::string point;  ///< "pipe"; empty for nothing
  std::string item;   ///< "isolated"; "streaming, allocated"

  friend bool operator==(const TalkSetting&, const TalkSetting&) = default;
};

/// The parts of "pipe, isolated".
TalkSetting talk_setting_from(const std::string& setting);

/// Of the plan's section: a series for each point and item.
/// Launches of all points are interleaved, and every launch takes the items in an order of its own.
std::vector<Series> measure_talking(const TalkPlan& plan, const CrewMaker& make_crew, const Watch& watch);

}  // namespace breakeven::overhead
