// Memory of rank 0 that all ranks of a host can read (MPI_Win_allocate_shared).
#pragma once

#include <mpi.h>

#include <cstddef>
#include <span>

namespace breakeven::ranks {

class SharedWindow {
 public:
  /// Collective. `bytes` count at rank 0 only. Throws Error.
  SharedWindow(MPI_Comm communicator, std::size_t bytes);
  /// Collective: waits until all have done with it.
  ~SharedWindow() { MPI_Win_free(&window_); }
  SharedWindow(const SharedWindow&) = delete;
  SharedWindow& operator=(const SharedWindow&) = delete;

  /// Collective: what was written before by any is seen after by all.
  void fence();
  /// Rank 0's memory, here.
  std::span<std::byte> bytes() const;

 private:
  MPI_Win window_ = MPI_WIN_NULL;
};

}  // namespace breakeven::ranks
