#include "analysis/break_evens.hpp"

#include <algorithm>
#include <map>

#include "analysis/fastest_placements.hpp"
#include "analysis/launch_times.hpp"

namespace breakeven::analysis {
namespace {

/// All that is known of a crew, found once.
struct Contestant {
  JudgedCrew judged;
  std::vector<SizeTimes> times;
  double start_seconds = 0;  ///< median over sizes of their median starts
  bool kept = false;
  std::optional<CostModel> model;
};

std::vector<SizeTimes> times_of(std::span<const std::size_t> rows, const StudySummary& summary) {
  std::vector<SizeTimes> times;
  for (const std::size_t row : rows) {
    const StudyPoint& point = summary.rows[row].measured;
    if (point.point.problem_size == 0) continue;
    times.push_back({.size = static_cast<double>(point.point.problem_size), .launches = launch_walls(point)});
  }
  return times;
}

class Contest {
 public:
  Contest(const Group& group, const StudySummary& summary, std::span<const CurveCost> costs)
      : group_(group), summary_(summary), costs_(costs) {}

  Contestant contestant(const JudgedCrew& judged) const {
    const auto& curve = group_.curves[judged.crew.curve];
    const auto rows = fastest_placements(rows_with_workers(curve, summary_, judged.crew.workers), summary_);
    Contestant one{judged, times_of(rows, summary_), 0, false, {}};
    std::vector<double> starts;
    for (const std::size_t row : rows) {
      starts.push_back(summary_.rows[row].times.median_start);
      one.kept |= summary_.rows[row].times.kept_crew;
    }
    if (!starts.empty()) one.start_seconds = median(starts);
    if (const CurveCost* cost = cost_of(judged.crew, costs_)) one.model = as_measured(*cost);
    return one;
  }

 private:
  const Group& group_;
  const StudySummary& summary_;
  std::span<const CurveCost> costs_;
};

Fitted<BreakEven> by_models(const Contestant& crew, const Contestant& rival) {
  if (!crew.model || !rival.model) return Refusal{"there is no cost model of both"};
  return break_even({*crew.model, static_cast<double>(crew.judged.crew.workers)},
                    {*rival.model, static_cast<double>(rival.judged.crew.workers)});
}

CrewBreakEven compare(const Contestant& crew, const Contestant& rival, bool against_base) {
  return {crew.judged.crew,
          rival.judged.crew,
          against_base,
          crew.judged.told,
          crew.kept,
          measured_break_even(crew.times, rival.times, Pairing::independent, model_bootstrap),
          by_models(crew, rival)};
}

void add_rivals(std::vector<const Contestant*>& crews, std::vector<CrewBreakEven>& points) {
  std::ranges::stable_sort(crews, {}, &Contestant::start_seconds);
  for (std::size_t i = 1; i < crews.size(); ++i) {
    points.push_back(compare(*crews[i], *crews[i - 1], false));
  }
}

bool decides(const Fitted<BreakEven>& found) {
  const auto* answer = std::get_if<BreakEven>(&found);
  return answer != nullptr && answer->verdict != BreakEvenVerdict::undecided;
}

}  // namespace

AnsweredBy answered_by(const CrewBreakEven& point) {
  if (decides(point.measured)) return AnsweredBy::measurement;
  if (decides(point.modelled)) return AnsweredBy::model;
  if (std::holds_alternative<BreakEven>(point.measured)) return AnsweredBy::measurement;
  return std::holds_alternative<BreakEven>(point.modelled) ? AnsweredBy::model : AnsweredBy::nothing;
}

const BreakEven* answer_of(const CrewBreakEven& point) {
  switch (answered_by(point)) {
    case AnsweredBy::measurement: return &std::get<BreakEven>(point.measured);
    case AnsweredBy::model: return &std::get<BreakEven>(point.modelled);
    case AnsweredBy::nothing: return nullptr;
  }
  return nullptr;
}

std::optional<bool> agree(const CrewBreakEven& point) {
  const auto* measured = std::get_if<BreakEven>(&point.measured);
  const auto* modelled = std::get_if<BreakEven>(&point.modelled);
  if (measured == nullptr || modelled == nullptr) return std::nullopt;
  return measured->interval.low <= modelled->interval.high && modelled->interval.low <= measured->interval.high;
}

std::vector<CrewBreakEven> break_evens(const Group& group, const StudySummary& summary,
                                       std::span<const JudgedCrew> crews, std::span<const CurveCost> costs) {
  const Contest contest(group, summary, costs);
  std::vector<Contestant> contestants;
  std::vector<CrewBreakEven> points;
  std::optional<Contestant> base;
  for (const JudgedCrew& each : crews) {
    contestants.push_back(contest.contestant(each));
    if (!each.base) continue;
    if (!base || !(base->judged.crew == *each.base)) base = contest.contestant({*each.base});
    points.push_back(compare(contestants.back(), *base, true));
  }
  std::map<int, std::vector<const Contestant*>> by_workers;
  for (const Contestant& each : contestants) by_workers[each.judged.crew.workers].push_back(&each);
  for (auto& [workers, rivals] : by_workers) add_rivals(rivals, points);
  return points;
}

}  // namespace breakeven::analysis
