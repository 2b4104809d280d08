// The driver's eyes on one launch: what it says, how long it takes, and its end.
#pragma once

#include <exception>
#include <optional>
#include <span>
#include <string>

#include "os/file_descriptor.hpp"
#include "os/process.hpp"
#include "study/launch_channel.hpp"
#include "study/launch_server.hpp"

namespace breakeven::study {

class LaunchWatch {
 public:
  /// `control` is where the server tells how the launch has ended, `connection` leads to the launch itself.
  LaunchWatch(int control, os::FileDescriptor connection, const LaunchLimits& limits, const LaunchPatience& patience,
              const PhaseBoard& board, LaunchHooks hooks);

  /// Until the end. Throws what LaunchServer::run() does.
  LaunchOutcome follow();

 private:
  template <class Action>
  void attempt(const Action& action) noexcept;
  void wait();
  void listen();
  void handle(const LaunchMessage& message);
  void keep(const LaunchMessage& entry);
  void learn_of_end();
  void enforce_limits();
  void end(int signal) noexcept;
  Phase phase() const noexcept { return static_cast<Phase>(board_.load(std::memory_order_relaxed)); }

  int control_;
  os::FileDescriptor connection_;
  LaunchLimits limits_;
  LaunchPatience patience_;
  const PhaseBoard& board_;  // where the launch says in which phase it is
  LaunchHooks hooks_;
  MessageReader reader_;
  bool connected_ = true;
  os::FileDescriptor process_;
  bool listens_ = false;
  bool over_ = false;   // it has ended, what it left behind may not
  int ended_with_ = 0;  // the signal that told it to end
  TimePoint told_at_{};
  Phase phase_when_told_{};
  TimePoint trial_began_;
  bool killed_ = false;
  std::optional<os::ExitStatus> status_;
  CutShort cut_short_ = CutShort::no;
  std::string explanation_;
  std::exception_ptr trouble_;  // of ours, for which the launch had to end
};

}  // namespace breakeven::study
