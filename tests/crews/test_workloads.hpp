// Workloads that put crews to the test; known to the test's own worker executables too.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "breakeven/workload.hpp"
#include "support/communicator_contract.hpp"

namespace breakeven::testing {

/// Every operation of the communicator in round 0; one of them later, for crews that are kept.
struct ContractWorkload {
  static constexpr std::string_view name = "contract";
  std::uint64_t round = 0;

  Answer run(Communicator& communicator) const {
    if (round == 0) contract::check_communicator(communicator);
    Answer answer;
    answer.digest = communicator.all_reduce<std::uint64_t>(round + 1, Reduction::sum);
    answer.figures = {{"workers", static_cast<std::uint64_t>(communicator.size())}, {"third", 1.0 / 3}};
    return answer;
  }
  std::uint64_t problem_size() const { return round; }
  std::string describe() const { return "round=" + std::to_string(round); }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& round;
  }
};

enum class Mishap : std::uint8_t { none, throws, throws_in_check, kills_itself, exits, sleeps };

/// Something happens to one worker while the others wait for it in a collective, or are busy.
struct MishapWorkload {
  static constexpr std::string_view name = "mishap";
  Mishap mishap = Mishap::none;
  int victim = 0;
  bool others_busy = false;

  Answer run(Communicator& communicator) const {
    communicator.barrier();
    auto memory = communicator.allocate<std::uint64_t>(100'000);
    for (std::size_t i = 0; i < memory.size(); ++i) memory[i] = i;
    std::vector<std::span<const std::uint64_t>> pieces(static_cast<std::size_t>(communicator.size()), memory.span());
    const auto received = communicator.exchange<std::uint64_t>(pieces);
    if (communicator.rank() == victim) happen(communicator);
    std::uint64_t sum = 0;
    const auto until = Clock::now() + std::chrono::milliseconds(others_busy ? 50 : 0);
    do {  // threads read the victim's memory while the victim unwinds
      for (const auto& piece : received) sum += piece[sum % piece.size()];
      communicator.checkpoint(0.5);
    } while (Clock::now() < until);
    communicator.barrier();
    return {communicator.all_reduce<std::uint64_t>(1, Reduction::sum), {}};
  }
  std::uint64_t problem_size() const { return 0; }
  std::string describe() const { return "mishap"; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& mishap& victim& others_busy;
  }

 private:
  void happen(Communicator& communicator) const {
    switch (mishap) {
      case Mishap::none: return;
      case Mishap::throws: throw std::runtime_error("the planted mishap");
      case Mishap::throws_in_check: {
        const PhaseScope check(communicator.timeline(), Phase::check);
        throw std::runtime_error("the planted mishap");
      }
      case Mishap::kills_itself: ::kill(::getpid(), SIGKILL); return;
      case Mishap::exits: ::_exit(3);
      case Mishap::sleeps: std::this_thread::sleep_for(std::chrono::seconds(60)); return;
    }
  }
};

/// Every worker hands `count` numbers to every worker, without a landing; what came is as it was sent.
struct ShuffleWorkload {
  static constexpr std::string_view name = "shuffle";
  std::uint64_t count = 0;

  Answer run(Communicator& communicator) const {
    const auto size = static_cast<std::uint64_t>(communicator.size());
    const auto rank = static_cast<std::uint64_t>(communicator.rank());
    const auto numbers = communicator.allocate<std::uint64_t>(count * size);
    for (std::uint64_t i = 0; i < numbers.size(); ++i) numbers[i] = contract::bits(rank, i);
    std::vector<std::span<const std::uint64_t>> pieces;
    for (std::uint64_t peer = 0; peer < size; ++peer) pieces.push_back(numbers.span().subspan(peer * count, count));
    const auto received = communicator.exchange<std::uint64_t>(pieces);
    std::uint64_t wrong = 0;
    for (std::uint64_t peer = 0; peer < size; ++peer) {
      for (std::uint64_t i = 0; i < count; ++i) {
        wrong += received[peer][i] == contract::bits(peer, rank * count + i) ? 0U : 1U;
      }
    }
    communicator.barrier();
    return {communicator.all_reduce<std::uint64_t>(wrong, Reduction::sum), {}};
  }
  std::uint64_t problem_size() const { return count; }
  std::string describe() const { return "count=" + std::to_string(count); }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& count;
  }
};

/// Worker 0 has done its part, worker 1 waits for a long message from worker 2, which throws, or dies while it sends.
struct BrokenPromiseWorkload {
  static constexpr std::string_view name = "broken promise";
  bool dies = false;

  Answer run(Communicator& communicator) const {
    using std::chrono::milliseconds;
    std::vector<std::uint64_t> numbers(1'000'000);
    if (communicator.rank() == 1) {
      std::this_thread::sleep_for(milliseconds(dies ? 30 : 0));
      communicator.receive<std::uint64_t>(numbers, 2);
    }
    if (communicator.rank() == 2) {
      if (!dies) throw std::runtime_error("the planted mishap");
      std::thread([] {
        std::this_thread::sleep_for(milliseconds(10));
        ::kill(::getpid(), SIGKILL);
      }).detach();
      communicator.send(std::span<const std::uint64_t>(numbers), 1);
    }
    return {};
  }
  std::uint64_t problem_size() const { return 0; }
  std::string describe() const { return "broken promise"; }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& dies;
  }
};

/// Counts for some time, with safe points: what a crew's kind does to work that wants to run in parallel.
struct BusyWorkload {
  static constexpr std::string_view name = "busy";
  std::uint64_t blocks = 0;  ///< of about 0.1 ms each, for all workers together

  Answer run(Communicator& communicator) const {
    const auto size = static_cast<std::uint64_t>(communicator.size());
    const auto rank = static_cast<std::uint64_t>(communicator.rank());
    const std::uint64_t mine = blocks / size + (rank < blocks % size ? 1 : 0);
    std::uint64_t value = rank + 1;
    for (std::uint64_t block = 0; block < mine; ++block) {
      for (int i = 0; i < 40'000; ++i) value = value * 6364136223846793005U + 1442695040888963407U;
      communicator.checkpoint(static_cast<double>(block + 1) / static_cast<double>(mine));
    }
    return {communicator.all_reduce<std::uint64_t>(value, Reduction::sum), {}};
  }
  std::uint64_t problem_size() const { return blocks; }
  std::string describe() const { return "blocks=" + std::to_string(blocks); }
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& blocks;
  }
};

inline WorkloadRegistry test_registry() {
  WorkloadRegistry registry;
  registry.add<ContractWorkload>().add<MishapWorkload>().add<BusyWorkload>();
  registry.add<ShuffleWorkload>().add<BrokenPromiseWorkload>();
  return registry;
}

}  // namespace breakeven::testing
