// Times of messages by size, as fitting wants them. See breakeven/message_model.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "breakeven/message_model.hpp"

namespace breakeven::statistics {

/// Ascending in size.
struct MessageSample {
  std::vector<std::uint64_t> bytes;
  std::vector<double> x;                            ///< bytes
  std::vector<double> seconds;                      ///< medians over launches
  std::vector<double> weights;                      ///< 1 / seconds^2: errors are relative
  std::vector<std::vector<double>> launch_medians;  ///< by size, then launch; of those that have observations
  std::size_t common_launches = 0;                  ///< when each of them has observations of every size; else 0

  std::size_t size() const noexcept { return x.size(); }
};

/// Throws std::invalid_argument as fit_messages() says.
MessageSample make_message_sample(std::span<const MessageTimes> times);

}  // namespace breakeven::statistics
