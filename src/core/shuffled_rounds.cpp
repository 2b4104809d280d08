#include "core/shuffled_rounds.hpp"

#include <numeric>
#include <utility>

namespace breakeven {

ShuffledRounds::ShuffledRounds(std::size_t count, std::uint64_t seed) : random_(seed), order_(count) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
}

const std::vector<std::size_t>& ShuffledRounds::next() {
  // Fisher and Yates; std::shuffle is free to differ between libraries. The modulo's bias is below 2^-50 here.
  for (std::size_t left = order_.size(); left > 1; --left) std::swap(order_[left - 1], order_[random_() % left]);
  return order_;
}

}  // namespace breakeven
