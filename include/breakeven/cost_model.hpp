// What a job costs with one kind of worker, as a function of the number of workers p and the size n:
//
//     T(p, n) = start(p) + work(n) / p + talk(p, n) + rest(p, n)
//
// Each term is fitted from its own phase, as measured. What it looks like is chosen from a small dictionary:
//
//   start   0 or a sum of: 1; p. What a crew costs once, however many jobs it does: stopping belongs to it
//   work    c n, a + c n, c n log2(n), a + c n log2(n), or c n^e: the law of the work, which is the same for all kinds;
//           divided by p, by min(p, processors) or not at all, and perhaps grown by 1 + sigma (p - 1), where workers
//           share the memory's bandwidth
//   talk    0 or a sum of: 1; p or log2(p); n or n / p
//   rest    (send, check, collect and what no phase accounts for) as talk
//
// by Akaike's criterion, corrected for few points (Hurvich & Tsai, Biometrika 76, 1989): of the forms within 2 of the
// best the one with the fewest parameters (Burnham & Anderson, Model Selection and Multimodel Inference, 2002). A form
// with a negative coefficient is none: nothing takes less than no time.
//
// Errors are relative: sums of squares are of log((seconds + s) / (model + s)), with s a thousandth of the whole time
// at that point, so that what hardly matters there hardly counts. A point counts once, by its median over launches.
// Dependence on p is looked for where 3 different p or more were measured.
//
// Beside it all is fitted from whole times alone, by least squares on log T; if the phases tell the truth, both agree.
//
// Intervals come from a bootstrap over launches (of repetitions, where a point has fewer than 3 launches), the phases
// of a trial together. Each resample moves the parameters by one step of Gauss and Newton from the fit (Moulton &
// Zeger, Bootstrapping generalized linear models, CSDA 11, 1991). They hold for the forms that were chosen; whether
// those fit is told by residuals, and by how well levels are predicted that were left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/cost_shape.hpp"
#include "breakeven/fit.hpp"
#include "breakeven/statistics.hpp"

namespace breakeven {

struct PhaseSeconds {
  double start = 0;  ///< start and stop
  double work = 0;
  double talk = 0;
  double rest = 0;  ///< send, check, collect, other

  double total() const { return start + work + talk + rest; }
};

/// One trial. Of a kept crew, start and stop are those of its launch.
struct CostObservation {
  double workers = 1;
  double size = 0;
  int launch = 0;  ///< of its point (p, n): trials of the same launch share it
  PhaseSeconds seconds;
};

enum class WorkLaw : std::uint8_t { linear, affine, linearithmic, affine_linearithmic, power };
/// "c n", "a + c n", ...
std::string_view to_string(WorkLaw law) noexcept;

struct CostOptions {
  double processors = 0;                   ///< that the workers could use; 0: unknown
  std::optional<WorkLaw> work_law{};       ///< as found for serial; nothing: it is chosen
  Pairing pairing = Pairing::independent;  ///< by launch: launch i of all points was made together
  Bootstrap bootstrap{};
};

/// One term with its parameters, as `shape` orders them.
struct CostTerm {
  CostShape shape;
  std::vector<Estimate> parameters;
  double typical_residual = 0;                 ///< median absolute logarithm, as fitted: 0.02 is about 2 %
  std::vector<std::vector<double>> resamples;  ///< the parameters of each

  double at(double workers, double size) const;
};

/// A measured point (p, n) beside the model.
struct CostLevel {
  double workers = 1;
  double size = 0;
  double seconds = 0;     ///< median of whole times over launches
  double model = 0;       ///< seconds
  std::size_t count = 0;  ///< launches, or repetitions, behind the median

  /// log(seconds / model): 0.02 is about 2 %.
  double residual() const;
};

/// How well levels are predicted that were left out, forms being chosen without them. Errors are relative, of a point
/// each: |prediction / median - 1|. The first and the last level are extrapolated to.
struct LeftOutError {
  std::size_t levels = 0;
  double median = 0;
  double worst = 0;
  double worst_level = 0;  ///< the size, or the number of workers, where that was
};

/// How a model fits whole times. Compare models by aicc only over the same points.
struct Agreement {
  double aicc = 0;
  double typical_residual = 0;  ///< median absolute log(seconds / model)
};

struct CostModel {
  CostTerm start;
  CostTerm work;
  CostTerm talk;
  CostTerm rest;
  WorkLaw work_law = WorkLaw::linear;
  std::optional<Estimate> contention;  ///< sigma, when work grows by it

  std::vector<CostLevel> levels;    ///< by workers, then size
  std::size_t left_out_points = 0;  ///< with fewer than 3 repetitions, not used
  IntervalBasis basis = IntervalBasis::none;
  double degrees = 1;  ///< of freedom behind its intervals
  double confidence = 0.95;
  Interval workers_range;
  Interval size_range;

  Agreement agreement;                         ///< of the sum of terms
  Fitted<CostTerm> from_totals;                ///< whole times alone
  Agreement agreement_from_totals;             ///< when there is such a fit
  std::optional<LeftOutError> left_out_sizes;  ///< nothing when too few levels would be left for a fit
  std::optional<LeftOutError> left_out_workers;

  PhaseSeconds parts_at(double workers, double size) const;
  double at(double workers, double size) const { return parts_at(workers, size).total(); }
  /// With an interval: O(resamples).
  Estimate estimate(double workers, double size) const;
  /// Without start: what one more job costs a crew that is kept.
  Estimate estimate_kept(double workers, double size) const;
  std::size_t resamples() const { return work.resamples.size(); }
  PhaseSeconds parts_of_resample(std::size_t resample, double workers, double size) const;
  bool extrapolates(double workers, double size) const;
};

/// Of the trials of one kind and one workload. Refused, with what to measure: fewer than 4 sizes at the same number of
/// workers; exactly 2 numbers of workers (fit one, or measure a third); fewer than 3 repetitions wherever there are
/// such; a term that cannot be told from these points; residuals so large that it is no description. About 20 ms for 30
/// points of 10 launches and 2000 resamples. Throws std::invalid_argument for what is not finite, workers below 1, a
/// size below 0, a whole time that is not above 0, or a bootstrap that makes no sense.
Fitted<CostModel> fit_cost(std::span<const CostObservation> observations, const CostOptions& options = {});

/// Only those with that many workers: for a fit at one p.
std::vector<CostObservation> with_workers(std::span<const CostObservation> observations, double workers);

}  // namespace breakeven
