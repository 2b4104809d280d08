// What the tests of passing objects share.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "overhead/objects.hpp"

namespace breakeven::overhead {

inline constexpr std::uint64_t small_table = 5000;
inline constexpr std::uint64_t small_array = 1U << 18U;  ///< 2 MiB

inline ObjectsPlan small_objects() {
  ObjectsPlan plan;
  plan.objects = {{workloads::ObjectType::table, small_table, 1}, {workloads::ObjectType::array, small_array, 1}};
  plan.rounds = 2;
  return plan;
}

/// Null when there is none.
inline const Series* find(const std::vector<Series>& all, std::string_view setting, std::string_view kind,
                          std::string_view quantity) {
  const auto found = std::ranges::find_if(all, [&](const Series& series) {
    const Condition& c = series.condition;
    return c.setting == setting && c.kind == kind && c.quantity == quantity;
  });
  return found == all.end() ? nullptr : &*found;
}

/// Its last observation; -1 when there is none.
inline double last(const Series* series) {
  return series == nullptr || series->launches.empty() ? -1 : series->launches.back().back();
}

}  // namespace breakeven::overhead
