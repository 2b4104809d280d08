// Studies with noise of known size: each launch deviates from its point, each repetition from its launch.
#pragma once

#include <chrono>
#include <cmath>

#include "analysis/example_study.hpp"
#include "statistics/random.hpp"

namespace breakeven::test {

struct Simulation {
  unsigned seed = 1;
  double slower = 1;    ///< factor on the time of 2 threads
  double noise = 0.03;  ///< of launches: the standard deviation of the logarithm
  double repetition_noise = 0.02;
  int launches = 8;
  int repetitions = 3;
};

inline void add_simulated(study::StudyContent& study, const plan::Point& point, double seconds,
                          const Simulation& simulation, statistics::Random& random) {
  study.points.push_back(point);
  for (int launch = 0; launch < simulation.launches; ++launch) {
    const double of_launch = seconds * std::exp(simulation.noise * random.normal());
    for (int repetition = 0; repetition < simulation.repetitions; ++repetition) {
      const std::chrono::duration<double> wall(of_launch * std::exp(simulation.repetition_noise * random.normal()));
      Trial trial = example_trial_of(point, point.id(), launch, std::chrono::duration_cast<Duration>(wall));
      trial.id += "-" + std::to_string(repetition);
      trial.repetition = repetition;
      study.trials.push_back(trial);
      if (repetition == 0) study.launches.push_back(example_launch_of(trial));
    }
  }
}

/// pi with n = 1000: serial, 2 to 5 threads, and the twin of serial.
inline study::StudyContent simulated_study(const Simulation& simulation) {
  statistics::Random random(simulation.seed);
  study::StudyContent study;
  study.study_id = "0123456789abcdef0123456789abcdef";
  add_simulated(study, example_point(CrewKind::serial, 1, 1000), 0.8, simulation, random);
  for (int workers = 2; workers <= 5; ++workers) {
    const double factor = workers == 2 ? simulation.slower : 1;
    add_simulated(study, example_point(CrewKind::threads, workers, 1000), factor * 0.8 / workers, simulation, random);
  }
  plan::Point twin = example_point(CrewKind::serial, 1, 1000);
  twin.role = plan::Role::twin;
  add_simulated(study, twin, 0.8, simulation, random);
  return study;
}

}  // namespace breakeven::test
