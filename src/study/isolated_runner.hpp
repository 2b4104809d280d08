// Runs each launch in a process of its own, and says what became of those that did not come back.
#pragma once

#include "study/launch_life.hpp"
#include "study/launch_runner.hpp"
#include "study/launch_server.hpp"

namespace breakeven::study {

class IsolatedRunner final : public LaunchRunner {
 public:
  /// To be made while this process is small, and has no other threads: it forks.
  explicit IsolatedRunner(LaunchSetting setting);

  /// As LaunchServer does.
  void keep_open(const os::FileDescriptor& file) { server_.keep_open(file); }

  /// A launch that dies, or takes longer than the time-out, makes its trial a failed one.
  LaunchEnd run(const LaunchOrder& order, const LaunchLimits& limits, const LaunchHooks& hooks) override;

 private:
  LaunchSetting setting_;
  LaunchServer server_;
};

}  // namespace breakeven::study
