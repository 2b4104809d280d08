#include "study/progress.hpp"

#include "study/schedule.hpp"

namespace breakeven::study {
namespace {

Schedule schedule_of(const plan::Plan& plan, std::span<const Trial> trials) {
  Schedule schedule(plan);
  for (const Trial& trial : trials) schedule.add(trial);
  return schedule;
}

}  // namespace

std::string_view to_string(PointState state) noexcept {
  switch (state) {
    case PointState::pending: return "pending";
    case PointState::running: return "running";
    case PointState::done: return "done";
    case PointState::skipped: return "skipped";
  }
  return "";
}

std::string_view to_string(EndedBy reason) noexcept {
  switch (reason) {
    case EndedBy::nothing: return "";
    case EndedBy::precision: return "precision";
    case EndedBy::launches: return "launches";
    case EndedBy::time: return "time";
    case EndedBy::failures: return "failures";
  }
  return "";
}

std::vector<PointProgress> progress_of(const plan::Plan& plan, std::span<const Trial> trials) {
  return schedule_of(plan, trials).progress();
}

std::optional<Turn> next_turn(const plan::Plan& plan, std::span<const Trial> trials) {
  return schedule_of(plan, trials).next();
}

}  // namespace breakeven::study
