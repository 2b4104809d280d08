// Which kinds of workers a part is for, and how those that are processes pass data.
#pragma once

#include "plan/document.hpp"
#include "plan/factor.hpp"
#include "plan/plan.hpp"

namespace breakeven::plan {

/// The workload that is somebody's own program; the kind `command` is for it alone, and it for that kind.
inline constexpr const char* command_workload = "command";

/// The factor "kind". Without an entry: all kinds that run the workload. Throws Mistake.
Factor read_kinds(const Entry* entry, const std::string& workload, Place place_of_workload);

/// The factor "share". Throws Mistake.
Factor read_shares(const Entry& entry);

/// Of a choice of the factor "kind".
CrewKind kind_called(const std::string& name);

}  // namespace breakeven::plan
