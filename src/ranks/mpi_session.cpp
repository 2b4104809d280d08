#include "ranks/mpi_session.hpp"

#include <mpi.h>
#include <unistd.h>

#include <exception>
#include <string>

#include "breakeven/error.hpp"

namespace breakeven::ranks {

void throw_mpi_error(int code, const char* what) {
  char reason[MPI_MAX_ERROR_STRING] = {};
  int length = 0;
  MPI_Error_string(code, reason, &length);
  throw Error(std::string(what) + ": " + reason);
}

MpiSession::MpiSession(int& argc, char**& argv) {
  int provided = MPI_THREAD_SINGLE;
  check_mpi(MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided), "cannot initialise MPI");
  check_mpi(MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN), "cannot set MPI's error handler");
  if (provided < MPI_THREAD_FUNNELED) throw Error("this MPI library does not support programs with threads");
}

MpiSession::~MpiSession() {
  if (!finalized_ && std::uncaught_exceptions() == 0) MPI_Finalize();
}

void MpiSession::finalize() {
  finalized_ = true;
  check_mpi(MPI_Finalize(), "cannot finalise MPI");
}

void MpiSession::abort() noexcept {
  MPI_Abort(MPI_COMM_WORLD, 1);
  ::_exit(1);
}

}  // namespace breakeven::ranks
