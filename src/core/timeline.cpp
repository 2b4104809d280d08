#include "breakeven/timeline.hpp"

#include <numeric>

namespace breakeven {

std::string_view to_string(Phase phase) noexcept {
  switch (phase) {
    case Phase::start: return "start";
    case Phase::send: return "send";
    case Phase::work: return "work";
    case Phase::talk: return "talk";
    case Phase::check: return "check";
    case Phase::collect: return "collect";
    case Phase::stop: return "stop";
  }
  return "unknown";
}

Duration PhaseTimes::sum() const noexcept { return std::accumulate(times_.begin(), times_.end(), Duration{}); }

void Timeline::restart(Phase phase) {
  totals_ = {};
  segments_.clear();
  current_ = phase;
  open_ = true;
  publish();
  begin_ = since_ = Clock::now();
}

void Timeline::enter(Phase phase) {
  if (!open_ || phase == current_) return;
  switch_at(Clock::now());
  current_ = phase;
  publish();
}

void Timeline::close() {
  if (!open_) return;
  switch_at(Clock::now());
  open_ = false;
}

void Timeline::switch_at(TimePoint now) {
  totals_[current_] += now - since_;
  if (segments_.size() < segment_limit) segments_.push_back({current_, since_, now});
  since_ = now;
}

void Timeline::publish() noexcept {
  if (board_ != nullptr) board_->store(static_cast<std::uint8_t>(current_), std::memory_order_relaxed);
}

}  // namespace breakeven
