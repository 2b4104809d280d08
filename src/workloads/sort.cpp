#include "workloads/sort.hpp"

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "workloads/sort_job.hpp"
#include "workloads/sort_shares.hpp"

namespace breakeven::workloads {

Answer SortWorkload::run(Communicator& communicator) const {
  if (!(epsilon >= 0 && epsilon <= 1)) throw UsageError("the epsilon of a sort must be between 0 and 1");
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

}  // namespace breakeven::workloads
