#include "crews/rank_processes.hpp"

#include <unistd.h>

#include <fstream>

#include <fmt/format.h>

#include "crews/worker_process.hpp"
#include "launch/launch_command.hpp"
#include "launch/launcher.hpp"
#include "launch/open_mpi_leftovers.hpp"

namespace breakeven::crews {
namespace {

using std::chrono::milliseconds;

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
  adopted_rank_ = os::spawn(program, spawn);
  name_ = "rank 0";
  launcher_of_adopted_ = ::getppid();
  output_.close_writing_end();
  return Channel(std::move(sockets.ours));
}

void RankProcesses::start_launcher(const std::string& address) {
  const std::vector<std::string> command = launch::launch_command(options_);
  name_ = command.front();
  launcher_.emplace(command, environment(address), output_);
}

const WorkerBoard& RankProcesses::board_of(int worker) const {
  return reinterpret_cast<const WorkerBoard*>(boards_.data())[worker];
}

Phase RankProcesses::phase_of(int worker) const {
  return static_cast<Phase>(board_of(worker).phase.load(std::memory_order_relaxed));
}

std::optional<os::ExitStatus> RankProcesses::status() { return wait(milliseconds(0)); }

std::optional<os::ExitStatus> RankProcesses::wait(milliseconds patience) {
  if (launcher_) return launcher_->wait(patience);
  if (adopted_rank_.running()) adopted_rank_status_ = adopted_rank_.wait_for(patience);
  return adopted_rank_status_;
}

void RankProcesses::end() {
  if (launcher_) launcher_->end();
  adopted_rank_.kill_and_wait();
  if (options_.adopted && os::process_has_ended(launcher_of_adopted_)) {
    launch::remove_open_mpi_leftovers(launcher_of_adopted_);
  }
}

}  // namespace breakeven::crews
