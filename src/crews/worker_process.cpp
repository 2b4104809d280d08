#include "crews/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <map>
#include <optional>

#include "breakeven/error.hpp"
#include "crews/arena.hpp"
#include "crews/execute.hpp"
#include "crews/links.hpp"
#include "crews/shared_communicator.hpp"
#include "crews/stream_communicator.hpp"
#include "crews/wire.hpp"
#include "os/peer_memory.hpp"
#include "os/process.hpp"

namespace breakeven::crews {
namespace {

/// A terminal's Ctrl-C reaches every process of the group; it is the driver who decides what becomes of its workers.
void leave_interrupts_to_the_driver() {
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);
  std::signal(SIGTERM, SIG_DFL);
}

/// Runs one job and tells the driver. False when it failed: the worker is of no use any more.
template <class WorkersCommunicator>
bool serve_job(const Job& job, const WorkloadRegistry& registry, Channel& driver, WorkersCommunicator& communicator,
               Team& team) {
  try {
    const AnyWorkload workload = registry.load(job.workload, job.parameters);
    os::reset_peak_memory();
    Executed executed = execute(workload, communicator, CpuAccount::process);
    driver.send(Result{std::move(executed.answer), {std::move(executed.report)}});
    return true;
  } catch (...) {
    const Failure failure = current_failure(communicator.rank(), communicator.timeline().current());
    driver.send(failure);  // before the others hear of it: the driver should hear the cause before its echoes
    team.fail();
    communicator.withdraw();
    return false;
  }
}

/// Says that the worker is ready, and serves until its driver closes the connection. False when a job failed.
template <class WorkersCommunicator>
bool serve_driver(Channel& driver, const WorkloadRegistry& registry, WorkersCommunicator& communicator, Team& team) {
  WorkerBoard& board = team.slot(communicator.rank()).board;
  board.stamp(Milestone::ready);
  driver.send(Ready{});
  while (const auto message = driver.receive()) {
    const auto* job = std::get_if<Job>(&*message);
    if (job == nullptr) throw Error("the driver sent something else than a job");
    if (!serve_job(*job, registry, driver, communicator, team)) return false;
  }
  board.stamp(Milestone::dismissed);
  return true;
}

bool serve_driver(const WorkerStart& start, Channel& driver, const WorkloadRegistry& registry, Arena& arena,
                  Timeline& timeline) {
  Team& team = Team::at(arena.bytes().data());
  if (start.share == Share::memory) {
    os::allow_reading_by(::getppid());  // whose descendants the peers are, too
    SharedCommunicator communicator(team, start.rank, timeline, &arena);
    return serve_driver(driver, registry, communicator, team);
  }
  std::signal(SIGPIPE, SIG_IGN);  // that a peer is gone is something to tell, not to die of
  Links links(start.share, start.crew, start.rank, start.size);
  StreamCommunicator communicator(links, team, driver.descriptor(), start.rank, timeline);
  return serve_driver(driver, registry, communicator, team);
}

/// Reaps ended workers and tells the driver.
void report_ended(std::map<pid_t, std::int32_t>& ranks, int socket) {
  int status = 0;
  for (pid_t pid; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
    const WorkerExit notice{ranks[pid], status};
    ranks.erase(pid);
    try {
      os::write_all(socket, std::as_bytes(std::span(&notice, 1)));
    } catch (const Error&) {
      // The driver is not listening any more.
    }
  }
}

}  // namespace

int serve_jobs(const WorkerStart& start, const Birth& birth, const WorkloadRegistry& registry, Arena* inherited_arena) {
  leave_interrupts_to_the_driver();
  Channel driver{os::FileDescriptor(control_descriptor)};
  os::FileDescriptor arena_file(arena_descriptor);
  try {
    std::optional<Arena> mapped;
    if (inherited_arena == nullptr) mapped.emplace(arena_file, start.arena_bytes, start.rank, start.size);
    Arena& arena = inherited_arena != nullptr ? *inherited_arena : *mapped;
    arena_file.reset();
    WorkerBoard& board = Team::at(arena.bytes().data()).slot(start.rank).board;
    board.stamp(birth.milestone, birth.when);
    board.pid.store(::getpid(), std::memory_order_relaxed);
    Timeline timeline(&board.phase);
    return serve_driver(start, driver, registry, arena, timeline) ? 0 : 1;
  } catch (...) {
    try {
      driver.send(current_failure(start.rank, Phase::start));
    } catch (const Error&) {
      // The driver is gone, and with it whoever would want to know.
    }
    return 1;
  }
}

void become_worker(const WorkerStart& start, int control, int arena_file, pid_t parent,
                   const WorkloadRegistry& registry, Arena* inherited_arena) {
  const Birth birth{Milestone::exists, Clock::now()};
  if (!os::die_with_parent(SIGKILL, parent)) ::_exit(1);
  // Out of the way first: either may sit on the other's place.
  const int safe_control = ::fcntl(control, F_DUPFD, arena_descriptor + 1);
  const int safe_arena = ::fcntl(arena_file, F_DUPFD, arena_descriptor + 1);
  if (::dup2(safe_control, control_descriptor) < 0 || ::dup2(safe_arena, arena_descriptor) < 0) ::_exit(1);
  ::close_range(arena_descriptor + 1, ~0U, 0);
  const int code = serve_jobs(start, birth, registry, inherited_arena);
  // Not exit(): what the parent registered for its end is none of ours.
  ::_exit(code);
}

int serve_forks(os::FileDescriptor socket, const WorkloadRegistry& registry) {
  leave_interrupts_to_the_driver();
  sigset_t child_ended;
  sigemptyset(&child_ended);
  sigaddset(&child_ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child_ended, nullptr);
  const os::FileDescriptor ended(os::check(::signalfd(-1, &child_ended, SFD_CLOEXEC), "cannot watch for workers"));
  const pid_t server = ::getpid();
  std::map<pid_t, std::int32_t> ranks;
  for (;;) {
    std::array<pollfd, 2> waiting{pollfd{socket.get(), POLLIN, 0}, pollfd{ended.get(), POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) os::throw_errno("cannot wait for requests");
    if (waiting[1].revents != 0) {
      signalfd_siginfo ignored;
      os::read_up_to(ended.get(), std::as_writable_bytes(std::span(&ignored, 1)));
      report_ended(ranks, socket.get());
    }
    if (waiting[0].revents == 0) continue;
    std::array<os::FileDescriptor, 2> descriptors;
    WorkerStart start;
    if (!os::receive_descriptors(socket.get(), descriptors) ||
        os::read_up_to(socket.get(), std::as_writable_bytes(std::span(&start, 1))) != sizeof start) {
      break;
    }
    const pid_t pid = os::check(::fork(), "cannot fork a worker");
    if (pid == 0) {
      ::sigprocmask(SIG_UNBLOCK, &child_ended, nullptr);
      become_worker(start, descriptors[0].get(), descriptors[1].get(), server, registry);
    }
    ranks.emplace(pid, start.rank);
  }
  // The driver waits for the end of its workers before it closes the socket, unless it has no use for them any more.
  for (const auto& [pid, rank] : ranks) ::kill(pid, SIGKILL);
  while (::waitpid(-1, nullptr, 0) > 0) {
  }
  return 0;
}

}  // namespace breakeven::crews
