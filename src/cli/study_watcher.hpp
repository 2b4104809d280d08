// Tells how far a study is, and what goes wrong in it.
#pragma once

#include <optional>
#include <string>

#include "breakeven/timeline.hpp"
#include "cli/progress_teller.hpp"
#include "report/appearance.hpp"
#include "study/session.hpp"

namespace breakeven::cli {

class StudyWatcher final : public study::SessionWatcher {
 public:
  StudyWatcher(const report::Appearance& appearance, bool quiet);

  void is_at(const study::Schedule& schedule, const study::Turn& turn, Duration since_its_begin) override;
  /// Failures are told at once.
  void keeps(const study::Schedule& schedule, const Trial& trial) override;
  void had_trouble(const plan::Point& point, const std::string& what) override;

 private:
  bool quiet_;
  ProgressTeller teller_;
  std::string text_;  // of what is on; made anew only when something has changed, since it takes time that is measured
  std::optional<study::Turn> turn_;
  bool changed_ = true;
};

}  // namespace breakeven::cli
