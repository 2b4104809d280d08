// Running a study: launch after launch until its plan is fulfilled or its time is up, everything kept as it comes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "breakeven/trial.hpp"
#include "plan/plan.hpp"
#include "study/launch.hpp"
#include "study/launch_runner.hpp"
#include "study/schedule.hpp"
#include "study/study_file.hpp"

namespace breakeven::study {

struct SessionOptions {
  Selection selection;                            ///< of points; empty: all
  std::optional<TimePoint> deadline;              ///< when everything must have been written
  Duration fold_every = std::chrono::minutes(1);  ///< how often the journal is put into the HDF5 file
  bool retry = false;                             ///< points that were given up for their failures, too
  std::string command_id;
  /// What is known of the surroundings of a launch before it begins; empty: nothing.
  std::function<Environment(const plan::Point&)> environment;
  std::function<TimePoint()> now = [] { return Clock::now(); };
};

/// Is told how it goes. Must be quick: its processor may be wanted for what is measured.
class SessionWatcher {
 public:
  virtual ~SessionWatcher() = default;
  /// When a launch begins, and several times a second while it is on.
  virtual void is_at(const Schedule& /*schedule*/, const Turn& /*turn*/, Duration /*since_its_begin*/) {}
  virtual void keeps(const Schedule& /*schedule*/, const Trial& /*trial*/) {}
  /// A launch failed after its last trial: its trials stand.
  virtual void had_trouble(const plan::Point& /*point*/, const std::string& /*what*/) {}
};

enum class SessionEnd : std::uint8_t {
  complete,       ///< every selected point is done
  out_of_budget,  ///< the next launch would probably not have ended before the deadline
};

/// `plan` is what `writer` has been told to be the plan. The trials that `writer` has already are taken for what they
/// are: they are not run again, and their answers are what others are compared with. On return or when it throws
/// (Interrupted, Error) every trial that was finished is in `writer`, which is left for the caller to close.
///
/// Before each launch with a deadline, the time that it will take is expected to be twice what launches of its point
/// have taken at most (or those of any point, for the first of one). A launch that is still on at the deadline is
/// ended; of it those repetitions are kept that were finished.
SessionEnd run_session(const plan::Plan& plan, StudyWriter& writer, LaunchRunner& runner, const SessionOptions& options,
                       SessionWatcher& watcher);

}  // namespace breakeven::study
