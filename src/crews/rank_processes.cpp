#include "crews/rank_processes.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include <fmt/format.h>

#include "crews/worker_process.hpp"
#include "launch/launch_command.hpp"
#include "launch/launcher.hpp"
#include "launch/open_mpi_leftovers.hpp"

namespace breakeven::crews {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience_with_sigterm{2000};

/// When this process is gone, so that its launcher has got SIGTERM: which kills it without more ado while it is
/// starting.
void put_in_order(pid_t launcher) {
  if (!os::process_has_ended(launcher)) {
    const os::FileDescriptor process = os::open_pid(launcher);
    pollfd waiting{process.get(), POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience_with_sigterm.count())) == 0) ::kill(-launcher, SIGKILL);
  }
  launch::remove_open_mpi_leftovers(launcher);
}

std::size_t bytes_of_boards(int workers) { return sizeof(WorkerBoard) * static_cast<std::size_t>(workers); }

std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  file >> id;
  return id;
}

}  // namespace

RankProcesses::RankProcesses(const CrewOptions& options)
    : options_(options),
      boards_file_(os::make_memory_file("breakeven", bytes_of_boards(options.workers))),
      boards_(os::Mapping::shared(boards_file_, bytes_of_boards(options.workers))) {}

RankProcesses::~RankProcesses() {
  try {
    end();
  } catch (...) {
    // The process's own destructor kills it.
  }
}

std::optional<Channel> RankProcesses::start(const std::string& address) {
  if (options_.adopted) return start_own_rank(address);
  start_launcher(address);
  return std::nullopt;
}

std::vector<std::string> RankProcesses::environment(const std::string& address) const {
  return {fmt::format("{}={}", launch::connect_variable, address),
          fmt::format("{}={}", launch::threads_variable, options_.threads_per_rank),
          fmt::format("{}={}", launch::binding_variable, options_.binding),
          fmt::format("{}={}:{}:{}:{}", launch::boards_variable, boot_id(), ::getpid(), boards_file_.get(),
                      boards_.size())};
}

Channel RankProcesses::start_own_rank(const std::string& address) {
  const std::string program = launch::sibling_executable(options_.rank_executable, "rank");
  os::SocketPair sockets = os::make_socket_pair();
  os::SpawnOptions spawn;
  spawn.arguments = {program};
  spawn.descriptors = {{sockets.theirs.get(), control_descriptor}};
  // Other ranks than ours say by the address why they failed.
  spawn.environment = environment(fmt::format("fd:{};{}", control_descriptor, address));
  process_ = os::spawn(program, spawn);
  name_ = "rank 0";
  launcher_ = ::getppid();
  output_.close_writing_end();
  return Channel(std::move(sockets.ours));
}

void RankProcesses::start_launcher(const std::string& address) {
  os::SpawnOptions spawn;
  spawn.arguments = launch::launch_command(options_);
  const os::FileDescriptor nothing(os::check(::open("/dev/null", O_RDONLY | O_CLOEXEC), "cannot open /dev/null"));
  spawn.descriptors = {{nothing.get(), 0}, {output_.writing_end(), 1}, {output_.writing_end(), 2}};
  spawn.environment = environment(address);
  // Ended by SIGTERM the launcher ends its ranks and removes its files, which SIGKILL would not let it.
  spawn.parent_death_signal = SIGTERM;
  spawn.own_process_group = true;
  name_ = spawn.arguments.front();
  process_ = os::spawn(name_, spawn);
  launcher_ = process_.pid();
  guard_.emplace([launcher = launcher_] { put_in_order(launcher); });
  output_.close_writing_end();
}

const WorkerBoard& RankProcesses::board_of(int worker) const {
  return reinterpret_cast<const WorkerBoard*>(boards_.data())[worker];
}

Phase RankProcesses::phase_of(int worker) const {
  return static_cast<Phase>(board_of(worker).phase.load(std::memory_order_relaxed));
}

std::optional<os::ExitStatus> RankProcesses::status() { return wait(milliseconds(0)); }

std::optional<os::ExitStatus> RankProcesses::wait(milliseconds patience) {
  const TimePoint deadline = Clock::now() + patience;
  do {
    output_.drain();  // a launcher that finds its pipe full would never end
    if (process_.running()) status_ = process_.wait_for(std::min(patience, milliseconds(20)));
  } while (process_.running() && Clock::now() < deadline);
  output_.drain();
  return status_;
}

void RankProcesses::end() {
  if (process_.running() && !options_.adopted) {
    process_.signal(SIGTERM);
    if (!wait(patience_with_sigterm)) ::kill(-launcher_, SIGKILL);
  }
  process_.kill_and_wait();
  guard_.reset();
  if (options_.adopted && os::process_has_ended(launcher_)) launch::remove_open_mpi_leftovers(launcher_);
}

}  // namespace breakeven::crews
