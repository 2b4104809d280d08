// The processes of a crew of ranks, as far as its driver has them in hand.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "breakeven/crew.hpp"
#include "core/worker_board.hpp"
#include "crews/wire.hpp"
#include "launch/launcher_process.hpp"
#include "os/captured_output.hpp"
#include "os/file_descriptor.hpp"
#include "os/memory.hpp"
#include "os/process.hpp"

namespace breakeven::crews {

/// The launcher that the driver starts; or, for adopted ranks, rank 0, the one that a launcher left it to start. What
/// is left of either is ended, and what it left behind is removed, when this goes.
class RankProcesses {
 public:
  explicit RankProcesses(const CrewOptions& options);
  ~RankProcesses();
  RankProcesses(const RankProcesses&) = delete;
  RankProcesses& operator=(const RankProcesses&) = delete;

  /// The ranks connect to `address` (RankListener's). Returns the connection to rank 0 if there is one already.
  std::optional<Channel> start(const std::string& address);

  int output_descriptor() const noexcept { return output_.descriptor(); }  ///< for poll(); -1 when it has ended
  void drain_output() { output_.drain(); }
  const os::CapturedOutput& output() const noexcept { return output_; }
  const std::string& name() const noexcept { return name_; }  ///< "mpirun", "rank 0"
  /// What a worker shows of itself. Nothing, if it is on another host.
  const WorkerBoard& board_of(int worker) const;
  /// What a worker is doing, or did last.
  Phase phase_of(int worker) const;

  /// How it ended, if it has.
  std::optional<os::ExitStatus> status();
  std::optional<os::ExitStatus> wait(std::chrono::milliseconds patience);
  /// Ends what is left: politely, so that the launcher can clean up, then by force; and removes what a launcher that is
  /// dead can no longer remove itself.
  void end();

 private:
  std::vector<std::string> environment(const std::string& address) const;
  Channel start_own_rank(const std::string& address);
  void start_launcher(const std::string& address);

  CrewOptions options_;
  os::CapturedOutput output_;
  os::FileDescriptor boards_file_;
  os::Mapping boards_;  // a WorkerBoard for each worker
  std::optional<launch::LauncherProcess> launcher_;
  os::ChildProcess adopted_rank_;
  std::optional<os::ExitStatus> adopted_rank_status_;
  pid_t launcher_of_adopted_ = 0;  // mpirun or srun
  std::string name_;
};

}  // namespace breakeven::crews
