#include "cli/study_watcher.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "cli/output.hpp"
#include "report/crew_label.hpp"
#include "report/quantity.hpp"
#include "report/study_progress.hpp"

namespace breakeven::cli {

using namespace std::chrono_literals;

StudyWatcher::StudyWatcher(const report::Appearance& appearance, bool quiet) : quiet_(quiet), teller_(appearance) {}

void StudyWatcher::is_at(const study::Schedule& schedule, const study::Turn& turn, Duration since_its_begin) {
  changed_ = changed_ || turn != turn_;
  turn_ = turn;
  if (quiet_ || !teller_.due()) return;
  if (std::exchange(changed_, false)) text_ = report::progress_line(schedule, turn);
  const bool long_one = since_its_begin >= 1s;
  teller_.tell(long_one ? fmt::format("{} for {}", text_, report::format_duration(since_its_begin)) : text_);
}

void StudyWatcher::keeps(const study::Schedule& /*schedule*/, const Trial& trial) {
  changed_ = true;
  if (trial.status == TrialStatus::ok) return;
  teller_.make_room();
  complain(fmt::format("{}, n = {}, {}: {}", trial.workload, report::format_size(trial.problem_size),
                       report::crew_label(trial.kind, trial.workers, trial.threads_per_rank, trial.share),
                       trial.message));
}

void StudyWatcher::had_trouble(const plan::Point& point, const std::string& what) {
  teller_.make_room();
  complain(fmt::format("{}, n = {}, {}: after its last trial, which stands: {}", point.workload,
                       report::format_size(point.problem_size),
                       report::crew_label(point.kind, point.workers, point.threads_per_rank, point.share), what));
}

}  // namespace breakeven::cli
