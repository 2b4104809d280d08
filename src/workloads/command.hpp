// A user's own command as the work: for crews of the kind command, which are one process of ours that waits for it.
//
// What is measured is what the user would wait for, from starting the command to its end. What it leaves running in the
// background is killed then, so that it does not disturb what is measured next.
#pragma once

#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "breakeven/communicator.hpp"
#include "breakeven/workload.hpp"

namespace breakeven::workloads {

struct CommandWorkload {
  static constexpr std::string_view name = "command";

  std::vector<std::string> arguments;  ///< the program first, ready to be run
  std::string parameters;              ///< what makes its answer what it is, for describe()
  std::uint64_t size = 0;
  /// "NAME=PATTERN": numbers to find in standard output, see OutputPattern.
  std::vector<std::string> figures;
  /// "PHASE=PATTERN": what it tells of where its time went, see ToldPhases.
  std::vector<std::string> phases;
  std::string answer;          ///< pattern of what must be the same for the same parameters; empty: nothing is compared
  double timeout_seconds = 0;  ///< 0: none
  bool ignore_failure = false;  ///< an exit code other than 0 is an answer, too

  /// Throws UsageError for patterns that are none, and for a figure's name or a phase that is taken.
  void validate() const;

  /// Figures: "exit_code" and those asked for. The digest is of what `answer` finds, 0 without it. CPU time and memory
  /// of the command are reported as this worker's. Throws Error, with what standard error said last, when the command
  /// fails or takes too long, and when a figure, a phase or the answer is not in its output.
  Answer run(Communicator& communicator) const;
  std::uint64_t problem_size() const noexcept { return size; }
  std::string describe() const { return parameters; }

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& arguments& parameters& size& figures& phases& answer& timeout_seconds& ignore_failure;
  }
};

/// 0: none.
std::optional<Duration> command_timeout(double seconds);

}  // namespace breakeven::workloads
