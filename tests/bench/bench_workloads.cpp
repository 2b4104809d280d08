#include "bench/bench_workloads.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <span>
#include <vector>

#include "breakeven/error.hpp"
#include "breakeven/statistics.hpp"
#include "workloads/pi.hpp"
#include "workloads/sort.hpp"
#include "workloads/talk.hpp"

namespace breakeven::bench {

Answer ExchangeWorkload::run(Communicator& communicator) const {
  const auto workers = static_cast<std::size_t>(communicator.size());
  const auto rank = static_cast<std::size_t>(communicator.rank());
  const std::size_t part = keys / workers / workers;
  const auto mine = communicator.allocate<std::uint64_t>(part * workers);
  const auto landing = communicator.allocate<std::uint64_t>(part * workers);
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

namespace {

constexpr int batches = 60;

/// Seconds of one of `rounds` rounds.
template <class Body>
double timed(int rounds, Body body) {
  const TimePoint begin = Clock::now();
  body(rounds);
  return std::chrono::duration<double>(Clock::now() - begin).count() / rounds;
}

void ping_pong(Communicator& communicator, std::span<std::byte> message, int rounds) {
  const std::span<const std::byte> out = message;
  const int peer = 1 - communicator.rank();
  for (int i = 0; i < rounds; ++i) {
    if (communicator.is_root()) communicator.send(out, peer);
    communicator.receive(message, peer);
    if (!communicator.is_root()) communicator.send(out, peer);
  }
}

void all_reduce(Communicator& communicator, int rounds) {
  for (int i = 0; i < rounds; ++i) communicator.all_reduce(1.0, Reduction::sum);
}

}  // namespace

Answer AgainstMpiWorkload::run(Communicator& communicator) const {
  const PhaseScope talking(communicator.timeline(), Phase::talk);
  const bool reduces = bytes == reduction;
  std::vector<std::byte> message(reduces ? 0 : bytes);
  // Batches of about a millisecond.
  const int rounds = static_cast<int>(std::max<std::uint64_t>(1, 1000 / (1 + (reduces ? 0 : bytes / 1000))));
  std::vector<double> raw_seconds;
  std::vector<double> our_seconds;
  for (int batch = 0; batch < batches; ++batch) {
    communicator.barrier();
    raw_seconds.push_back(
        timed(rounds, [&](int count) { reduces ? raw->all_reduce(count) : raw->ping_pong(message, count); }));
    communicator.barrier();
    our_seconds.push_back(timed(rounds, [&](int count) {
      reduces ? all_reduce(communicator, count) : ping_pong(communicator, message, count);
    }));
  }
  const double messages = reduces ? 1 : 2;
  return {.digest = 0,
          .figures = {{"raw", median(std::span(raw_seconds).subspan(5)) / messages},
                      {"ours", median(std::span(our_seconds).subspan(5)) / messages}}};
}

WorkloadRegistry bench_workloads(const RawMpi* raw) {
  WorkloadRegistry registry;
  registry.add<workloads::PiWorkload>()
      .add<workloads::SortWorkload>()
      .add<workloads::TalkWorkload>()
      .add<ExchangeWorkload>()
      .add<NothingWorkload>()
      .add<AgainstMpiWorkload>([raw](AgainstMpiWorkload& workload) { workload.raw = raw; });
  return registry;
}

}  // namespace breakeven::bench
