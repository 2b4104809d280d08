// The milestones of a rank. Each function twice: C calls MPI_X, Fortran's library and tools call PMPI_X.
//
// Without mpi.h: whatever the library's handles are (pointers in Open MPI), they are handed through.
#include <atomic>

#include "probe/board.hpp"
#include "probe/part_clock.hpp"
#include "probe/real_function.hpp"

namespace breakeven::probe {
namespace {

using Handle = void*;

constexpr const char* library = "libmpi.so.40";  // where Python's modules and the like have it, out of global sight

constinit thread_local int calls = 0;

/// Stamps the outermost of calls within each other.
class Call {
 public:
  Call(Event begins, Event ends) noexcept : outer_(calls++ == 0), ends_(ends) {
    if (outer_) stamp(begins);
  }
  ~Call() {
    --calls;
    if (outer_) stamp(ends_);
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  bool outer() const noexcept { return outer_; }

 private:
  bool outer_;
  Event ends_;
};

/// And its parts.
class CallInParts {
 public:
  CallInParts(Event begins, Event ends, Period period) noexcept : call_(begins, ends), period_(period) {
    if (call_.outer()) begin_period(period_);
  }
  ~CallInParts() {
    if (call_.outer()) end_period(period_);
  }
  CallInParts(const CallInParts&) = delete;
  CallInParts& operator=(const CallInParts&) = delete;

 private:
  Call call_;
  Period period_;
};

/// Messages go through here: one load, from the second on.
void stamp_first(Event event, std::atomic<bool>& stamped) noexcept {
  if (!stamped.load(std::memory_order_relaxed) && !stamped.exchange(true)) stamp(event);
}

constinit std::atomic<bool> barrier_stamped{false};
constinit std::atomic<bool> message_stamped{false};

template <class Real, class... Arguments>
int initialise(const Real& real, Arguments... arguments) {
  const CallInParts call(Event::init_begins, Event::init_ends, Period::init);
  return real(arguments...);
}

int finalise(const RealFunction<int()>& real, int /*nothing*/) {
  const CallInParts call(Event::finalize_begins, Event::finalize_ends, Period::finalize);
  return real();
}

template <class Real, class... Arguments>
int spawn(const Real& real, Arguments... arguments) {
  const Call call(Event::spawn_begins, Event::spawn_ends);
  return real(arguments...);
}

template <class Real>
int disconnect(const Real& real, Handle* communicator) {
  const Call call(Event::disconnect_begins, Event::disconnect_ends);
  return real(communicator);
}

template <class Real>
int pass_barrier(const Real& real, Handle communicator) {
  const int result = real(communicator);
  stamp_first(Event::barrier_passed, barrier_stamped);
  return result;
}

template <class Real, class... Arguments>
int receive(const Real& real, Arguments... arguments) {
  const int result = real(arguments...);
  stamp_first(Event::message_received, message_stamped);
  return result;
}

}  // namespace

// Defines NAME and its profiling twin; WRAP is called with the real function and the arguments.
#define BREAKEVEN_MPI(NAME, WRAP, PARAMETERS, ...)                          \
  BREAKEVEN_INTERPOSED int NAME PARAMETERS {                                \
    static constinit RealFunction<int PARAMETERS> real(#NAME, library);     \
    return WRAP(real, __VA_ARGS__);                                         \
  }                                                                         \
  BREAKEVEN_INTERPOSED int P##NAME PARAMETERS {                             \
    static constinit RealFunction<int PARAMETERS> real("P" #NAME, library); \
    return WRAP(real, __VA_ARGS__);                                         \
  }

BREAKEVEN_MPI(MPI_Init, initialise, (int* argc, char*** argv), argc, argv)
BREAKEVEN_MPI(MPI_Init_thread, initialise, (int* argc, char*** argv, int required, int* provided), argc, argv, required,
              provided)
BREAKEVEN_MPI(MPI_Finalize, finalise, (), 0)
BREAKEVEN_MPI(MPI_Barrier, pass_barrier, (Handle communicator), communicator)
BREAKEVEN_MPI(MPI_Recv, receive,
              (void* buffer, int count, Handle type, int source, int tag, Handle communicator, void* status), buffer,
              count, type, source, tag, communicator, status)
BREAKEVEN_MPI(MPI_Comm_spawn, spawn,
              (const char* command, char** arguments, int ranks, Handle info, int root, Handle communicator,
               Handle* intercommunicator, int* errors),
              command, arguments, ranks, info, root, communicator, intercommunicator, errors)
BREAKEVEN_MPI(MPI_Comm_disconnect, disconnect, (Handle * communicator), communicator)

}  // namespace breakeven::probe
