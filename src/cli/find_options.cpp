#include "cli/find_options.hpp"

#include <fmt/format.h>

#include <chrono>

#include "breakeven/error.hpp"
#include "cli/option_groups.hpp"
#include "cli/option_value.hpp"
#include "core/count.hpp"
#include "core/duration_text.hpp"

namespace breakeven::cli {
namespace {

constexpr const char* search_group = "Search";
constexpr std::uint64_t fewest_trials = 20;  // a ladder of two sizes needs 12

double parse_budget(const std::string& text) {
  const Duration budget = parse_duration(text);
  if (budget < std::chrono::seconds(1)) throw UsageError("a search needs a second at least");
  return std::chrono::duration<double>(budget).count();
}

double parse_spread(const std::string& text) { return std::chrono::duration<double>(parse_duration(text)).count(); }

std::string text_of(double seconds) {
  return duration_text(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds)));
}

double parse_precision(const std::string& text) {
  const double value = parse_real(text);
  if (!(value > 1))
    throw UsageError(fmt::format("{} is not above 1; 1.5 is an interval from some n to 1.5 times that n", text));
  return value;
}

std::uint64_t parse_trials(const std::string& text) {
  const std::uint64_t trials = parse_count(text);
  if (trials < fewest_trials) throw UsageError(fmt::format("a search needs {} trials at least", fewest_trials));
  return trials;
}

std::uint64_t parse_size(const std::string& text) {
  const std::uint64_t size = parse_count(text);
  if (size == 0) throw UsageError("sizes begin at 1");
  return size;
}

void add_range(CLI::App& app, search::SearchLimits& limits) {
  add_value(app, "--from", limits.from, parse_size, "Smallest size. Default: 1000, and less until the workers lose")
      ->type_name("N")
      ->group(search_group);
  add_value(
      app, "--to", limits.to, parse_size,
      "Largest size. Default: until the workers have surely won at two sizes, or memory or time do not allow more")
      ->type_name("N")
      ->group(search_group);
}

void add_limits(CLI::App& app, search::SearchLimits& limits) {
  add_value(
      app, "--spread", limits.spread_seconds, parse_spread,
      "Spread trials, in passes, over at least so much time before there is an answer, so that what the machine does "
      "meanwhile is in the interval; of what lasts longer than a tenth of it, only part is. Default: 1m, or half of a "
      "smaller budget")
      ->type_name("TIME")
      ->group(search_group);
  add_value(app, "--precision", limits.precision, parse_precision,
            "Search until the 95 % interval of N reaches from some n to no more than R times that n")
      ->type_name("R")
      ->default_str("1.5")
      ->group(search_group);
  add_value(app, "--budget", limits.budget_seconds, parse_budget,
            "Time for all of it, like 30s or 10m. No trial that is expected to take more than a 40th of it is begun")
      ->type_name("TIME")
      ->default_str("2m")
      ->group(search_group);
  add_value(app, "--max-trials", limits.most_trials, parse_trials,
            "End the search after so many trials; its check may take up to 32 more")
      ->type_name("N")
      ->group(search_group);
  add_value(app, "--order-seed", limits.order_seed, parse_seed, "Of the shuffled order of trials")
      ->type_name("N")
      ->default_str(std::to_string(limits.order_seed))
      ->group(search_group);
}

}  // namespace

void add_find_options(CLI::App& app, FindOptions& options) {
  add_crew_options(app, options.crew);
  add_value(app, "--against", options.against, as_text,
            "What they are to beat: serial, KIND:P like threads:2, with a way to share (fork:2:pipe) or threads per "
            "rank (hybrid:8:2)")
      ->type_name("CREW")
      ->default_str("serial")
      ->group(crew_group);
  app.add_flag("--keep", options.keep,
               "Compare crews that are kept: of each, the second job counts, and neither start nor stop")
      ->group(crew_group);
  add_range(app, options.limits);
  add_limits(app, options.limits);
  add_result_options(app, options.results);
}

void add_find_command_options(CLI::App& app, FindOptions& options) {
  add_command_crew_options(app, options.command_crew);
  add_value(
      app, "--against", options.against, as_text,
      "Another command that it is to beat, in quotes, with {n} and --set's names filled in. Default: the same one "
      "with 1 rank of 1 thread")
      ->type_name("COMMAND")
      ->group(crew_group);
  add_range(app, options.limits);
  add_limits(app, options.limits);
  add_result_options(app, options.results);
}

void check_find_options(const FindOptions& options) {
  const auto& [from, to] = std::tie(options.limits.from, options.limits.to);
  if (from && to && *from >= *to) throw UsageError(fmt::format("--from {} is not below --to {}", *from, *to));
  const auto& [spread, budget] = std::tie(options.limits.spread_seconds, options.limits.budget_seconds);
  if (spread && *spread > budget / 2) {
    throw UsageError(
        fmt::format("--spread {} needs a --budget of {} at least: as much again is for what comes before and after it",
                    text_of(*spread), text_of(2 * *spread)));
  }
}

}  // namespace breakeven::cli
