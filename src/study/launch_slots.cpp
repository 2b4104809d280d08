#include "study/launch_slots.hpp"

#include <algorithm>

#include "breakeven/statistics.hpp"

namespace breakeven::study {
namespace {

constexpr int most_launches = 1'000'000;  // that a plan may ask for; more than that is no index but a damaged file

}  // namespace

std::optional<double> LaunchSlots::fill(int launch, int repetition, double seconds) {
  if (launch < 0 || launch >= most_launches || repetition < 0 || repetition >= repetitions_) return std::nullopt;
  const auto index = static_cast<std::size_t>(launch);
  if (slots_.size() <= index) slots_.resize(index + 1);
  Slot& slot = slots_[index];
  slot.filled.resize(static_cast<std::size_t>(repetitions_));
  if (slot.filled[static_cast<std::size_t>(repetition)]) return std::nullopt;
  slot.filled[static_cast<std::size_t>(repetition)] = true;
  slot.seconds.push_back(seconds);
  if (!complete(index)) return std::nullopt;
  while (complete(static_cast<std::size_t>(first_incomplete_))) ++first_incomplete_;
  return median(slot.seconds);
}

LaunchSlots::Gap LaunchSlots::first_gap() const {
  const auto index = static_cast<std::size_t>(first_incomplete_);
  if (index >= slots_.size() || slots_[index].filled.empty()) return {0, repetitions_};
  const auto& filled = slots_[index].filled;
  const auto begin = std::ranges::find(filled, false);
  const auto end = std::find(begin, filled.end(), true);
  return {static_cast<int>(begin - filled.begin()), static_cast<int>(end - begin)};
}

bool LaunchSlots::complete(std::size_t launch) const {
  return launch < slots_.size() && slots_[launch].seconds.size() == static_cast<std::size_t>(repetitions_);
}

}  // namespace breakeven::study
