#include "statistics/cost_dictionary.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

namespace breakeven {

std::string_view to_string(WorkLaw law) noexcept {
  constexpr std::string_view texts[]{"c n", "a + c n", "c n log2(n)", "a + c n log2(n)", "c n^e"};
  return texts[static_cast<std::size_t>(law)];
}

namespace statistics {
namespace {

using Bases = std::vector<CostBasis>;

constexpr std::array all_laws{WorkLaw::linear, WorkLaw::affine, WorkLaw::linearithmic, WorkLaw::affine_linearithmic,
                              WorkLaw::power};

std::vector<SizeFactor> factors_of(WorkLaw law) {
  switch (law) {
    case WorkLaw::linear: return {SizeFactor::size};
    case WorkLaw::affine: return {SizeFactor::one, SizeFactor::size};
    case WorkLaw::linearithmic: return {SizeFactor::size_log_size};
    case WorkLaw::affine_linearithmic: return {SizeFactor::one, SizeFactor::size_log_size};
    case WorkLaw::power: return {SizeFactor::size_power};
  }
  throw std::logic_error("cost dictionary: no such law of work");
}

/// All that take one of each group: every group holds what may be added, nothing included.
std::vector<CostShape> sums(const std::vector<std::vector<Bases>>& groups) {
  std::vector<CostShape> shapes(1);
  for (const auto& group : groups) {
    std::vector<CostShape> longer;
    for (const CostShape& shape : shapes) {
      for (const Bases& more : group) {
        longer.push_back(shape);
        std::ranges::copy(more, std::back_inserter(longer.back().bases));
      }
    }
    shapes = std::move(longer);
  }
  return shapes;
}

std::vector<Bases> constants() { return {{}, {CostBasis{}}}; }

std::vector<Bases> by_workers(const CostScope& scope, std::initializer_list<WorkersFactor> factors) {
  std::vector<Bases> group{{}};
  for (const WorkersFactor factor : factors) {
    if (scope.several_workers) group.push_back({{.size = SizeFactor::one, .workers = factor}});
  }
  return group;
}

std::vector<Bases> by_size(const CostScope& scope) {
  std::vector<Bases> group{{}, {{.size = SizeFactor::size, .workers = WorkersFactor::one}}};
  if (scope.several_workers) group.push_back({{.size = SizeFactor::size, .workers = WorkersFactor::share}});
  return group;
}

CostShape work_shape(WorkLaw law, WorkersFactor division, double processors) {
  CostShape shape{.bases = {}, .processors = processors};
  for (const SizeFactor factor : factors_of(law)) shape.bases.push_back({.size = factor, .workers = division});
  return shape;
}

/// Divided among workers: as it is, and with contention if that could be told.
void add_divided(std::vector<CostShape>& shapes, WorkLaw law, const CostScope& scope, double processors) {
  shapes.push_back(work_shape(law, WorkersFactor::share, processors));
  if (!scope.several_workers) return;
  CostShape slowed = shapes.back();
  slowed.bases.push_back({.size = slowed.bases.back().size, .workers = WorkersFactor::contention});
  shapes.push_back(std::move(slowed));
}

}  // namespace

std::vector<CostShape> start_shapes(const CostScope& scope) {
  return sums({constants(), by_workers(scope, {WorkersFactor::workers})});
}

std::vector<CostShape> talk_shapes(const CostScope& scope) {
  return sums({constants(), by_workers(scope, {WorkersFactor::workers, WorkersFactor::log_workers}), by_size(scope)});
}

std::vector<CostShape> work_shapes(const CostScope& scope, std::optional<WorkLaw> law) {
  std::vector<CostShape> shapes;
  for (const WorkLaw each : all_laws) {
    if (law && *law != each) continue;
    add_divided(shapes, each, scope, 0);
    if (scope.several_workers) shapes.push_back(work_shape(each, WorkersFactor::one, 0));
    if (scope.processors > 0) add_divided(shapes, each, scope, scope.processors);
  }
  return shapes;
}

std::vector<CostShape> total_shapes(const CostScope& scope, WorkLaw law) {
  std::vector<CostShape> shapes;
  for (const CostShape& work : work_shapes(scope, law)) {
    for (CostShape shape : talk_shapes(scope)) {
      shape.processors = work.processors;
      std::ranges::copy(work.bases, std::back_inserter(shape.bases));
      shapes.push_back(std::move(shape));
    }
  }
  return shapes;
}

WorkLaw law_of(const CostShape& work) {
  std::vector<SizeFactor> factors;
  for (const CostBasis& basis : work.bases) {
    if (basis.workers != WorkersFactor::contention) factors.push_back(basis.size);
  }
  const auto law = std::ranges::find_if(all_laws, [&](WorkLaw each) { return factors_of(each) == factors; });
  if (law == all_laws.end()) throw std::logic_error("cost dictionary: " + work.formula() + " follows no law of work");
  return *law;
}

}  // namespace statistics
}  // namespace breakeven
