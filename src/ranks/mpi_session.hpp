// MPI from its initialisation to its end, and the check of every call to it.
#pragma once

namespace breakeven::ranks {

/// Throws Error "WHAT: REASON".
[[noreturn]] void throw_mpi_error(int code, const char* what);
/// Throws it unless `code` is MPI_SUCCESS, which the standard says is 0.
inline void check_mpi(int code, const char* what) {
  if (code != 0) [[unlikely]]
    throw_mpi_error(code, what);
}

/// MPI is initialised as long as this lives. Boost.MPI's own `environment` is not used: its destructor throws.
class MpiSession {
 public:
  /// Only the thread that constructs it may call MPI (MPI_THREAD_FUNNELED). Errors of MPI are exceptions from here on.
  MpiSession(int& argc, char**& argv);
  /// Finalises MPI, unless finalize() has done so or an exception is unwinding: MPI_Finalize waits for the other
  /// ranks, and they are waiting for what this one has not done. Its caller is to call abort().
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;

  /// Ends MPI in order; collective. Throws Error.
  void finalize();

  /// Ends all ranks without waiting for anything. To be called by any thread: when it matters that MPI was told,
  /// the thread that could do so in order may be waiting for a rank that is gone.
  [[noreturn]] static void abort() noexcept;

 private:
  bool finalized_ = false;
};

}  // namespace breakeven::ranks
