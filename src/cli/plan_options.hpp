// A plan named on the command line: as a file, or as flags that say the same.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>

#include "cli/session.hpp"
#include "plan/plan.hpp"
#include "plan/plan_text.hpp"

namespace breakeven::cli {

struct PlanOptions {
  std::string file;  ///< empty: none
  plan::PlanRequest request;
  bool requested = false;  ///< by flags
  std::optional<int> nodes;
};

/// PLAN and the flags; parsing fills `options`, which must live as long as `app`.
void add_plan_options(CLI::App& app, PlanOptions& options);

/// What belongs together and was not given together. Throws UsageError.
void check_plan_options(const CLI::App& app, PlanOptions& options);

/// Nothing when neither a file nor flags were given. Throws UsageError.
std::optional<plan::Plan> find_plan(const PlanOptions& options, const plan::Surroundings& surroundings);

}  // namespace breakeven::cli
