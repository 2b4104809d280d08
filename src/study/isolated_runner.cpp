#include "study/isolated_runner.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>

#include "core/duration_text.hpp"
#include "study/launch_order_bytes.hpp"
#include "study/study_file.hpp"

namespace breakeven::study {
namespace {

std::string fate_of(const LaunchOutcome& outcome, Duration timeout) {
  if (outcome.cut_short == CutShort::by_timeout) {
    return fmt::format("no answer within {}, the time-out of a trial; ended in phase {}", duration_text(timeout),
                       to_string(outcome.phase));
  }
  if (outcome.cut_short == CutShort::by_end) {
    return fmt::format("the time was up; ended in phase {}", to_string(outcome.phase));
  }
  if (!outcome.message.empty()) return outcome.message;
  return fmt::format("the driver of this launch {} {} in phase {}", outcome.status.signal != 0 ? "was" : "has",
                     os::describe(outcome.status), to_string(outcome.phase));
}

}  // namespace

IsolatedRunner::IsolatedRunner(LaunchSetting setting)
    : setting_(std::move(setting)), server_([this](std::span<const std::byte> order, Outbox& outbox) {
        live_launch(order_from(order), setting_, outbox);
      }) {}

LaunchEnd IsolatedRunner::run(const LaunchOrder& order, const LaunchLimits& limits, const LaunchHooks& hooks) {
  int kept = 0;
  TimePoint trial_began = Clock::now();
  LaunchHooks counting = hooks;
  counting.take = [&](std::span<const std::byte> entry) {
    hooks.take(entry);
    ++kept;
    trial_began = Clock::now();
  };
  const std::string bytes = order_bytes(order);
  const LaunchOutcome outcome = server_.run(std::as_bytes(std::span(bytes)), limits, counting);
  if (outcome.status.ok()) return {outcome.cut_short, ""};
  if (kept == order.turn.repetitions) return {outcome.cut_short, fate_of(outcome, limits.timeout)};
  if (outcome.cut_short == CutShort::by_end) return {CutShort::by_end, ""};

  Trial trial = planned_trial(order, setting_, order.turn.first_repetition + kept);
  trial.status = TrialStatus::failed;
  trial.message = fate_of(outcome, limits.timeout);
  trial.wall = trial.other = Clock::now() - trial_began;
  Entry entry = kept == 0 ? to_entry(order.launch) : Entry();
  const Entry rows = to_entry(trial);
  entry.insert(entry.end(), rows.begin(), rows.end());
  hooks.take(entry);
  return {outcome.cut_short, ""};
}

}  // namespace breakeven::study
