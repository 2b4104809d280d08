#include "study/launch_slots.hpp"

#include <algorithm>

#include "breakeven/statistics.hpp"

namespace breakeven::study {
namespace {

constexpr int most_planned_launches =
    1'000'000;  // that a plan may ask for; more than that is no index but a damaged file

}  // namespace

std::optional<double> LaunchSlots::fill(int launch, int repetition, double seconds) {
  if (launch < 0 || launch >= most_planned_launches || repetition < 0 || repetition >= repetitions_)
    return std::nullopt;
  const auto index = static_cast<std::size_t>(launch);
  if (launches_.size() <= index) launches_.resize(index + 1);
  const auto place = static_cast<std::size_t>(repetition);
  Slot& slot = slot_for(launches_[index], place);
  slot.filled[place] = true;
  slot.seconds.push_back(seconds);
  if (!complete(slot)) return std::nullopt;
  while (complete(first_incomplete_)) ++first_incomplete_;
  return median(slot.seconds);
}

LaunchSlots::Gap LaunchSlots::first_gap() const {
  const auto index = static_cast<std::size_t>(first_incomplete_);
  if (index >= launches_.size() || launches_[index].empty()) return {0, repetitions_};
  const auto& filled = launches_[index].front().filled;
  const auto begin = std::ranges::find(filled, false);
  const auto end = std::find(begin, filled.end(), true);
  return {static_cast<int>(begin - filled.begin()), static_cast<int>(end - begin)};
}

LaunchSlots::Slot& LaunchSlots::slot_for(Launches& launches, std::size_t repetition) const {
  const auto free = std::ranges::find_if(launches, [&](const Slot& slot) { return !slot.filled[repetition]; });
  if (free != launches.end()) return *free;
  return launches.emplace_back(Slot{std::vector<bool>(static_cast<std::size_t>(repetitions_)), {}});
}

bool LaunchSlots::complete(const Slot& slot) const {
  return slot.seconds.size() == static_cast<std::size_t>(repetitions_);
}

bool LaunchSlots::complete(int launch) const {
  const auto index = static_cast<std::size_t>(launch);
  return index < launches_.size() && !launches_[index].empty() && complete(launches_[index].front());
}

}  // namespace breakeven::study
