// Studies for figures: known laws, many kinds, sizes around a break-even point.
#pragma once

#include <array>
#include <chrono>
#include <cmath>
#include <vector>

#include "analysis/example_study.hpp"

namespace breakeven::test {

inline Duration duration_of(double seconds) { return std::chrono::nanoseconds(std::llround(seconds * 1e9)); }

/// Amdahl's law with T1 = 8 s: so much of it stays serial.
inline Duration amdahl(double serial_fraction, int workers) {
  return duration_of(8 * (serial_fraction + (1 - serial_fraction) / workers));
}

inline constexpr std::array figure_kinds{CrewKind::threads, CrewKind::fork,       CrewKind::mpi,     CrewKind::spawn,
                                         CrewKind::hybrid,  CrewKind::forkserver, CrewKind::command, CrewKind::gil};

/// Kind i of figure_kinds has a serial fraction of (1 + 2 i) %.
inline study::StudyContent scaling_study(std::size_t kinds, int processors = 8) {
  study::StudyContent study;
  add_measured(study, example_point(CrewKind::serial, 1, 1000), amdahl(0, 1));
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    for (const int workers : {1, 2, 3, 4, 6, 8, 16}) {
      const std::size_t before = study.trials.size();
      const double fraction = 0.01 + 0.02 * static_cast<double>(kind);
      add_measured(study, example_point(figure_kinds.at(kind), workers, 1000), amdahl(fraction, workers));
      for (std::size_t i = before; i < study.trials.size(); ++i) study.trials[i].oversubscribed = workers > processors;
    }
  }
  for (Trial& trial : study.trials) trial.started_at = "2026-11-30T08:47:25.753856Z";
  for (study::Launch& launch : study.launches) launch.environment.usable_processors = processors;
  return study;
}

/// 8 s by the number of threads; launches lie from 0.75 to 1.5 times that.
inline study::StudyContent wide_study() {
  study::StudyContent study;
  for (const int workers : {1, 2, 4}) {
    add_measured(study, example_point(CrewKind::threads, workers, 1000), duration_of(8.0 / workers));
    for (int launch = 0; launch < 7; ++launch) {
      constexpr std::array luck{0.75, 0.8, 0.9, 1.0, 1.1, 1.3, 1.5};
      study.trials[study.trials.size() - 7 + static_cast<std::size_t>(launch)].wall =
          duration_of(luck.at(static_cast<std::size_t>(launch)) * 8 / workers);
    }
  }
  return study;
}

/// More numbers of workers than an axis has room for.
inline study::StudyContent many_counts_study() {
  study::StudyContent study;
  for (int workers = 1; workers <= 1024; workers += workers < 32 ? 1 : workers / 5) {
    add_measured(study, example_point(CrewKind::mpi, workers, 1'000'000), amdahl(0.002, workers));
  }
  return study;
}

/// Serial takes n ms, 2 threads 0.5 s to start and n / 2 ms: break-even at n = 1000.
inline study::StudyContent size_study() {
  study::StudyContent study;
  for (const std::uint64_t n : {125U, 250U, 500U, 2000U, 4000U, 8000U}) {
    const double seconds = 1e-3 * static_cast<double>(n);
    add_measured(study, example_point(CrewKind::serial, 1, n), duration_of(seconds));
    add_measured(study, example_point(CrewKind::threads, 2, n), duration_of(0.5 + seconds / 2));
  }
  return study;
}

/// The same work for each worker: 2 s, and 0.1 s more for each doubling.
inline study::StudyContent weak_scaling_study() {
  study::StudyContent study;
  for (const int workers : {1, 2, 4, 8}) {
    add_measured(study, example_point(CrewKind::mpi, workers, static_cast<std::uint64_t>(1000 * workers)),
                 duration_of(2 + 0.1 * std::log2(workers)));
  }
  return study;
}

}  // namespace breakeven::test
