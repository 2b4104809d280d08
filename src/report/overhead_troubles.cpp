#include "report/overhead_troubles.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "report/overhead_cells.hpp"
#include "report/page.hpp"
#include "report/summary_cells.hpp"

namespace breakeven::report {
namespace {

using overhead::Fit;
using overhead::Series;

using Crew = std::tuple<std::string, std::string, int>;  // section, kind, workers
Crew crew_of(const Series& series) {
  return {series.condition.section, series.condition.kind, series.condition.workers};
}

std::set<Crew> measured_crews(std::span<const Series> all) {
  std::set<Crew> measured;
  for (const Series& series : all) {
    if (series.trouble.empty() || is_observed(series)) measured.insert(crew_of(series));
  }
  return measured;
}

/// "talk of 2 × fork (windowed)"; "talk of 2 × mpi" where that has nothing at all.
std::string who(const Series& series, const std::set<Crew>& measured) {
  overhead::Condition condition = series.condition;
  if (!measured.contains(crew_of(series))) condition.setting.clear();
  const std::string& hosts = series.placement.hosts;
  return fmt::format("{} of {}{}", condition.section, crew_in_list(condition), hosts.empty() ? "" : " on " + hosts);
}

}  // namespace

std::vector<Series> without_unmeasured(std::span<const Series> all) {
  const std::set<Crew> measured = measured_crews(all);
  std::vector<Series> rest;
  std::ranges::copy_if(all, std::back_inserter(rest),
                       [&](const Series& series) { return measured.contains(crew_of(series)); });
  return rest;
}

std::vector<Fit> without_unmeasured(std::span<const Fit> fits, std::span<const Series> all) {
  const auto is_told = [&](const Fit& fit) {
    return !fit.refusal.empty() && std::ranges::find(all, fit.refusal, &Series::trouble) != all.end();
  };
  std::vector<Fit> rest;  // a model's parameters stay together: tables count on all of them
  std::ranges::copy_if(fits, std::back_inserter(rest), [&](const Fit& fit) {
    return !std::ranges::all_of(fits, [&](const Fit& other) {
      return other.model != fit.model || other.condition != fit.condition || is_told(other);
    });
  });
  return rest;
}

std::string render_troubles(std::span<const Series> all, const Appearance& appearance) {
  const std::set<Crew> measured = measured_crews(all);
  Reasons reasons;
  for (const Series& series : all) {
    if (series.trouble.empty()) continue;
    auto& those = reasons[series.trouble];
    const std::string name = who(series, measured);
    if (std::ranges::find(those, name) == those.end()) those.push_back(name);
  }
  if (reasons.empty()) return {};
  const std::string text = wrapped(shown(list_reasons("Not measured in full", reasons), appearance), appearance);
  return '\n' + toned(text, Tone::bad, appearance);
}

}  // namespace breakeven::report
