#include "ranks/shared_window.hpp"

#include "ranks/mpi_session.hpp"

namespace breakeven::ranks {

SharedWindow::SharedWindow(MPI_Comm communicator, std::size_t bytes) {
  int rank = 0;
  check_mpi(MPI_Comm_rank(communicator, &rank), "cannot ask for a rank");
  void* mine = nullptr;
  check_mpi(MPI_Win_allocate_shared(rank == 0 ? static_cast<MPI_Aint>(bytes) : 0, 1, MPI_INFO_NULL, communicator, &mine,
                                    &window_),
            "cannot allocate memory that ranks share");
}

void SharedWindow::fence() { check_mpi(MPI_Win_fence(0, window_), "cannot synchronise memory that ranks share"); }

std::span<std::byte> SharedWindow::bytes() const {
  MPI_Aint bytes = 0;
  int unit = 0;
  void* address = nullptr;
  check_mpi(MPI_Win_shared_query(window_, 0, &bytes, &unit, &address), "cannot find memory that ranks share");
  return {static_cast<std::byte*>(address), static_cast<std::size_t>(bytes)};
}

}  // namespace breakeven::ranks
