#include "analysis/cost_models.hpp"

#include <algorithm>
#include <set>

#include "analysis/cost_observations.hpp"
#include "analysis/fastest_placements.hpp"

namespace breakeven::analysis {
namespace {

constexpr std::size_t counts_for_all = 3;

/// The points of one curve, to be fitted as a whole or in part.
class CurveFits {
 public:
  CurveFits(const Group& group, std::size_t curve, const StudySummary& summary) : curve_(curve) {
    const std::vector<std::size_t> rows = fastest_placements(group.curves[curve].rows, summary);
    observations_ = cost_observations(rows, summary);
    for (const CostObservation& each : observations_) counts_.insert(each.workers);
    for (const std::size_t row : rows) {
      kept_ |= summary.rows[row].times.kept_crew;
      processors_ = std::max(processors_, processors_of(summary.rows[row]));
    }
  }

  std::size_t counts() const { return counts_.size(); }

  CurveCost of_all(std::optional<WorkLaw> law) const { return {curve_, {}, kept_, fit(observations_, law)}; }
  CurveCost of(int workers, std::optional<WorkLaw> law) const {
    return {curve_, workers, kept_, fit(with_workers(observations_, workers), law)};
  }

 private:
  Fitted<CostModel> fit(const std::vector<CostObservation>& observations, std::optional<WorkLaw> law) const {
    auto fitted = fit_cost(observations, {.processors = static_cast<double>(processors_),
                                          .work_law = law,
                                          .pairing = Pairing::independent,
                                          .bootstrap = model_bootstrap});
    return law && std::holds_alternative<Refusal>(fitted) ? fit(observations, std::nullopt) : fitted;
  }

  std::size_t curve_;
  std::vector<CostObservation> observations_;
  std::set<double> counts_;
  bool kept_ = false;
  int processors_ = 0;
};

const CostModel* model_in(const CurveCost& cost) { return std::get_if<CostModel>(&cost.model); }

bool is_fitted(std::size_t curve, int workers, const std::vector<CurveCost>& costs) {
  return std::ranges::any_of(
      costs, [&](const CurveCost& cost) { return cost.curve == curve && cost.workers == std::optional(workers); });
}

/// Those of crews of one curve, and of what they have to beat on the same curve.
std::set<int> numbers_of(std::span<const JudgedCrew> crews) {
  std::set<int> numbers;
  for (const JudgedCrew& each : crews) {
    numbers.insert(each.crew.workers);
    if (each.base && each.base->curve == each.crew.curve) numbers.insert(each.base->workers);
  }
  return numbers;
}

bool same_refusal(const CurveCost& a, const CurveCost& b) {
  const auto* one = std::get_if<Refusal>(&a.model);
  const auto* other = std::get_if<Refusal>(&b.model);
  return a.curve == b.curve && one != nullptr && other != nullptr && one->reason == other->reason;
}

void add_curve(const CurveFits& fits, std::span<const JudgedCrew> crews, std::optional<WorkLaw> law,
               std::vector<CurveCost>& costs) {
  if (fits.counts() >= counts_for_all) {
    costs.push_back(fits.of_all(law));
    if (model_in(costs.back()) != nullptr) return;
  }
  for (const int workers : numbers_of(crews)) {
    if (is_fitted(crews.front().crew.curve, workers, costs)) continue;
    CurveCost one = fits.of(workers, law);
    if (costs.empty() || !same_refusal(costs.back(), one)) costs.push_back(std::move(one));
  }
}

}  // namespace

std::vector<CurveCost> cost_models(const Group& group, const StudySummary& summary, std::span<const JudgedCrew> crews) {
  std::vector<CurveCost> costs;
  if (crews.empty()) return costs;
  std::optional<WorkLaw> law;
  if (serial_curve(group) != nullptr) {
    costs.push_back(CurveFits(group, 0, summary).of(1, law));
    if (const CostModel* serial = model_in(costs.back())) law = serial->work_law;
  }
  const auto of_other_curve = [](const JudgedCrew& a, const JudgedCrew& b) { return a.crew.curve != b.crew.curve; };
  for (auto first = crews.begin(); first != crews.end();) {
    auto last = std::adjacent_find(first, crews.end(), of_other_curve);
    if (last != crews.end()) ++last;
    add_curve(CurveFits(group, first->crew.curve, summary), {first, last}, law, costs);
    first = last;
  }
  return costs;
}

const CurveCost* cost_of(const CrewOf& crew, std::span<const CurveCost> costs) {
  const auto found = std::ranges::find_if(costs, [&](const CurveCost& cost) {
    return cost.curve == crew.curve && cost.workers.value_or(crew.workers) == crew.workers && model_in(cost) != nullptr;
  });
  return found == costs.end() ? nullptr : &*found;
}

CostModel as_measured(const CurveCost& cost) {
  CostModel model = std::get<CostModel>(cost.model);
  if (!cost.kept) return model;
  model.start = {};
  model.start.resamples.resize(model.resamples());
  return model;
}

}  // namespace breakeven::analysis
