// The format is the newer of the two that Extra-P's reader of JSON takes: docs/file-formats.md of its repository. That
// a call path without a measurement at one of the file's points is an error is in its validate_experiment().
#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/study_factors.hpp"
#include "analysis/study_points.hpp"
#include "breakeven/error.hpp"
#include "core/seconds.hpp"
#include "report/export.hpp"
#include "report/json_writer.hpp"

namespace breakeven::report {
namespace {

using analysis::Factors;
using analysis::StudyPoint;

/// p and n.
struct Coordinates {
  int workers = 1;
  std::uint64_t problem_size = 0;
  friend auto operator<=>(const Coordinates&, const Coordinates&) = default;
};

/// Trials that are ok, of points that differ in p and n alone.
using TrialSeries = std::map<Coordinates, std::vector<const Trial*>>;
using Grid = std::set<Coordinates>;

/// What tells the series of a point from the others: "threads", "hybrid × 2 sampler=eager".
std::string name_of_series(const plan::Point& point, const Factors& factors) {
  std::string name = factors.workloads ? point.workload + ' ' : "";
  name += to_string(point.kind);
  if (point.share != Share::memory) name += fmt::format(", {}", to_string(point.share));
  if (point.threads_per_rank > 1) name += fmt::format(" × {}", point.threads_per_rank);
  for (const std::string& varying : factors.varying) {
    name += fmt::format(" {}={}", varying, analysis::parameter_of(point, varying));
  }
  if (!point.binding.empty()) name += fmt::format(" binding={}", point.binding);
  // An arrow separates the parts of a call path.
  for (std::size_t arrow = 0; (arrow = name.find("->", arrow)) != std::string::npos;) name.replace(arrow, 2, "→");
  return name;
}

bool is_measured(const StudyPoint& point) {
  return point.point.role == plan::Role::measured &&
         std::ranges::any_of(point.trials, [](const Trial* trial) { return trial->status == TrialStatus::ok; });
}

/// By name. Where the same p and n were placed on different numbers of nodes, these are in the name.
std::map<std::string, TrialSeries> collect_series(std::vector<StudyPoint> points) {
  std::erase_if(points, [](const StudyPoint& point) { return !is_measured(point); });
  if (points.empty()) throw UsageError("no trial is ok: there is nothing to model");
  std::vector<const plan::Point*> all;
  for (const StudyPoint& point : points) all.push_back(&point.point);
  const Factors factors = analysis::factors_of(all);

  std::map<std::string, std::map<Coordinates, std::set<int>>> nodes;
  const auto coordinates_of = [](const plan::Point& point) { return Coordinates{point.workers, point.problem_size}; };
  for (const plan::Point* point : all) {
    nodes[name_of_series(*point, factors)][coordinates_of(*point)].insert(point->nodes);
  }
  std::map<std::string, TrialSeries> series;
  for (const StudyPoint& point : points) {
    std::string name = name_of_series(point.point, factors);
    const bool placed = std::ranges::any_of(nodes[name], [](const auto& entry) { return entry.second.size() > 1; });
    if (placed) name += fmt::format(" nodes={}", point.point.nodes);
    auto& trials = series[name][coordinates_of(point.point)];
    std::ranges::copy_if(point.trials, std::back_inserter(trials),
                         [](const Trial* trial) { return trial->status == TrialStatus::ok; });
  }
  return series;
}

Grid grid_of(const TrialSeries& series) {
  Grid grid;
  for (const auto& [coordinates, trials] : series) grid.insert(coordinates);
  return grid;
}

bool covers(const TrialSeries& series, const Grid& grid) {
  return std::ranges::all_of(grid, [&](const Coordinates& point) { return series.contains(point); });
}

/// The points of one series that make the most measurements, counting the series that have all of them.
Grid best_grid(const std::map<std::string, TrialSeries>& all) {
  Grid best;
  std::size_t most = 0;
  for (const auto& [name, series] : all) {
    Grid grid = grid_of(series);
    const auto covering = std::ranges::count_if(all, [&](const auto& other) { return covers(other.second, grid); });
    const std::size_t measurements = static_cast<std::size_t>(covering) * grid.size();
    if (measurements > most || (measurements == most && grid.size() > best.size())) {
      best = std::move(grid);
      most = measurements;
    }
  }
  return best;
}

/// A part of a trial's wall time.
struct Share {
  std::string name;
  std::function<Duration(const Trial&)> duration;
};

std::vector<Share> all_shares() {
  std::vector<Share> shares{{"total", &Trial::wall}};
  for (std::size_t i = 0; i < phase_count; ++i) {
    const auto phase = static_cast<Phase>(i);
    shares.push_back({std::string(to_string(phase)), [phase](const Trial& trial) { return trial.phases[phase]; }});
  }
  shares.push_back({"other", &Trial::other});
  return shares;
}

class ExtrapWriter {
 public:
  ExtrapWriter(const Grid& grid, JsonWriter& json) : grid_(grid), json_(json) {}

  void write_series(const std::string& name, const TrialSeries& series) {
    for (const Share& share : all_shares()) {
      if (!occurs(series, share)) continue;  // a phase that this kind does not have
      json_.key(fmt::format("{}->{}", name, share.name));
      json_.begin_object();
      json_.key("time");
      json_.begin_array();
      for (const Coordinates& point : grid_) write_measurement(point, series.at(point), share);
      json_.end_array();
      json_.end_object();
    }
  }

 private:
  bool occurs(const TrialSeries& series, const Share& share) const {
    return std::ranges::any_of(grid_, [&](const Coordinates& point) {
      return std::ranges::any_of(series.at(point),
                                 [&](const Trial* trial) { return share.duration(*trial) != Duration(0); });
    });
  }

  void write_measurement(const Coordinates& point, const std::vector<const Trial*>& trials, const Share& share) {
    json_.begin_object();
    json_.key("point");
    json_.begin_array();
    json_.value(std::int64_t{point.workers});
    json_.value(point.problem_size);
    json_.end_array();
    json_.key("values");
    json_.begin_array();
    for (const Trial* trial : trials) json_.value(in_seconds(share.duration(*trial)));
    json_.end_array();
    json_.end_object();
  }

  const Grid& grid_;
  JsonWriter& json_;
};

/// What of `series` is not at the points of `grid`, or nothing.
std::string left_out_of(const std::string& name, const TrialSeries& series, const Grid& grid) {
  if (!covers(series, grid)) return fmt::format("{} (not measured at all {} points)", name, grid.size());
  if (series.size() == grid.size()) return "";
  return fmt::format("{} of the {} points of {}", series.size() - grid.size(), series.size(), name);
}

}  // namespace

std::vector<std::string> export_extrap(const study::StudyContent& content, TextStream& out) {
  const std::map<std::string, TrialSeries> all = collect_series(analysis::study_points(content));
  const Grid grid = best_grid(all);
  std::vector<std::string> left_out;
  JsonWriter json(out);
  json.begin_object();
  json.key("parameters");
  json.begin_array();
  json.value("p");
  json.value("n");
  json.end_array();
  json.key("measurements");
  json.begin_object();
  ExtrapWriter writer(grid, json);
  for (const auto& [name, series] : all) {
    if (covers(series, grid)) writer.write_series(name, series);
    if (std::string what = left_out_of(name, series, grid); !what.empty()) left_out.push_back(std::move(what));
  }
  json.end_object();
  json.end_object();
  out << "\n";
  return left_out;
}

}  // namespace breakeven::report
