#include "report/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "core/seconds.hpp"
#include "report/quantity.hpp"
#include "report/status_line.hpp"

namespace breakeven::report {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 1s;  // below, a bar would only flicker
constexpr auto redraw_interval = 100ms;
constexpr int widest_progress = 40;

std::string bar(double done, int width) {
  const int filled = static_cast<int>(std::lround(done * width));
  std::string cells;
  for (int i = 0; i < width; ++i) cells += i < filled ? "█" : "░";
  return cells;
}

}  // namespace

std::string progress_line(const ProgressSubject& subject, double done, Duration elapsed, const Appearance& appearance) {
  done = std::clamp(done, 0.0, 1.0);
  const std::string label = shown(subject.label + " ", appearance);
  const std::string share = fmt::format(" {:3.0f} %", std::floor(done * 100));
  std::string speed;
  if (const auto left = time_left(done, elapsed)) {
    const double rate = done * subject.amount / in_seconds(elapsed);
    speed =
        shown(fmt::format("  {}{}/s  {} left", format_rate(rate), subject.unit, format_duration(*left)), appearance);
  }
  const int room = appearance.columns - 1 - display_width(share);
  const int room_for_bar = room - display_width(label) - display_width(speed);
  if (room_for_bar >= 0)
    return label + shown(bar(done, std::min(room_for_bar, widest_progress)), appearance) + share + speed;
  return display_width(speed) <= room ? share + speed : share;
}

ProgressBar::ProgressBar(int descriptor, ProgressSubject subject, const Appearance& appearance)
    : descriptor_(descriptor),
      subject_(std::move(subject)),
      appearance_(appearance),
      begin_(Clock::now()),
      thread_([this] { draw_until_finished(); }) {}

ProgressBar::~ProgressBar() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  finish_.notify_one();
  thread_.join();
}

void ProgressBar::draw_until_finished() {
  std::unique_lock lock(mutex_);
  const auto finished = [this] { return finished_; };
  if (finish_.wait_for(lock, patience, finished)) return;
  do {
    const auto line =
        progress_line(subject_, done_.load(std::memory_order_relaxed), Clock::now() - begin_, appearance_);
    write(std::string(erase_line) + line);
  } while (!finish_.wait_for(lock, redraw_interval, finished));
  write(std::string(erase_line));
}

void ProgressBar::write(const std::string& text) const noexcept {
  // What cannot be shown is not worth failing for.
  [[maybe_unused]] const auto ignored = ::write(descriptor_, text.data(), text.size());
}

}  // namespace breakeven::report
