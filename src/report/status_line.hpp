// One line that says how far a series of jobs is.
#pragma once

#include <string>

#include "breakeven/timeline.hpp"
#include "report/appearance.hpp"

namespace breakeven::report {

/// "trial 35 of 132, 12.3 s left: 8 threads". `done` trials have taken `elapsed`.
std::string series_line(int done, int total, Duration elapsed, const std::string& what, const Appearance& appearance);

/// Rewrites one line of a terminal, beginning a second after its construction; erases it in the end.
class StatusLine {
 public:
  StatusLine(int descriptor, const Appearance& appearance)
      : descriptor_(descriptor), appearance_(appearance), begin_(Clock::now()) {}
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  /// That `done` of `total` are over and `what` is on.
  void show(int done, int total, const std::string& what);
  /// Any text; what does not fit on the line is cut off.
  void show(const std::string& text);

 private:
  void write_line(const std::string& line);

  int descriptor_;
  Appearance appearance_;
  TimePoint begin_;
  bool shown_ = false;
};

}  // namespace breakeven::report
