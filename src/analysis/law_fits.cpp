#include "analysis/law_fits.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

#include "analysis/fastest_placements.hpp"
#include "analysis/launch_times.hpp"

namespace breakeven::analysis {
namespace {

constexpr std::size_t fewest_levels = 3;

struct LawCurve {
  std::size_t group = 0;
  std::size_t curve = 0;
  std::vector<std::size_t> rows;  ///< ascending in workers, each number once
  bool scaled = false;
  bool oversubscribed = false;
};

class LawFinder {
 public:
  explicit LawFinder(const StudySummary& summary) : summary_(summary) {}

  void add(std::size_t group, std::size_t curve, const std::vector<std::size_t>& rows, bool scaled) {
    LawCurve found{group, curve, fastest_placements(rows, summary_), scaled, false};
    std::erase_if(found.rows, [&](std::size_t row) { return workers_of(row) < 1; });  // a file may hold anything
    std::ranges::stable_sort(found.rows, {}, [&](std::size_t row) { return workers_of(row); });
    const auto same = [&](std::size_t a, std::size_t b) { return workers_of(a) == workers_of(b); };
    const auto repeated = std::ranges::unique(found.rows, same);
    found.rows.erase(repeated.begin(), repeated.end());
    found.oversubscribed = leave_out_oversubscribed(summary_, found.rows);
    if (found.rows.size() >= fewest_levels) curves_.push_back(std::move(found));
  }

  std::vector<LawCurve> take() { return std::move(curves_); }

 private:
  int workers_of(std::size_t row) const { return summary_.rows[row].measured.point.workers; }

  const StudySummary& summary_;
  std::vector<LawCurve> curves_;
};

std::vector<LawCurve> curves_of(std::span<const Group> groups, const StudySummary& summary) {
  LawFinder finder(summary);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Group& group = groups[i];
    for (std::size_t curve = 0; curve < group.curves.size(); ++curve) {
      if (group.scaled) finder.add(i, curve, group.curves[curve].rows, true);
      for (const std::uint64_t size : group.scaled ? std::vector<std::uint64_t>() : group.sizes) {
        finder.add(i, curve, rows_with_size(group.curves[curve], summary, size), false);
      }
    }
  }
  return finder.take();
}

std::size_t keep_largest(const StudySummary& summary, std::size_t most, std::vector<LawCurve>& curves) {
  if (curves.size() <= most) return 0;
  const auto size = [&](const LawCurve& curve) { return summary.rows[curve.rows.front()].measured.point.problem_size; };
  const std::size_t left_out = curves.size() - most;
  std::ranges::stable_sort(curves, std::ranges::greater(), size);
  curves.resize(most);
  return left_out;
}

std::vector<ScalingLevel> levels_of(const StudySummary& summary, const LawCurve& curve) {
  std::vector<ScalingLevel> levels;
  for (const std::size_t row : curve.rows) {
    const StudyPoint& point = summary.rows[row].measured;
    levels.push_back({static_cast<double>(point.point.workers), launch_walls(point)});
  }
  return levels;
}

}  // namespace

bool leave_out_oversubscribed(const StudySummary& summary, std::vector<std::size_t>& rows) {
  const auto is = [&](std::size_t row) { return summary.rows[row].times.oversubscribed; };
  const auto within = std::ranges::count_if(rows, std::not_fn(is));
  if (static_cast<std::size_t>(within) >= fewest_levels) std::erase_if(rows, is);
  return std::ranges::any_of(rows, is);
}

LawFits law_fits(std::span<const Group> groups, const StudySummary& summary, std::size_t most) {
  std::vector<LawCurve> curves = curves_of(groups, summary);
  LawFits found;
  found.left_out_curves = keep_largest(summary, most, curves);
  found.curves = curves.size();
  for (const LawCurve& curve : curves) {
    const std::vector<ScalingLevel> levels = levels_of(summary, curve);
    const auto laws =
        curve.scaled ? std::vector{ScalingLaw::gustafson} : std::vector{ScalingLaw::amdahl, ScalingLaw::universal};
    for (const ScalingLaw law : laws) {
      found.fits.push_back(
          {curve.group, curve.curve, curve.rows.front(), curve.oversubscribed, law, fit_scaling(law, levels)});
    }
  }
  return found;
}

}  // namespace breakeven::analysis
