#include "bench/bench_workloads.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <span>
#include <vector>

#include "breakeven/error.hpp"
#include "workloads/pi.hpp"
#include "workloads/sort.hpp"

namespace breakeven::bench {

Answer ExchangeWorkload::run(Communicator& communicator) const {
  const auto workers = static_cast<std::size_t>(communicator.size());
  const auto rank = static_cast<std::size_t>(communicator.rank());
  const std::size_t part = keys / workers / workers;
  const auto mine = communicator.allocate<std::uint64_t>(part * workers);
  const auto landing = communicator.allocate<std::uint64_t>(part * workers, Reach::own);
  std::ranges::fill(mine.span(), rank);
  std::ranges::fill(landing.span(), ~std::uint64_t{0});
  std::vector<std::span<const std::uint64_t>> pieces;
  for (std::size_t to = 0; to < workers; ++to) pieces.push_back(mine.span().subspan(to * part, part));

  communicator.barrier();
  const TimePoint begin = Clock::now();
  if (copy_only) {
    std::memcpy(landing.data(), mine.data(), part * (workers - 1) * sizeof(std::uint64_t));
  } else {
    const auto received =
        communicator.exchange(std::span<const std::span<const std::uint64_t>>(pieces), landing.span());
    for (std::size_t from = 0; from < workers; ++from) {
      if (received[from].size() != part || (part > 0 && received[from].back() != from)) {
        throw WrongAnswer("the exchange brought something else than was sent");
      }
    }
  }
  communicator.barrier();
  const std::chrono::duration<double> seconds = Clock::now() - begin;
  return {.digest = 0, .figures = {{"seconds", seconds.count()}}};
}

WorkloadRegistry bench_workloads() {
  WorkloadRegistry registry;
  registry.add<workloads::PiWorkload>().add<workloads::SortWorkload>().add<ExchangeWorkload>();
  return registry;
}

}  // namespace breakeven::bench
