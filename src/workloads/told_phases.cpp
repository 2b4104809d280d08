#include "workloads/told_phases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "breakeven/error.hpp"
#include "core/seconds.hpp"

namespace breakeven::workloads {
namespace {

constexpr std::array tellable{Phase::start, Phase::send, Phase::work, Phase::talk, Phase::check, Phase::collect};

Phase phase_named(const std::string& text, std::size_t length) {
  const auto* found =
      std::ranges::find_if(tellable, [&](Phase phase) { return to_string(phase) == text.substr(0, length); });
  if (found != tellable.end() && length + 1 < text.size()) return *found;
  throw UsageError(fmt::format(
      "'{}' is no phase; one is like work=json:/seconds or 'talk=exchange: ([0-9.]+) s'; the phases are start, send, "
      "work, talk, check and collect",
      text));
}

Duration parse_seconds(const std::string& text, const std::string& what) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  // From 1e9 s on nanoseconds would not be exact any more, and no command has run for 31 years.
  if (!whole || !(seconds >= 0 && seconds < 1e9)) {
    throw Error(fmt::format("{}: the command wrote '{}', which is no number of seconds", what, text));
  }
  return std::chrono::round<Duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

ToldPhases::ToldPhases(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const std::size_t length = std::min(text.find('='), text.size());
    const Phase phase = phase_named(text, length);
    if (std::ranges::find(phases_, phase, &Told::phase) != phases_.end()) {
      throw UsageError(fmt::format("phase {} is told twice", to_string(phase)));
    }
    phases_.push_back({phase, OutputPattern(text.substr(length + 1))});
  }
}

void ToldPhases::reassign(Timeline& timeline, Duration elapsed,
                          const std::function<std::string(const OutputPattern&, std::string_view what)>& find) const {
  PhaseTimes told;
  bool work_is_told = false;
  for (const auto& [phase, pattern] : phases_) {
    const std::string what = fmt::format("phase {}", to_string(phase));
    told[phase] = parse_seconds(find(pattern, what), what);
    work_is_told |= phase == Phase::work;
  }
  const Duration rest = elapsed - told.sum();
  if (rest < Duration{}) {
    throw Error(fmt::format("the command told phases of {:.6g} s in all, but ran for {:.6g} s", in_seconds(told.sum()),
                            in_seconds(elapsed)));
  }
  if (work_is_told) told[Phase::start] += rest;
  for (const Phase phase : tellable) {
    if (phase != Phase::work) timeline.reassign(phase, told[phase]);
  }
}

}  // namespace breakeven::workloads
