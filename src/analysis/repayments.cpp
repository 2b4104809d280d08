#include "analysis/repayments.hpp"

#include <set>

namespace breakeven::analysis {
namespace {

std::set<std::uint64_t> sizes_of(const CrewOf& crew, const Group& group, const StudySummary& summary) {
  std::set<std::uint64_t> sizes;
  for (const std::size_t row : rows_with_workers(group.curves[crew.curve], summary, crew.workers)) {
    sizes.insert(summary.rows[row].measured.point.problem_size);
  }
  sizes.erase(0);
  return sizes;
}

bool has_start(const CostModel& model) { return !model.start.shape.bases.empty(); }

}  // namespace

std::vector<CrewRepayment> repayments(const Group& group, const StudySummary& summary,
                                      std::span<const JudgedCrew> crews, std::span<const CurveCost> costs) {
  std::vector<CrewRepayment> all;
  const CurveCost* serial = serial_curve(group) == nullptr ? nullptr : cost_of({0, 1}, costs);
  if (serial == nullptr) return all;
  const CostModel base = as_measured(*serial);
  for (const JudgedCrew& each : crews) {
    const CurveCost* cost = cost_of(each.crew, costs);
    if (!each.told || cost == nullptr || !has_start(std::get<CostModel>(cost->model))) continue;
    const ModelledCrew crew{std::get<CostModel>(cost->model), static_cast<double>(each.crew.workers)};
    for (const std::uint64_t size : sizes_of(each.crew, group, summary)) {
      const auto found = repayment(crew, {base, 1}, static_cast<double>(size));
      if (const auto* repaid = std::get_if<Repayment>(&found)) all.push_back({each.crew, size, *repaid});
    }
  }
  return all;
}

}  // namespace breakeven::analysis
