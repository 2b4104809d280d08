#include "statistics/message_sample.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "statistics/order.hpp"

namespace breakeven::statistics {
namespace {

std::vector<double> medians_of(const MessageTimes& times) {
  std::vector<double> medians;
  for (const auto& observations : times.launches) {
    for (const double seconds : observations) {
      if (!(seconds > 0) || !std::isfinite(seconds)) {
        throw std::invalid_argument("statistics: a time of a message of " + std::to_string(times.bytes) +
                                    " bytes is not above 0 and finite");
      }
    }
    if (!observations.empty()) medians.push_back(median(observations));
  }
  return medians;
}

std::vector<const MessageTimes*> by_size(std::span<const MessageTimes> times) {
  std::vector<const MessageTimes*> sorted;
  for (const MessageTimes& each : times) sorted.push_back(&each);
  std::ranges::sort(sorted, {}, &MessageTimes::bytes);
  const auto twice = std::ranges::adjacent_find(sorted, {}, &MessageTimes::bytes);
  if (twice != sorted.end()) {
    throw std::invalid_argument("statistics: messages of " + std::to_string((*twice)->bytes) + " bytes occur twice");
  }
  return sorted;
}

/// The number of columns that all rows have, or 0.
std::size_t common_size(const std::vector<std::vector<double>>& rows) {
  const std::size_t size = rows.empty() ? 0 : rows.front().size();
  return std::ranges::all_of(rows, [size](const auto& row) { return row.size() == size; }) ? size : 0;
}

}  // namespace

MessageSample make_message_sample(std::span<const MessageTimes> times) {
  MessageSample sample;
  bool complete = true;
  for (const MessageTimes* const each : by_size(times)) {
    auto medians = medians_of(*each);
    if (medians.empty()) continue;
    complete = complete && medians.size() == each->launches.size();
    const double seconds = median(medians);
    sample.bytes.push_back(each->bytes);
    sample.x.push_back(static_cast<double>(each->bytes));
    sample.seconds.push_back(seconds);
    sample.weights.push_back(1 / (seconds * seconds));
    sample.launch_medians.push_back(std::move(medians));
  }
  if (complete) sample.common_launches = common_size(sample.launch_medians);
  return sample;
}

}  // namespace breakeven::statistics
