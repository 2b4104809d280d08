#include "workloads/sort.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "breakeven/error.hpp"
#include "core/rank_grid.hpp"
#include "workloads/sort_job.hpp"
#include "workloads/sort_shares.hpp"

namespace breakeven::workloads {

void SortWorkload::validate() const {
  if (!(epsilon >= 0 && epsilon <= 1)) throw UsageError("the epsilon of a sort must be between 0 and 1");
  if (count > most_keys) throw UsageError(fmt::format("cannot sort {} keys: 2^58 are the most", count));
}

Answer SortWorkload::run(Communicator& communicator) const {
  validate();
  if (kernels::key_bytes(type) == sizeof(std::uint32_t)) return SortJob<std::uint32_t>(*this, communicator).run();
  return SortJob<std::uint64_t>(*this, communicator).run();
}

std::string SortWorkload::describe() const {
  std::string text = fmt::format("n={} type={}", count, to_string(type));
  if (type == kernels::KeyType::float64 || type == kernels::KeyType::float32) {
    text += fmt::format(" order={}", to_string(float_order));
  }
  text += source.empty() ? fmt::format(" input={} seed={}", to_string(input), seed) : fmt::format(" source={}", source);
  if (!sink.empty()) text += fmt::format(" sink={}", sink);
  text += fmt::format(" eps={}", epsilon);
  if (route != Route::automatic) text += fmt::format(" exchange={}", breakeven::to_string(route));
  if (!verify) text += " unverified";
  return text;
}

std::uint64_t SortWorkload::worker_memory_bytes(int workers) const noexcept {
  const SortShares shares(count, workers, epsilon);
  const std::uint64_t second_buffer = workers == 1 ? 0 : shares.largest_input();
  return (shares.capacity() + second_buffer) * kernels::key_bytes(type);
}

std::uint64_t SortWorkload::exchange_memory_bytes(int ranks) const noexcept {
  const auto grid = grid_for(ranks);
  if (!grid || route == Route::direct) return 0;
  const std::uint64_t share = SortShares(count, ranks, epsilon).largest_input() * kernels::key_bytes(type);
  // What a rank relays lies there twice: as it has come and as it will go on.
  if (route == Route::two_level) return 2 * share;
  return 2 * std::min(grid_limit_bytes(*grid), share * static_cast<std::uint64_t>(grid->columns));
}

}  // namespace breakeven::workloads
