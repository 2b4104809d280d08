#include "ranks/launch_roles.hpp"

#include <mpi.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "launch/rank_roles.hpp"
#include "os/process.hpp"
#include "ranks/mpi_session.hpp"

namespace breakeven::ranks {
namespace {

void send_word(int peer, MPI_Comm ranks) {
  const char word = 'w';
  check_mpi(MPI_Send(&word, 1, MPI_CHAR, peer, 0, ranks), "cannot send a message");
}

void receive_word(int peer, MPI_Comm ranks) {
  char word = 0;
  check_mpi(MPI_Recv(&word, 1, MPI_CHAR, peer, 0, ranks, MPI_STATUS_IGNORE), "cannot receive a message");
}

/// A barrier, then a message from rank 0 to every other and its answer.
void greet(MPI_Comm ranks) {
  int rank = 0;
  int size = 1;
  check_mpi(MPI_Comm_rank(ranks, &rank), "cannot ask for the rank");
  check_mpi(MPI_Comm_size(ranks, &size), "cannot ask for the number of ranks");
  check_mpi(MPI_Barrier(ranks), "cannot pass a barrier");
  for (int peer = 1; rank == 0 && peer < size; ++peer) {
    send_word(peer, ranks);
    receive_word(peer, ranks);
  }
  if (rank == 0) return;
  receive_word(0, ranks);
  send_word(0, ranks);
}

/// With the ranks at the other end.
void greet_across(MPI_Comm between, bool first) {
  MPI_Comm all = MPI_COMM_NULL;
  check_mpi(MPI_Intercomm_merge(between, first ? 0 : 1, &all), "cannot merge the spawned ranks with the first");
  greet(all);
  check_mpi(MPI_Comm_free(&all), "cannot free a communicator");
  check_mpi(MPI_Comm_disconnect(&between), "cannot disconnect from the ranks at the other end");
}

int number_of_ranks(int argc, char** argv) {
  const std::string_view text = argc > 2 ? argv[2] : "";
  int ranks = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ranks);
  if (error != std::errc() || end != text.data() + text.size() || ranks < 1) {
    throw UsageError(fmt::format("{} '{}': it should be followed by the number of ranks to spawn, at least 1",
                                 launch::spawning_role, text));
  }
  return ranks;
}

void spawn_and_greet(int ranks) {
  const std::string program = os::executable_path().string();
  std::string role = launch::spawned_role;
  std::array<char*, 2> arguments{role.data(), nullptr};
  MPI_Comm between = MPI_COMM_NULL;
  check_mpi(MPI_Comm_spawn(program.c_str(), arguments.data(), ranks, MPI_INFO_NULL, 0, MPI_COMM_WORLD, &between,
                           MPI_ERRCODES_IGNORE),
            "cannot spawn ranks");
  greet_across(between, true);
}

/// False when there is none.
bool greet_parent() {
  MPI_Comm parent = MPI_COMM_NULL;
  check_mpi(MPI_Comm_get_parent(&parent), "cannot ask for the parent");
  if (parent == MPI_COMM_NULL) return false;
  greet_across(parent, false);
  return true;
}

int play(std::string_view role, int argc, char** argv) {
  const bool spawns = role == launch::spawning_role;
  const int to_spawn = spawns ? number_of_ranks(argc, argv) : 0;
  bool played = true;
  MpiSession mpi(argc, argv);
  if (spawns) {
    spawn_and_greet(to_spawn);
  } else if (role == launch::spawned_role) {
    played = greet_parent();
  } else {
    greet(MPI_COMM_WORLD);
  }
  mpi.finalize();
  if (!played) throw UsageError(fmt::format("{} is for ranks that another has spawned", role));
  return 0;
}

}  // namespace

std::optional<int> play_launch_role(int argc, char** argv) {
  const std::string_view role = argc > 1 ? argv[1] : "";
  if (role != launch::empty_role && role != launch::spawning_role && role != launch::spawned_role) return std::nullopt;
  try {
    return play(role, argc, argv);
  } catch (const UsageError& error) {
    std::fprintf(stderr, "breakeven-rank: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "breakeven-rank: %s\n", error.what());
    MpiSession::abort();
  }
}

}  // namespace breakeven::ranks
