#include "measure/accounting.hpp"

#include <algorithm>
#include <optional>

namespace breakeven::measure {
namespace {

Duration length(const WorkerReport& report) { return report.job_end - report.job_begin; }

/// How long after the driver's call the root began its job, if that can be known.
std::optional<Duration> root_delay(const JobOutcome& outcome, std::string_view host) {
  for (const WorkerReport& report : outcome.workers) {
    if (report.worker == 0 && report.host == host) return report.job_begin - outcome.begin;
  }
  return std::nullopt;
}

std::optional<Duration> delay_of(const WorkerReport& report, const JobOutcome& outcome, std::string_view host) {
  if (report.host == host) return report.job_begin - outcome.begin;
  const auto root = root_delay(outcome, host);
  if (!root) return std::nullopt;
  return std::clamp(*root, Duration{}, std::max(Duration{}, outcome.end - outcome.begin - length(report)));
}

WorkerTrial as_trial(const WorkerReport& report, const DriverStamps& stamps, const JobOutcome& outcome,
                     std::string_view host) {
  WorkerTrial worker{report.worker,
                     report.host,
                     report.pid,
                     report.phases,
                     report.cpu_user,
                     report.cpu_system,
                     report.peak_memory_bytes,
                     report.traffic};
  worker.phases[Phase::start] += stamps.start;
  worker.phases[Phase::send] += stamps.staging;
  worker.phases[Phase::collect] += stamps.delivery;
  worker.phases[Phase::stop] += stamps.stop;
  if (const auto delay = delay_of(report, outcome, host)) {
    worker.phases[Phase::send] += *delay;
    worker.phases[Phase::collect] += (outcome.end - outcome.begin) - *delay - length(report);
  }
  return worker;
}

/// When its job ended, counted from the driver's call.
Duration job_end(const WorkerReport& report, const JobOutcome& outcome, std::string_view host) {
  return delay_of(report, outcome, host).value_or(Duration{}) + length(report);
}

}  // namespace

void account(Trial& trial, const DriverStamps& stamps, const JobOutcome& outcome, std::string_view host) {
  trial.answer = outcome.answer;
  trial.wall = stamps.end - stamps.begin;
  trial.peak_memory_bytes = 0;
  trial.workers_detail.clear();
  std::optional<Duration> latest;
  for (const WorkerReport& report : outcome.workers) {
    const WorkerTrial worker = as_trial(report, stamps, outcome, host);
    trial.workers_detail.push_back(worker);
    trial.peak_memory_bytes = std::max(trial.peak_memory_bytes, worker.peak_memory_bytes);
    if (const Duration end = job_end(report, outcome, host); !latest || end > *latest) {
      latest = end;
      trial.critical_worker = report.worker;
      trial.phases = worker.phases;
    }
  }
  trial.other = trial.wall - trial.phases.sum();
}

void account_failure(Trial& trial, const DriverStamps& stamps) {
  trial.wall = stamps.end - stamps.begin;
  trial.phases = {};
  trial.phases[Phase::start] = stamps.start;
  trial.phases[Phase::send] = stamps.staging;
  trial.phases[Phase::collect] = stamps.delivery;
  trial.phases[Phase::stop] = stamps.stop;
  trial.other = trial.wall - trial.phases.sum();
}

}  // namespace breakeven::measure
