// A bar for jobs that take longer than one is willing to wait in the dark.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "breakeven/timeline.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// What the bar counts.
struct ProgressSubject {
  std::string label;  ///< "8 threads"
  double amount = 0;  ///< how many units the whole job has
  std::string unit;   ///< "samples"
};

/// The bar as one line of at most `appearance.columns` - 1 columns, without a newline. `done` is in [0, 1].
std::string progress_line(const ProgressSubject& subject, double done, Duration elapsed, const Appearance& appearance);

/// Shows itself after a second, follows what it is told, and is gone without a trace when destroyed. It has a thread
/// of its own, so it must not live while the process forks.
class ProgressBar {
 public:
  ProgressBar(int descriptor, ProgressSubject subject, const Appearance& appearance);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// From any thread.
  void set(double done) noexcept { done_.store(done, std::memory_order_relaxed); }

 private:
  void draw_until_finished();
  void write(const std::string& text) const noexcept;

  int descriptor_;
  ProgressSubject subject_;
  Appearance appearance_;
  TimePoint begin_;
  std::atomic<double> done_{0};
  std::mutex mutex_;
  std::condition_variable finish_;
  bool finished_ = false;
  std::thread thread_;
};

}  // namespace breakeven::report
