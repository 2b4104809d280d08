// Where the plan of a study comes from.
#pragma once

#include <optional>
#include <string>

#include "cli/session.hpp"
#include "plan/plan.hpp"

namespace breakeven::cli {

/// What plans are expanded for: the workloads of this program and this machine. `nodes`: hosts that there are; else
/// those of the SLURM job that this is, or this one.
plan::Surroundings surroundings(const Session& session, std::optional<int> nodes);

/// The same for machines that are not known yet: they will find out themselves what fits.
plan::Surroundings elsewhere(const Session& session);

/// Throws UsageError: no such file, or what is wrong in it.
plan::Plan read_plan_file(const std::string& file, const plan::Surroundings& surroundings);

}  // namespace breakeven::cli
