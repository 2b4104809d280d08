// Run by mpirun: every rank (or, with threads, every worker of every rank) checks the communicator's contract.
//     ranks-contract THREADS_PER_RANK MAX_MESSAGE_BYTES
// Exits with 0, or ends all ranks after saying what was not so.
#include <mpi.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#include "crews/team.hpp"
#include "os/memory.hpp"
#include "ranks/hybrid_communicator.hpp"
#include "ranks/mpi_communicator.hpp"
#include "ranks/mpi_session.hpp"
#include "support/communicator_contract.hpp"

namespace {

using namespace breakeven;

/// Calls that only an MPI library can get wrong: the leader runs all threads' tasks, in thread order.
void check_main_thread(ranks::HybridCommunicator& crew, int threads) {
  static std::vector<int> order;  // written by the leader only
  for (int round = 0; round < 10; ++round) {
    if (crew.rank() % threads == 0) order.clear();
    crew.barrier();
    const auto leader = std::this_thread::get_id();
    std::thread::id ran_on;
    crew.on_main_thread([&] {
      ran_on = std::this_thread::get_id();
      order.push_back(crew.rank() % threads);
    });
    contract::require((ran_on == leader) == (crew.rank() % threads == 0), "tasks run on the main thread", crew);
    contract::require(order.size() == static_cast<std::size_t>(threads) && std::ranges::is_sorted(order),
                      "tasks run in thread order, all of them", crew);
    crew.barrier();
  }
}

void check(Communicator& crew) {
  crew.timeline().restart(Phase::work);
  contract::check_communicator(crew);
}

void check_hybrid(const boost::mpi::communicator& ranks, int threads, std::size_t max_message_bytes) {
  const os::Mapping memory = os::Mapping::anonymous(crews::Team::bytes_needed(threads));
  crews::Team& team = crews::Team::construct_in(memory.bytes(), threads);
  const auto worker = [&](int thread) {
    try {
      Timeline timeline;
      std::optional<ranks::MpiCommunicator> leader;
      if (thread == 0) leader.emplace(ranks, timeline, nullptr, max_message_bytes);
      ranks::HybridCommunicator crew({ranks.rank(), ranks.size(), threads}, thread, team, timeline,
                                     leader ? &*leader : nullptr);
      check(crew);
      check_main_thread(crew, threads);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      ranks::MpiSession::abort();
    }
  };
  std::vector<std::thread> others;
  for (int thread = 1; thread < threads; ++thread) others.emplace_back(worker, thread);
  worker(0);
  for (std::thread& other : others) other.join();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int threads = std::atoi(argv[1]);
  const auto max_message_bytes = static_cast<std::size_t>(std::atoll(argv[2]));
  ranks::MpiSession mpi(argc, argv);
  const boost::mpi::communicator ranks;
  if (threads > 1) {
    check_hybrid(ranks, threads, max_message_bytes);
  } else {
    try {
      Timeline timeline;
      ranks::MpiCommunicator crew(ranks, timeline, nullptr, max_message_bytes);
      check(crew);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      ranks::MpiSession::abort();
    }
  }
  mpi.finalize();
  return 0;
}
