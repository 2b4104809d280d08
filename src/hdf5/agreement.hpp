// A step that all ranks take together fails on all of them or on none.
//
// Without it a rank whose open failed would throw while its peers wait for it in the next collective, for ever.
#pragma once

#include <exception>

#include "breakeven/error.hpp"

namespace breakeven::hdf5 {

/// Whether `here` is true on every rank of MPI_COMM_WORLD. Collective.
bool true_everywhere(bool here);

/// Runs `step` on every rank and waits for all of them. When it threw here, that exception goes on; when it threw
/// elsewhere, throws PeerFailed. Collective.
template <class Step>
void all_succeed(const Step& step) {
  std::exception_ptr failure;
  try {
    step();
  } catch (...) {
    failure = std::current_exception();
  }
  const bool all = true_everywhere(!failure);
  if (failure) std::rethrow_exception(failure);
  if (!all) throw PeerFailed();
}

}  // namespace breakeven::hdf5
