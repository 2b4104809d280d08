// Run by mpirun: every rank (or, with threads, every worker of every rank) checks the communicator's contract.
//     ranks-contract THREADS_PER_RANK MAX_MESSAGE_BYTES
// Exits with 0, or ends all ranks after saying what was not so.
#include <mpi.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#include "core/rank_grid.hpp"
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

/// Hands `size(peer)` bytes to every peer. Returns what that sent.
template <class Size>
Traffic exchange_bytes(ranks::MpiCommunicator& crew, Route route, Size size) {
  std::vector<std::vector<std::byte>> data;
  std::vector<std::span<const std::byte>> pieces;
  for (int peer = 0; peer < crew.size(); ++peer) pieces.push_back(data.emplace_back(size(peer)));
  crew.reset_traffic();
  crew.exchange(std::span<const std::span<const std::byte>>(pieces), {}, route);
  const Traffic traffic = crew.traffic();
  crew.barrier();
  return traffic;
}

/// Two levels send as few messages as they are there for, none of them larger than allowed.
void check_messages_of_two_levels(ranks::MpiCommunicator& crew, const Grid& grid) {
  const auto rows = static_cast<std::size_t>(grid.rows);
  const auto columns = static_cast<std::size_t>(grid.columns);
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{40}}) {
    const Traffic sent = exchange_bytes(crew, Route::two_level, [&](int) { return bytes; });
    const auto messages_of = [&](std::size_t size) {
      return (size + crew.max_message_bytes() - 1) / crew.max_message_bytes();
    };
    contract::require(
        sent.sent_messages == (columns - 1) * messages_of(rows * bytes) + (rows - 1) * messages_of(columns * bytes),
        "two levels need a message per peer in the row and in the column", crew);
  }
}

/// Two levels send bytes that others have sent already; so their number tells which route was taken.
void check_automatic_route(ranks::MpiCommunicator& crew, const Grid& grid) {
  const auto ranks = static_cast<std::size_t>(crew.size());
  const std::size_t small = 3 * grid_limit_bytes(grid) / 4;
  const auto to_each = [&](int) { return small / ranks; };
  const auto to_root = [&](int peer) { return peer == 0 ? small : 0; };
  const auto sent_bytes = [&](Route route, auto size) {
    return crew.all_reduce(exchange_bytes(crew, route, size).sent_bytes, Reduction::sum);
  };
  contract::require(sent_bytes(Route::automatic, to_each) == sent_bytes(Route::two_level, to_each),
                    "few bytes go in two levels", crew);
  contract::require(sent_bytes(Route::two_level, to_each) > sent_bytes(Route::direct, to_each),
                    "two levels send bytes twice", crew);
  contract::require(sent_bytes(Route::automatic, to_root) == sent_bytes(Route::direct, to_root),
                    "bytes that would crowd on their way go directly", crew);
  contract::require(sent_bytes(Route::two_level, to_root) > sent_bytes(Route::direct, to_root),
                    "two levels are not left when they are asked for", crew);
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
      if (const auto grid = grid_for(crew.size())) {
        check_messages_of_two_levels(crew, *grid);
        check_automatic_route(crew, *grid);
      }
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      ranks::MpiSession::abort();
    }
  }
  mpi.finalize();
  return 0;
}
