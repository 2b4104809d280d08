#include "report/scaling_words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/curve_label.hpp"
#include "report/found_text.hpp"
#include "report/quantity.hpp"

namespace breakeven::report {
namespace {

using analysis::CurveCost;
using analysis::EfficientWorkers;
using analysis::Group;
using analysis::LawFit;

constexpr double tells_better = 2;  // by Akaike's criterion: see scaling_laws.hpp

std::uint64_t size_of(const LawFit& fit, const analysis::StudySummary& summary) {
  return summary.rows[fit.row].measured.point.problem_size;
}

/// That of the same points by the other law, if it is there and better.
const ScalingFit* better_law(const LawFit& fit, const analysis::GroupModels& models) {
  const auto& own = std::get<ScalingFit>(fit.fit);
  for (const LawFit& other : models.laws) {
    const auto* found = std::get_if<ScalingFit>(&other.fit);
    if (other.row != fit.row || other.law == fit.law || found == nullptr || !found->aicc || !own.aicc) continue;
    if (*found->aicc + tells_better < *own.aicc) return found;
  }
  return nullptr;
}

std::string describe(const LawFit& fit, const Group& group, const analysis::GroupModels& models) {
  std::string text = fmt::format("{} {}", curve_label(group.curves[fit.curve].way),
                                 found_text(std::get<ScalingFit>(fit.fit).serial_fraction, format_share));
  if (fit.oversubscribed) text += " with more workers than processors";
  const ScalingFit* better = better_law(fit, models);
  if (better == nullptr) return text;
  text += ", but the Universal Scalability Law fits better";
  if (better->peak_workers && std::isfinite(better->peak_workers->value)) {
    text += fmt::format(": no gain past {} workers", found_text(*better->peak_workers, format_workers));
    if (better->extrapolates(better->peak_workers->value)) text += ", extrapolated";
  }
  return text;
}

/// What keeps to the threshold up to 2.6 workers does so with 2.
std::string format_whole_workers(double workers) { return format_workers(std::floor(workers)); }

std::string workers_in_words(double workers) {
  return fmt::format("{} worker{}", format_workers(workers), workers == 1 ? "" : "s");
}

std::string describe(const EfficientWorkers& workers, const Group& group) {
  const auto* found = std::get_if<SensibleWorkers>(&workers.workers);
  if (found == nullptr) return "";
  const std::string way = curve_label(group.curves[workers.curve].way);
  switch (found->verdict) {
    case SensibleVerdict::up_to:
      return fmt::format("{} up to {} ({})", way, workers_in_words(std::floor(found->workers)),
                         interval_text(found->interval, format_whole_workers, true));
    case SensibleVerdict::all:
      return fmt::format("{} up to {}, the most measured", way, workers_in_words(found->range.high));
    case SensibleVerdict::none: return fmt::format("{} not even with {}", way, workers_in_words(found->range.low));
    case SensibleVerdict::undecided:
      return fmt::format("{} up to how many cannot be told ({})", way,
                         interval_text(found->interval, format_whole_workers, true));
  }
  return "";
}

/// Of all models of a group.
struct LeftOut {
  std::size_t models = 0;
  std::vector<double> medians;
  double worst = 0;
  std::string where;
};

LeftOut left_out_of(const Group& group, const analysis::GroupModels& models) {
  LeftOut all;
  for (const CurveCost& cost : models.costs) {
    const auto* model = std::get_if<CostModel>(&cost.model);
    if (model == nullptr) continue;
    ++all.models;
    if (!model->left_out_sizes) continue;
    all.medians.push_back(model->left_out_sizes->median);
    if (model->left_out_sizes->worst < all.worst) continue;
    all.worst = model->left_out_sizes->worst;
    const analysis::Way& way = group.curves[cost.curve].way;
    const std::string who = cost.workers ? crew_label(way, *cost.workers) : curve_label(way);
    all.where = fmt::format("{} at n = {}", who, format_found_size(model->left_out_sizes->worst_level));
  }
  return all;
}

}  // namespace

std::string serial_fractions_in_words(const analysis::GroupAnswers& answers, const analysis::GroupModels& models,
                                      const analysis::StudySummary& summary) {
  std::optional<std::uint64_t> largest;
  for (const LawFit& fit : models.laws) largest = std::max(largest.value_or(0), size_of(fit, summary));
  std::vector<std::string> fractions;
  ScalingLaw law = ScalingLaw::amdahl;
  for (const LawFit& fit : models.laws) {
    const bool shown = fit.law != ScalingLaw::universal && std::holds_alternative<ScalingFit>(fit.fit);
    if (!shown || (!answers.group.scaled && size_of(fit, summary) != largest)) continue;
    fractions.push_back(describe(fit, answers.group, models));
    law = fit.law;
  }
  if (fractions.empty()) return "";
  const std::string where = answers.group.scaled ? "" : fmt::format(" at {}", size_label(*largest));
  return fmt::format("Serial fraction by {}{}: {}.\n", to_string(law), where, fmt::join(fractions, "; "));
}

std::string sensible_workers_in_words(const Group& group, std::span<const EfficientWorkers> all) {
  std::vector<std::string> texts;
  std::string where;
  for (const EfficientWorkers& workers : all) {
    const std::string text = describe(workers, group);
    if (!text.empty()) texts.push_back(text);
    where = size_label(workers.size);
  }
  if (texts.empty()) return "";
  return fmt::format("Efficiency keeps to {} or more at {}: {}.\n", format_percent(analysis::efficiency_threshold),
                     where, fmt::join(texts, "; "));
}

std::string left_out_in_words(const analysis::GroupAnswers& answers, const analysis::GroupModels& models) {
  const LeftOut all = left_out_of(answers.group, models);
  if (all.models == 0) return "";
  if (all.medians.empty()) {
    return "How well cost models predict a size that was left out of their fit cannot be told: more sizes would "
           "tell.\n";
  }
  const std::size_t untold = all.models - all.medians.size();
  const std::string others =
      untold == 0 ? "" : fmt::format("; for {} of {} models more sizes would tell", untold, all.models);
  return fmt::format(
      "Cost models predict a size that was left out of their fit within {} typically, {} at worst ({}){}.\n",
      format_share(median(all.medians)), format_share(all.worst), all.where, others);
}

}  // namespace breakeven::report
