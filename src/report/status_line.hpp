// How far a series of jobs is, on one line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "breakeven/timeline.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// What a terminal takes for going back to the beginning of a line and erasing it.
inline constexpr std::string_view erase_line = "\r\x1b[K";

/// The share `done` of something has taken `elapsed`: how long the rest takes at that pace. Nothing before there is
/// one.
std::optional<Duration> time_left(double done, Duration elapsed);

/// "trial 35 of 132, 12.3 s left: 8 threads". `done` trials have taken `elapsed`.
std::string series_line(int done, int total, Duration elapsed, const std::string& what);
/// "34 % done, 12.3 min left: 8 threads".
std::string share_line(double done, Duration left, const std::string& what);

/// Rewrites one line of a terminal, beginning a second after its construction; erases it in the end.
class StatusLine {
 public:
  StatusLine(int descriptor, const Appearance& appearance)
      : descriptor_(descriptor), appearance_(appearance), begin_(Clock::now()) {}
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  /// What does not fit on the line is cut off.
  void show(const std::string& text);

 private:
  int descriptor_;
  Appearance appearance_;
  TimePoint begin_;
  bool shown_ = false;
};

}  // namespace breakeven::report
