#include <algorithm>
#include <cmath>
#include <limits>

#include "breakeven/break_even.hpp"
#include "statistics/crew_pair.hpp"
#include "statistics/crossing.hpp"
#include "statistics/resampling.hpp"

namespace breakeven {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

double kept(const PhaseSeconds& parts) { return parts.work + parts.talk + parts.rest; }

double jobs_to_repay(double start, double gain) { return gain > 0 ? std::max(std::ceil(start / gain), 1.0) : never; }

RepaymentVerdict verdict_on(const Estimate& jobs) {
  if (jobs.interval.low == never) return RepaymentVerdict::never;
  return jobs.interval.high < never ? RepaymentVerdict::repaid : RepaymentVerdict::undecided;
}

}  // namespace

Fitted<Repayment> repayment(const ModelledCrew& crew, const ModelledCrew& base, double size, Pairing pairing) {
  const statistics::CrewPair pair(crew, base, pairing);
  if (auto refusal = pair.refusal()) return *refusal;
  std::vector<double> starts;
  std::vector<double> gains;
  std::vector<double> jobs;
  for (std::size_t i = 0; i < pair.resamples(); ++i) {
    const PhaseSeconds parts = pair.candidate_of_resample(i, size);
    starts.push_back(parts.start);
    gains.push_back(pair.base_of_resample(i, size).total() - kept(parts));
    jobs.push_back(jobs_to_repay(starts.back(), gains.back()));
  }
  const PhaseSeconds parts = crew.model.parts_at(crew.workers, size);
  const auto interval = [&](std::vector<double>& estimates, double estimate) {
    return statistics::symmetric_interval(estimates, estimate, pair.confidence(), pair.degrees());
  };
  Repayment result;
  result.start_seconds.value = parts.start;
  result.start_seconds.interval = interval(starts, parts.start);
  result.gain_seconds.value = pair.base_at(size) - kept(parts);
  result.gain_seconds.interval = interval(gains, result.gain_seconds.value);
  result.jobs.value = jobs_to_repay(parts.start, result.gain_seconds.value);
  result.jobs.interval = statistics::percentiles_of_places(std::move(jobs), pair.confidence(), pair.degrees());
  result.verdict = verdict_on(result.jobs);
  result.extrapolated = crew.model.extrapolates(crew.workers, size) || base.model.extrapolates(base.workers, size);
  return result;
}

}  // namespace breakeven
