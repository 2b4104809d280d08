#include "figure/worker_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "figure/caption.hpp"
#include "report/base_words.hpp"

namespace breakeven::figure {
namespace {

std::string serial_fraction_in_words(const std::string& name, const Estimate& fraction) {
  return fmt::format("{} {:.1f} % ({:.1f}–{:.1f})", name, 100 * fraction.value, 100 * fraction.interval.low,
                     100 * fraction.interval.high);
}

/// What a law says there is of sharing processors, not of the job.
std::string all_points_in_words(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  return fmt::format(" (of {} to the hollow ones, too: fewer than 3 have that)", fmt::join(names, ", "));
}

std::vector<std::string> remarks_on_laws(const WorkerCurves& curves) {
  std::vector<std::string> fitted;
  std::vector<std::string> oversubscribed;
  SaidOf refused;
  bool extrapolated = false;
  for (const WorkerCurve& curve : curves.curves) {
    if (!curve.law) continue;
    if (const auto* refusal = std::get_if<Refusal>(&curve.law->fit)) {
      refused.add(curve.name, refusal->reason);
      continue;
    }
    const auto& fit = std::get<ScalingFit>(curve.law->fit);
    if (curve.law->oversubscribed) oversubscribed.push_back(curve.name);
    fitted.push_back(serial_fraction_in_words(curve.name, fit.serial_fraction));
    extrapolated |= curves.most_workers() > fit.range.high;
  }
  std::vector<std::string> remarks;
  if (!fitted.empty()) {
    remarks.push_back(fmt::format(
        "Coloured lines: {}, a model fitted to points with a processor for each worker{}{}; serial fractions: {}.",
        curves.law_name(), all_points_in_words(oversubscribed), extrapolated ? ", dashed where it is extrapolated" : "",
        fmt::join(fitted, ", ")));
  }
  if (!refused.empty()) {
    remarks.push_back(fmt::format("{}, a model, is not drawn for {}.", curves.law_name(), refused.text()));
  }
  return remarks;
}

}  // namespace

std::string title_of_values(const WorkerCurves& curves, FigureKind kind) {
  if (kind == FigureKind::time) return "Time of one job";
  if (kind == FigureKind::efficiency) return "Efficiency (%)";
  return curves.scaled ? "Scaled speed-up" : fmt::format("Speed-up over {}", curves.base_name);
}

std::string title_of(const analysis::Group& group, const WorkerCurves& curves, FigureKind kind) {
  const std::string what = kind == FigureKind::time         ? "Time of one job"
                           : kind == FigureKind::efficiency ? "Efficiency"
                                                            : "Speed-up";
  return fmt::format("{} against the number of workers: {}", what, job_in_words(group, curves.rows));
}

std::vector<std::string> remarks_on(const WorkerCurves& curves, FigureKind kind) {
  std::vector<std::string> remarks;
  if (kind != FigureKind::time) remarks = report::bases_in_words(curves.bases);
  if (kind == FigureKind::efficiency && !curves.scaled) remarks.emplace_back("Efficiency is speed-up by workers.");
  if (curves.curves.size() > 1) remarks.emplace_back("Points that would hide each other stand side by side.");
  if (curves.any_oversubscribed()) {
    remarks.emplace_back("Hollow: oversubscribed, more workers than processors they may use.");
  }
  if (curves.on_fewer_nodes) remarks.emplace_back("Of several numbers of nodes the fastest is shown.");
  for (std::string& remark : remarks_on_laws(curves)) remarks.push_back(std::move(remark));
  return remarks;
}

}  // namespace breakeven::figure
