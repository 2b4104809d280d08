// Says on standard error how far something is: a line that is rewritten on a terminal, one every half minute elsewhere.
#pragma once

#include <optional>
#include <string>

#include "breakeven/timeline.hpp"
#include "report/appearance.hpp"
#include "report/status_line.hpp"

namespace breakeven::cli {

class ProgressTeller {
 public:
  explicit ProgressTeller(const report::Appearance& appearance);

  /// Whether it is time to say something again. Texts take time to make, which may be part of what is measured.
  bool due() const;
  /// Nothing unless that is due.
  void tell(const std::string& text);
  /// "trial 35 of 132, 12.3 s left: 8 threads", `done` trials having been run since this began.
  void tell_trial(int done, int total, const std::string& what);
  /// For other text; the line is gone until something is told again.
  void make_room();

 private:
  report::Appearance appearance_;
  std::optional<report::StatusLine> line_;
  TimePoint begin_;
  TimePoint told_at_;
};

}  // namespace breakeven::cli
