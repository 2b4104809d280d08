#include "cli/plan_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "breakeven/error.hpp"
#include "cli/lists.hpp"
#include "cli/option_value.hpp"
#include "cli/plan_source.hpp"
#include "core/count.hpp"
#include "core/duration_text.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* flags_group = "Instead of a plan's file";

/// Flags that make a plan, by their long names.
constexpr std::array plan_flags{
    "--workload",       "--size",     "--workers",          "--kinds", "--set",      "--scaling",
    "--ranks-per-node", "--launcher", "--threads-per-rank", "--share", "--launches", "--repetitions",
    "--precision",      "--warm-up",  "--timeout"};

/// A factor with the values between commas.
CLI::Option* add_factor(CLI::App& app, const std::string& names, const std::string& key, plan::PlanRequest& request,
                        const std::string& description) {
  return app
      .add_option_function<std::string>(
          names,
          [&request, key](const std::string& text) {
            request.factors.push_back({key, split_list(text)});
          },
          description)
      ->group(flags_group);
}

/// "sampler=lazy,eager".
plan::RequestedFactor parse_parameter(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0) {
    throw UsageError(fmt::format("--set: '{}' is no parameter with its values; write NAME=VALUE,...", text));
  }
  return {text.substr(0, sign), split_list(text.substr(sign + 1))};
}

double parse_share_of_median(const std::string& text) {
  const double value = parse_real(text);
  if (value <= 0 || value >= 1) throw UsageError(fmt::format("{} is not between 0 and 1; 0.05 is 5 %", text));
  return value;
}

void add_factors(CLI::App& app, plan::PlanRequest& request) {
  add_value(app, "--workload", request.workload, as_text, "What is run, like pi or sort")
      ->type_name("NAME")
      ->group(flags_group);
  add_factor(app, "-n,--size", "n", request, "Problem sizes: 1e6,1e8 or 2^10..2^24")->type_name("N,...");
  add_factor(app, "-p,--workers", "workers", request, "Numbers of workers: 1,2,4,8 or 1..8")->type_name("P,...");
  add_value(app, "--kinds", request.kinds, split_list, "Kinds of workers: all, or a list like serial,threads,mpi")
      ->type_name("KIND,...")
      ->group(flags_group);
  add_factor(app, "--ranks-per-node", "ranks_per_node", request, "Ranks on each node")->type_name("R,...");
  add_factor(app, "--threads-per-rank", "threads_per_rank", request, "Threads of each hybrid rank")->type_name("T,...");
  add_factor(app, "--share", "share", request, "How processes pass data: memory, pipe, socket")->type_name("WAY,...");
  app.add_option_function<std::vector<std::string>>(
         "--set",
         [&request](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) request.parameters.push_back(parse_parameter(text));
         },
         "Another option of the workload, by its long name, with its values; may be given several times")
      ->type_name("NAME=VALUE,...")
      ->group(flags_group);
  add_value(app, "--scaling", request.scaling, as_text,
            "strong (n stays), weak (n is for each worker), or a rule like 'n * sqrt(workers)'")
      ->type_name("RULE")
      ->default_str("strong")
      ->group(flags_group);
  add_value(app, "--launcher", request.launcher, as_text, "How ranks are started, like 'srun -n {ranks}'")
      ->type_name("COMMAND")
      ->group(flags_group);
}

void add_rules(CLI::App& app, plan::Rules& rules) {
  const auto count = [](const char* what) {
    return [what](const std::string& text) { return parse_small_count(text, what); };
  };
  add_value(app, "--launches", rules.launches, count("launches"), "Of each point; from 6 on medians have intervals")
      ->type_name("L")
      ->default_str(std::to_string(rules.launches))
      ->group(flags_group);
  add_value(app, "-r,--repetitions", rules.repetitions, count("repetitions"), "Of each launch, by a crew that is kept")
      ->type_name("R")
      ->default_str(std::to_string(rules.repetitions))
      ->group(flags_group);
  add_value(app, "--precision", rules.precision, parse_share_of_median,
            "Launch again until the median's interval is within this share of the median, like 0.05")
      ->type_name("SHARE")
      ->group(flags_group);
  add_value(app, "--warm-up", rules.warm_up, count("launches"),
            "Launches of each point that come first and do not count")
      ->type_name("L")
      ->group(flags_group);
  add_value(app, "--timeout", rules.timeout, parse_duration, "Of one trial: one that takes longer has failed")
      ->type_name("TIME")
      ->default_str("10m")
      ->group(flags_group);
}

}  // namespace

void add_plan_options(CLI::App& app, PlanOptions& options) {
  add_value(app, "plan", options.file, as_text, "The plan: a TOML file")->type_name("PLAN");
  add_factors(app, options.request);
  add_rules(app, options.request.rules);
  add_value(
      app, "--nodes", options.nodes, [](const std::string& text) { return parse_small_count(text, "nodes"); },
      "Hosts that there are: points on more are skipped. Default: those of the SLURM job, else 1")
      ->type_name("N");
}

void check_plan_options(const CLI::App& app, PlanOptions& options) {
  const auto given = std::ranges::find_if(plan_flags, [&](const char* flag) { return app.count(flag) > 0; });
  options.requested = given != plan_flags.end();
  if (!options.requested) return;
  if (!options.file.empty()) {
    throw UsageError(fmt::format("{}: the plan {} says that; change it there, or leave it out", *given, options.file));
  }
  if (options.request.workload.empty()) throw UsageError(fmt::format("{} needs --workload, or a plan's file", *given));
}

std::optional<plan::Plan> find_plan(const PlanOptions& options, const plan::Surroundings& surroundings) {
  if (!options.file.empty()) return read_plan_file(options.file, surroundings);
  if (!options.requested) return std::nullopt;
  return plan::read_plan(plan::plan_text(options.request), "the plan of these flags", surroundings);
}

}  // namespace breakeven::cli
