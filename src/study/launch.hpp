// One life of a crew, from start to stop, for one point of a study, and the machine that it was lived on.
#pragma once

#include <string>

#include "breakeven/timeline.hpp"

namespace breakeven::study {

/// What is kept of the surroundings of a launch: these things and no others, never the whole environment.
struct Environment {
  std::string version;   ///< of this program
  std::string compiler;  ///< and its flags
  std::string host;      ///< of the driver
  std::string hosts;     ///< of the workers, separated by commas
  std::string kernel;
  std::string cpu_model;
  std::string governor;  ///< of the processors' frequency; empty where it is not shown
  int online_processors = 0;
  int allowed_processors = 0;
  int usable_processors = 0;  ///< by the affinity that the driver obtained
  std::string mpi_library;    ///< of crews of ranks
  std::string launcher;       ///< the command that started ranks
  std::string binding;        ///< that was asked for
  std::string slurm_job;
  std::string instruction_set;  ///< of the kernels
  double clock_reading_seconds = 0;
  double clock_resolution_seconds = 0;
};

struct Launch {
  std::string id;  ///< unique: 128 random bits
  std::string point_id;
  std::string command_id;
  std::string started_at;  ///< UTC, ISO 8601
  std::string ended_at;    ///< empty while it runs, and when it was cut short
  int index = 0;           ///< among the launches of its point
  bool warm_up = false;
  bool oversubscribed = false;
  Duration start{};
  Duration stop{};
  Environment environment;
};

}  // namespace breakeven::study
