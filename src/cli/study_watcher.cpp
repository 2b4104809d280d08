#include "cli/study_watcher.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include "cli/output.hpp"
#include "report/crew_label.hpp"
#include "report/quantity.hpp"
#include "report/study_progress.hpp"

namespace breakeven::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto between_lines = 30s;
constexpr auto between_redraws = 200ms;

}  // namespace

StudyWatcher::StudyWatcher(const report::Appearance& appearance, bool quiet)
    : appearance_(appearance), quiet_(quiet), told_at_(Clock::now()) {
  clear_line();
}

void StudyWatcher::is_at(const study::Schedule& schedule, const study::Turn& turn, Duration since_its_begin) {
  changed_ = changed_ || turn != turn_;
  turn_ = turn;
  if (quiet_ || !due()) return;
  told_at_ = Clock::now();
  if (std::exchange(changed_, false)) text_ = report::progress_line(schedule, turn);
  const bool long_one = since_its_begin >= 1s;
  const std::string text = long_one ? fmt::format("{} for {}", text_, report::format_duration(since_its_begin)) : text_;
  line_ ? line_->show(text) : complain(text);
}

void StudyWatcher::keeps(const study::Schedule& /*schedule*/, const Trial& trial) {
  changed_ = true;
  if (trial.status == TrialStatus::ok) return;
  clear_line();
  complain(fmt::format("{}, n = {}, {}: {}", trial.workload, report::format_size(trial.problem_size),
                       report::crew_label(trial.kind, trial.workers, trial.threads_per_rank, trial.share),
                       trial.message));
}

void StudyWatcher::had_trouble(const plan::Point& point, const std::string& what) {
  clear_line();
  complain(fmt::format("{}, n = {}, {}: after its last trial, which stands: {}", point.workload,
                       report::format_size(point.problem_size),
                       report::crew_label(point.kind, point.workers, point.threads_per_rank, point.share), what));
}

bool StudyWatcher::due() const {
  return Clock::now() - told_at_ >= (line_ ? Duration(between_redraws) : Duration(between_lines));
}

/// Makes room for other text.
void StudyWatcher::clear_line() {
  line_.reset();
  if (appearance_.terminal && !quiet_) line_.emplace(STDERR_FILENO, appearance_);
}

}  // namespace breakeven::cli
